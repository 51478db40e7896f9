"""The XML of a Word file: read without entities, DTD or network, strict names as the usual ones."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from bulletin.parsing.decoding import Unreadable

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 (the prefix that Word uses)
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# ISO/IEC 29500 strict → transitional.
_STRICT = {
    f"http://purl.oclc.org/ooxml/{strict}".encode(): f"http://schemas.openxmlformats.org/{usual}".encode()
    for strict, usual in {
        "wordprocessingml/main": "wordprocessingml/2006/main",
        "officeDocument/relationships": "officeDocument/2006/relationships",
        "officeDocument/math": "officeDocument/2006/math",
        "drawingml/main": "drawingml/2006/main",
        "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
        "drawingml/picture": "drawingml/2006/picture",
    }.items()
}
_ENCODING = re.compile(rb"""^[^<]{0,8}<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_USUAL_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_BROKEN = "它的内容损坏或不是 Word 写的，无法读取。请在 Word 或 WPS 中打开，另存为新的 .docx 后再导入。"
_DANGEROUS = "它的内容里有实体定义（DOCTYPE），正常的 Word 文件没有，可能有危险，没有读取。请向来源核实。"


def parse(content: bytes) -> Element:
    """The root of an XML part. Raises Unreadable on anything but plain, whole XML."""
    content = _as_utf8(content)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable(_DANGEROUS)
    if b"purl.oclc.org" in content:
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_BROKEN) from error


def _as_utf8(content: bytes) -> bytes:
    """OPC allows UTF-8 and UTF-16 only; in anything else a DOCTYPE could hide."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(_BROKEN) from error
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "surrogatepass")
    declared = _ENCODING.match(content[:200])
    if b"\0" in content[:200] or (declared and declared[1].lower() not in _USUAL_ENCODINGS):
        raise Unreadable(_BROKEN)
    return content


def value(element: Element | None, name: str = "val") -> str:
    """An attribute in the Word namespace, "" when it or the element is not there."""
    return "" if element is None else element.get(W + name) or ""


def number(element: Element | None, name: str = "val") -> int | None:
    """A whole number of an attribute, None when it is none."""
    found = re.fullmatch(r"([+-]?\d{1,9})(?:\.\d*)?", value(element, name))
    return int(found[1]) if found else None


def switch(properties: Element | None, name: str) -> bool | None:
    """A property that is on, off or not said."""
    element = None if properties is None else properties.find(W + name)
    return None if element is None else value(element) not in ("0", "false", "off")


def children(element: Element | None) -> Iterator[Element]:
    """Child elements without comments and processing instructions."""
    if element is not None:
        yield from (child for child in element if isinstance(child.tag, str))


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname
