"""The doors of this package: bytes → Document, Document → Parse."""

from dataclasses import replace

from bulletin.parsing import text
from bulletin.parsing.decoding import Unreadable
from bulletin.parsing.report import Parse, Warning
from bulletin.parsing.word import own_issue
from bulletin.parsing.word.document import Document, document
from bulletin.parsing.word.gate import refuse_marked_parts
from bulletin.parsing.word.package import Package
from bulletin.secrecy import refuse_marked

_TOO_DEEP = "它的内容一层套一层，套得太深，无法读取。请在 Word 中打开，把文字复制到新文档后再导入。"


def read(content: bytes, *, name: str = "") -> Document:
    """What a .docx says.

    Raises MarkedSecret when any part of it or its name carries a secrecy mark, before anything else is read, and
    Unreadable with a sentence when it is no Word file or a dangerous one.
    """
    refuse_marked(name)
    try:
        package = Package(content)
        refuse_marked_parts(package)
        found = document(package)
    except RecursionError as error:
        raise Unreadable(_TOO_DEEP) from error
    refuse_marked(found.text)
    return found


def parse(found: Document, *, name: str = "") -> Parse:
    """The bulletin in a Word file, with what the parser and Word have to report."""
    if found.own:
        report = own_issue.parse(found.own, found.text)
        told = [warning for warning in found.warnings if not _is_of_a_link(warning)]
    else:
        report = text.parse(found.text, name=name, hints=found.hints)
        told = list(found.warnings)
    warnings = sorted([*report.warnings, *told], key=lambda warning: warning.line)
    return replace(report, warnings=tuple(warnings), images=found.images)


def _is_of_a_link(warning: Warning) -> bool:
    """Whether it says that a link in the text was left out, which it is not where links are read as they stand."""
    return warning.code == "external_link" and warning.line > 0
