"""Bytes of a text file → text."""

import codecs
import re

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_OTHER_FORMATS = {
    b"PK\x03\x04": "这是 Word、Excel 或压缩文件，不是文本文件。Word 文件请改回原来的文件名（.docx）后再导入。",
    b"%PDF": "这是 PDF 文件，不是文本文件。请另存为纯文本（.txt）后再导入。",
    b"\xd0\xcf\x11\xe0": "这是旧版 Word（.doc）文件。请在 Word 中另存为 .docx 后再导入。",
}
_USUAL = re.compile("[一-鿿\\x20-\\x7e\\s\\u2000-\\u206f\\u2500-\\u25ff\\u3000-\\u303f\\uff00-\\uffef]")
_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f]")
_DAMAGED = "文件的文字编码无法识别，或文件已损坏。请用记事本打开，另存为 UTF-8 编码的文本文件后再导入。"


class Unreadable(ValueError):
    """Bytes that are not the text of a bulletin; str() is a Chinese sentence saying what to do."""


def decode(source: bytes) -> str:
    """The text of UTF-8 (with or without BOM), UTF-16 or GB18030 bytes.

    Raises Unreadable on anything else.
    """
    for magic, sentence in _OTHER_FORMATS.items():
        if source.startswith(magic):
            raise Unreadable(sentence)
    for mark, encoding in _UTF16.items():
        if source.startswith(mark):
            return _strictly(source[len(mark) :], encoding)
    if b"\0" in source and (text := _utf16_without_mark(source)):
        return text
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _gb18030(source)
    if len(_CONTROLS.findall(text)) * 10 > len(text):
        raise Unreadable(_DAMAGED)
    return text


def _strictly(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_DAMAGED) from error


def _utf16_without_mark(source: bytes) -> str:
    """The text if the bytes are plainly UTF-16, else ""."""
    for encoding in _UTF16.values():
        text = source.decode(encoding, errors="replace")
        if "\0" not in text and len(_USUAL.findall(text)) * 10 > len(text) * 9:
            return text
    return ""


def _gb18030(source: bytes) -> str:
    """A damaged UTF-8 file must not pass as GB18030: its marks could no longer be read."""
    lenient = source.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") * 5 < len(re.findall("[一-鿿]", lenient)):
        raise Unreadable(_DAMAGED)
    return _strictly(source, "gb18030")
