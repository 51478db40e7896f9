"""One file as it comes in → a Parse, whatever its format."""

from bulletin.parsing import markdown, text
from bulletin.parsing.decoding import Unreadable, decode
from bulletin.parsing.report import Parse
from bulletin.secrecy import refuse_marked

MAX_BYTES = 2 * 1024 * 1024
READABLE = (".txt", ".md", ".text", ".markdown", "")
ADVICE = {
    ".docx": "请在 Word 或 WPS 里另存为“纯文本（.txt）”后再导入。",
    ".doc": "请在 Word 或 WPS 里另存为“纯文本（.txt）”后再导入。",
    ".wps": "请在 WPS 里另存为“纯文本（.txt）”后再导入。",
    ".pdf": "请从原来的 Word 文件另存为“纯文本（.txt）”后再导入。",
    ".xlsx": "表格请到“科创中心”“案例”或“启示”页面导入；期刊正文请另存为“纯文本（.txt）”。",
}


def read(data: bytes, *, name: str) -> Parse:
    """Parse one text or Markdown file of at most MAX_BYTES.

    Raises bulletin.secrecy.MarkedSecret, or Unreadable with a sentence saying what to do instead.
    """
    refuse_marked(name)
    suffix = "." + name.rsplit(".", 1)[1].lower() if "." in name else ""
    if suffix not in READABLE:
        raise Unreadable(f"不能读“{suffix}”文件。{ADVICE.get(suffix, '请另存为“纯文本（.txt）”后再导入。')}")
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"文件有 {len(data) / 1024 / 1024:.1f} MB，一期刊物的文字不会超过 2 MB，请核对是不是选错了文件。"
        )
    if not data.strip():
        raise Unreadable("文件是空的，请核对是不是选错了文件。")
    if suffix in (".md", ".markdown"):
        return _read_markdown(decode(data), name)
    return text.parse(data, name=name)


def _read_markdown(source: str, name: str) -> Parse:
    refuse_marked(source)
    try:
        return Parse(markdown.parse(source))
    except ValueError as error:
        raise Unreadable(str(error)) from error
