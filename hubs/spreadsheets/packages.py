"""What an Excel file holds beside its cells, looked at before openpyxl opens it."""

import html
import io
import re
import zipfile
import zlib
from itertools import pairwise

from hubs.spreadsheets.sheets import Unreadable

LARGEST_UNPACKED = 40 * 1024 * 1024
# What twenty thousand rows of eighteen cells hold; far more than any single row, or the formats of any sheet. Each
# takes memory.
MOST_TAGS_OF_CELLS, MOST_TAGS = 1_600_000, 60_000
TOO_LARGE = "这个文件展开后太大，请只留下要导入的那张表，再另存一份。"
MOST_PARTS = 500
_OLE = b"\xd0\xcf\x11\xe0"
_FOREIGN = (
    ("vbaproject", "这个文件带有宏，不能导入。请另存为不带宏的“Excel 工作簿（.xlsx）”，再上传。"),
    ("externallinks/", "这个文件连着别的工作簿。请在 Excel 里点“数据—编辑链接—断开链接”，保存后再上传。"),
    ("embeddings/", "这个文件里嵌着别的文件。请删去嵌入的对象，保存后再上传。"),
    ("activex/", "这个文件里有控件。请删去控件，保存后再上传。"),
)
_XML = (".xml", ".rels", ".vml")
# Opening and closing tags. None of these patterns looks on behind the beginning of the next tag: what never ends is
# looked at once.
_CELLS = re.compile(rb"<(?:\w+:)?sheetData\b"), re.compile(rb"</(?:\w+:)?sheetData>")
_FORMULAS = re.compile(rb"<(?:\w+:)?f\b"), re.compile(rb"</(?:\w+:)?c>")
_HIDDEN = re.compile(rb'<(?:\w+:)?(row|col)\b[^<>]*\bhidden="(?:1|true)"')
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_VALUES = re.compile(r'"([^"]*)"|\'([^\']*)\'')
_TAG = re.compile("<[^<>]*>")
# A run of its own face ends inside a sentence; these end one.
_ENDS = re.compile(r"</(?:\w+:)?(?:si|comment|threadedComment|text|p|row|title|\w*Header|\w*Footer)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*\bref="([A-Z0-9:]+)"')
_ENCRYPTED = 0x1


def opened(source: bytes) -> zipfile.ZipFile:
    """The package in `source`. Raises Unreadable for what no sheet for us has: macros, links, passwords, a bomb."""
    if source.startswith(_OLE):
        raise Unreadable("这个文件设了打开密码，或者是旧的 .xls。请去掉密码，另存为 .xlsx，再上传。")
    package = zipfile.ZipFile(io.BytesIO(source))
    parts = package.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable("这个文件加了密。请去掉密码，再上传。")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(TOO_LARGE)
    for part in parts:
        _refuse_foreign(part.filename.lower())
    return package


def texts(package: zipfile.ZipFile):
    """Every text in the package outside the cells: properties, comments, headers, names, prompts, text boxes."""
    for part in package.infolist():
        yield part.filename
        if not part.filename.lower().endswith(_XML):
            continue
        content = _content(package, part)
        yield from _words(_without(_CELLS, content))
        yield from _words(b"".join(content[start:end] for start, end in _found(_FORMULAS, content)))


def merged(package: zipfile.ZipFile, path: str) -> list[str]:
    """The merged ranges of the sheet in the part `path`."""
    return [found.decode() for found in _MERGED.findall(package.read(path))]


def hidden(package: zipfile.ZipFile, path: str) -> str:
    """Which of rows (行) and columns (列) the sheet in the part `path` hides: 行, 列, 行和列 or nothing."""
    found = set(_HIDDEN.findall(package.read(path)))
    return "和".join(word for mark, word in ((b"row", "行"), (b"col", "列")) if mark in found)


def _refuse_foreign(name):
    for mark, sentence in _FOREIGN:
        if mark in name:
            raise Unreadable(sentence)


def _content(package, part):
    try:
        content = package.read(part)
    except zlib.error as error:
        raise Unreadable("这个文件已损坏，请重新保存一份再试。") from error
    if _is_crowded(part.filename.lower(), content):
        raise Unreadable(TOO_LARGE)
    # UTF-16, in which a declaration would hide from the search, is nothing that Excel or WPS writes.
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:200] or _DECLARES.search(content):
        raise Unreadable("这个文件读不出来，可能已损坏，或者不是 Excel、WPS 存的。请另存一份再试。")
    return content


def _is_crowded(name, content):
    if name.endswith("sharedstrings.xml"):
        return content.count(b"<") > MOST_TAGS_OF_CELLS
    starts = [0, *(found.start() for found in _ROW.finditer(content)), len(content)]
    return content.count(b"<") > MOST_TAGS_OF_CELLS or any(
        content.count(b"<", *stretch) > MOST_TAGS for stretch in pairwise(starts)
    )


def _found(tags, content):
    """From where to where something stands between `tags`."""
    opening, closing = tags
    at = 0
    while begun := opening.search(content, at):
        ended = closing.search(content, begun.end())
        if ended is None:
            return
        at = ended.end()
        yield begun.start(), at


def _without(tags, content):
    at, left = 0, []
    for start, end in _found(tags, content):
        left.append(content[at:start])
        at = end
    return b"".join([*left, content[at:]])


def _words(content):
    text = content.decode("utf-8", "replace")
    for tag in _TAG.finditer(text):
        for double, single in _VALUES.findall(tag[0]):
            yield html.unescape(double or single)
    start = 0
    for end in _ENDS.finditer(text):
        yield from _told(text[start : end.start()])
        start = end.end()
    yield from _told(text[start:])


def _told(stretch):
    """A stretch of text in its pieces, and as one sentence."""
    pieces = [html.unescape(one).strip() for one in _TAG.split(stretch)]
    yield from filter(None, pieces)
    yield "".join(pieces)
