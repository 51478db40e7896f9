"""One file as it comes in: in memory only, gated before anything else, read by the parser of its kind."""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from bulletin.parsing import markdown, text, word
from bulletin.parsing.decoding import decode
from bulletin.parsing.report import Parse
from bulletin.parsing.word.converting import docx_of
from bulletin.secrecy import refuse_marked

MB = 1024 * 1024
MAX_BYTES = 2 * MB
MAX_WORD_BYTES = 20 * MB
MAX_LINES = 20_000
MAX_NAME = 120
AS_DOCX = "请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”后再导入。"
SAVE_AS = {
    ".wps .wpt .rtf .odt .dot .dotx .htm .html .mht .xml": f"“{{}}”不能直接导入。{AS_DOCX}",
    ".docm .dotm": f"“{{}}”是带宏的 Word 文件，本系统不收。{AS_DOCX}",
    ".pdf": "“{}”是 PDF 文件。请用它的 Word 原稿（.docx）导入；没有原稿的，先识别文字，存成 .docx 或 .txt 后再导入。",
    ".xls .xlsx .et .csv": "“{}”是表格。期次请导入 Word 或文本文件；科创中心、案例、启示的表格请到各自的列表页导入。",
    ".jpg .jpeg .png .gif .tif .tiff .bmp": "“{}”是图片。请先把文字识别出来，存成 .docx 或 .txt 后再导入。",
    ".zip .rar .7z .tar .gz": "“{}”是压缩文件，这里不能再解开。请解压后导入里面的 .docx 或 .txt，或者压成一个 .zip。",
    ".ofd": "“{}”是版式文件。请用它的 Word 原稿（.docx）导入。",
    ".exe .com .bat .cmd .js .vbs .msi .scr": "“{}”是程序，不能导入。请不要打开它，并告知系统管理员。",
}
WORD = (".docx", ".doc")
UNSUITABLE = {ending: sentence for endings, sentence in SAVE_AS.items() for ending in endings.split()}


class CannotRead(Exception):
    """The file cannot be read as an issue; str() says why and what to do."""


@dataclass(frozen=True)
class Source:
    """The bytes as they came, and the name they came under (clipped)."""

    name: str
    content: bytes

    @property
    def sha256(self):
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_markdown(self):
        return _ending(self.name) in (".md", ".markdown")

    @property
    def is_word(self):
        return _ending(self.name) in WORD

    @cached_property
    def document(self):
        """What a Word file says; CannotRead when it is none."""
        with _told_of(self.name):
            content = docx_of(self.content) if _ending(self.name) == ".doc" else self.content
            return word.read(content, name=self.name)

    @property
    def text(self):
        """The text as the editor sees it beside the parse; CannotRead when there is none."""
        if self.is_word:
            return self.document.text
        with _told_of(self.name):
            return decode(self.content)


@contextmanager
def _told_of(name):
    """A reader's complaint becomes a sentence that names the file."""
    try:
        yield
    except ValueError as error:
        raise CannotRead(f"“{name}”读不出来。{error}") from error


def source_of(name, content):
    """The Source of a file called `name`. Raises MarkedSecret for a marked name, CannotRead for an unsuitable file."""
    refuse_marked(name)
    source = Source(clipped(name), content)
    if sentence := UNSUITABLE.get(_ending(source.name)):
        raise CannotRead(sentence.format(source.name))
    limit = MAX_WORD_BYTES if source.is_word else MAX_BYTES
    if len(content) > limit:
        size = f"{len(content) / MB:.1f} MB"
        raise CannotRead(f"“{source.name}”有 {size}，超过了 {limit // MB} MB。{_too_large(source)}")
    if not content.strip():
        raise CannotRead(f"“{source.name}”是空的，没有可导入的文字。")
    return source


def read(source):
    """The Parse of `source`. Raises MarkedSecret, or CannotRead with a sentence."""
    words = source.text
    refuse_marked(words)
    if not words.strip():
        raise CannotRead(f"“{source.name}”里没有文字。如果是扫描件，请先识别文字，存成 .docx 或 .txt 后再导入。")
    if len(words.splitlines()) > MAX_LINES:
        raise CannotRead(f"“{source.name}”有两万多行，不像一期刊物的文字，请核对是不是选错了文件。")
    with _told_of(source.name):
        if source.is_word:
            return word.parse(source.document, name=source.name)
        return Parse(markdown.parse(words)) if source.is_markdown else text.parse(source.content, name=source.name)


def _too_large(source):
    if source.is_word:
        return "请在 Word 中压缩图片后再导入。"
    return "一期的文字不会这样大，请核对是不是选错了文件。"


def clipped(name):
    """The file's own name without folders, short enough to show."""
    own = PurePath(name.replace("\\", "/")).name
    return own if len(own) <= MAX_NAME else f"{own[: MAX_NAME - 12]}…{own[-11:]}"


def _ending(name):
    return PurePath(name).suffix.lower()
