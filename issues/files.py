"""One file as it comes in: in memory only, gated before anything else, read by the parser of its kind."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from bulletin.parsing import markdown, text
from bulletin.parsing.decoding import decode
from bulletin.parsing.report import Parse
from bulletin.secrecy import refuse_marked

MAX_BYTES = 2 * 1024 * 1024
MAX_LINES = 20_000
MAX_NAME = 120
SAVE_AS = {
    ".doc .docx .wps .wpt .rtf .odt": "“{}”是文字处理文件。请在 Word 或 WPS 中另存为纯文本（.txt）后再导入。",
    ".pdf": "“{}”是 PDF 文件。请用它的 Word 原稿另存为纯文本（.txt）后再导入；没有原稿的，先识别文字再存成 .txt。",
    ".xls .xlsx .et .csv": "“{}”是表格。期次请导入纯文本（.txt）；科创中心、案例、启示的表格请到各自的列表页导入。",
    ".jpg .jpeg .png .tif .tiff .bmp": "“{}”是图片。请先把文字识别出来，存成纯文本（.txt）后再导入。",
    ".zip .rar .7z": "“{}”是压缩文件。请先解压，再逐个导入纯文本（.txt）。",
    ".ofd": "“{}”是版式文件。请用它的 Word 原稿另存为纯文本（.txt）后再导入。",
}
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
    def encoded(self):
        return base64.b64encode(self.content).decode("ascii")

    @property
    def is_markdown(self):
        return _ending(self.name) in (".md", ".markdown")

    @property
    def text(self):
        """The decoded text; CannotRead when it is none."""
        try:
            return decode(self.content)
        except ValueError as error:
            raise CannotRead(f"“{self.name}”读不出来。{error}") from error


def source_of(name, content):
    """The Source of a file called `name`. Raises MarkedSecret for a marked name, CannotRead for an unsuitable file."""
    refuse_marked(name)
    source = Source(clipped(name), content)
    if sentence := UNSUITABLE.get(_ending(source.name)):
        raise CannotRead(sentence.format(source.name))
    if len(content) > MAX_BYTES:
        size = f"{len(content) / 1024 / 1024:.1f} MB"
        raise CannotRead(f"“{source.name}”有 {size}，超过了 2 MB。一期的文字不会这样大，请核对是不是选错了文件。")
    if not content.strip():
        raise CannotRead(f"“{source.name}”是空的，没有可导入的文字。")
    return source


def read(source):
    """The Parse of `source`. Raises MarkedSecret, or CannotRead with a sentence."""
    words = source.text
    refuse_marked(words)
    if len(words.splitlines()) > MAX_LINES:
        raise CannotRead(f"“{source.name}”有两万多行，不像一期刊物的文字，请核对是不是选错了文件。")
    try:
        return Parse(markdown.parse(words)) if source.is_markdown else text.parse(source.content, name=source.name)
    except ValueError as error:
        raise CannotRead(f"“{source.name}”读不出来。{error}") from error


def clipped(name):
    """The file's own name without folders, short enough to show."""
    own = PurePath(name.replace("\\", "/")).name
    return own if len(own) <= MAX_NAME else f"{own[: MAX_NAME - 12]}…{own[-11:]}"


def _ending(name):
    return PurePath(name).suffix.lower()
