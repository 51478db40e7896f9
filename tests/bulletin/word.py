"""Word files in tests: the parts of the zip, changes made in Word, and the bulletin back from it."""

import io
import zipfile

from lxml import etree

from bulletin.parsing import word
from bulletin.parsing.report import Parse
from bulletin.parsing.word.xml import Element, W

DOCUMENT = "word/document.xml"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(content: bytes, name: str) -> Element:
    return etree.fromstring(parts(content)[name])


def read(content: bytes) -> Parse:
    return word.parse(word.read(content))


def with_parts(content: bytes, others: dict[str, bytes]) -> bytes:
    """The file with other parts in the place of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, written in (parts(content) | others).items():
            archive.writestr(name, written)
    return stream.getvalue()


def accepted(content: bytes) -> bytes:
    """The file after 接受所有修订, as Word does it."""
    return _decided(content, kept="ins", dropped="del")


def rejected(content: bytes) -> bytes:
    """The file after 拒绝所有修订, as Word does it."""
    return _decided(content, kept="del", dropped="ins")


def _decided(content: bytes, *, kept: str, dropped: str) -> bytes:
    root = part(content, DOCUMENT)
    for row in [one for one in root.iter(W + "tr") if one.find(f"{W}trPr/{W}{dropped}") is not None]:
        row.getparent().remove(row)
    for table in [one for one in root.iter(W + "tbl") if one.find(W + "tr") is None]:
        table.getparent().remove(table)
    for run in [one for one in root.iter(W + dropped) if one.getparent().tag not in (W + "rPr", W + "trPr")]:
        run.getparent().remove(run)
    for link in [one for one in root.iter(W + "hyperlink") if len(one) == 0]:
        link.getparent().remove(link)
    for paragraph in [one for one in root.iter(W + "p") if one.find(f"{W}pPr/{W}rPr/{W}{dropped}") is not None]:
        _join_to_next(paragraph)
    for mark in list(root.iter(W + kept)):
        parent = mark.getparent()
        parent[parent.index(mark) : parent.index(mark) + 1] = list(mark)
    for deleted, usual in {"delText": "t", "delInstrText": "instrText"}.items():
        for words in root.iter(W + deleted):
            words.tag = W + usual
    return with_parts(content, {DOCUMENT: etree.tostring(root)})


def _join_to_next(paragraph: Element) -> None:
    """What is left of a paragraph without its end stands at the beginning of the next one."""
    left = [one for one in paragraph if one.tag != W + "pPr"]
    following = paragraph.getnext()
    if left:
        assert following is not None and following.tag == W + "p"
        at = 1 if following.find(W + "pPr") is not None else 0
        following[at:at] = left
    paragraph.getparent().remove(paragraph)
