"""The file that is brought in: in memory only, gated before anything else, read by the parser of its kind."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from bulletin.parsing import markdown, text
from bulletin.parsing.decoding import decode
from bulletin.parsing.report import Parse
from bulletin.secrecy import refuse_marked

MAX_BYTES = 2 * 1024 * 1024
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
LOST = "页面信息不全或有缺损，没有导入。请重新选择文件。"


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
            raise CannotRead(str(error)) from error


def uploaded(request):
    """The Source of an upload; CannotRead for what is no text, too large or empty."""
    file = request.FILES.get("file")
    if file is None:
        raise CannotRead(_no_file(request))
    refuse_marked(file.name)
    name = clipped(file.name)
    if sentence := UNSUITABLE.get(_ending(name)):
        raise CannotRead(sentence.format(name))
    if file.size > MAX_BYTES:
        raise CannotRead(
            f"“{name}”有 {file.size / 1024 / 1024:.1f} MB，超过了 2 MB。一期的文字不会这样大，请核对是不是选错了文件。"
        )
    return _whole(Source(name, file.read()))


def posted(request):
    """The Source that the page of the first reading sends back; CannotRead when it is not the same any more."""
    name = request.POST.get("name", "")
    refuse_marked(name)
    try:
        content = base64.b64decode(request.POST.get("source", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise CannotRead(LOST) from error
    source = Source(clipped(name), content)
    if source.sha256 != request.POST.get("sha256") or len(content) > MAX_BYTES:
        raise CannotRead(LOST)
    return _whole(source)


def read(source):
    """The Parse of `source`. Raises MarkedSecret, or CannotRead with a sentence."""
    words = source.text
    refuse_marked(words)
    try:
        return Parse(markdown.parse(words)) if source.is_markdown else text.parse(source.content, name=source.name)
    except ValueError as error:
        raise CannotRead(f"“{source.name}”读不出来。{error}") from error


def clipped(name):
    """The file's own name without folders, short enough to show."""
    own = PurePath(name.replace("\\", "/")).name
    return own if len(own) <= MAX_NAME else f"{own[: MAX_NAME - 12]}…{own[-11:]}"


def _whole(source):
    if not source.content.strip():
        raise CannotRead(f"“{source.name}”是空的，没有可导入的文字。")
    return source


def _no_file(request):
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    return "文件太大，没有收下。一期的纯文本不超过 2 MB。" if size > MAX_BYTES else "请先选择一个 .txt 或 .md 文件。"


def _ending(name):
    return PurePath(name).suffix.lower()
