"""The secrecy gate over every part of a Word file: deleted and hidden text, properties, names, what is embedded."""

import re
from collections.abc import Iterator

from bulletin.parsing.decoding import Unreadable
from bulletin.parsing.word.package import Package
from bulletin.parsing.word.xml import Element, W
from bulletin.secrecy import refuse_marked

_LINES = {W + name for name in ("p", "br", "cr", "tr", "comment", "footnote", "endnote")}
_SPACES = {W + name: "\t" for name in ("tab", "tc", "ptab")}
_WORDS = {W + name for name in ("t", "delText", "instrText", "delInstrText")}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
# A mark has one of these characters; around each of them in raw bytes a stretch is read.
_ANCHORS = "密祕★☆✩✪✫✬✭✮✯✰⭐⋆✦份網网项報报电電要"
_ENCODINGS = ("utf-16-le", "utf-16-be", "gb18030", "utf-8")
_REACH = 96
# A picture has its own remarks at its beginning or end, and noise between them.
_REMARKS = 64 * 1024
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]+")


def refuse_marked_parts(package: Package, depth: int = 0) -> None:
    """Raise MarkedSecret if any part of the file carries a mark."""
    for name in package.names:
        refuse_marked(*_spellings(name.rsplit("/", 1)[-1]), name)
    refuse_marked_bytes(package.comment)
    for name in package.names:
        content = package.read(name)
        if name.lower().endswith((".xml", ".rels", ".vml")):
            root = package.xml(name)
            refuse_marked(*(() if root is None else _texts(root)))
        elif content.startswith(b"PK\x03\x04") and depth < 2:
            _refuse_marked_inside(content, depth)
        elif content.startswith(_PICTURES):
            refuse_marked_picture(content)
        else:
            refuse_marked_bytes(content)


def refuse_marked_picture(content: bytes) -> None:
    """The same for what a picture says of itself, in whatever encoding."""
    refuse_marked_bytes(content[:_REMARKS] + content[-_REMARKS:])


def refuse_marked_bytes(content: bytes) -> None:
    """The same for bytes of a format we do not read (.doc, an embedded object, a picture's own remarks)."""
    for stretch in _stretches(content):
        refuse_marked(stretch)


def _refuse_marked_inside(content: bytes, depth: int) -> None:
    try:
        inside = Package(content)
    except Unreadable:
        refuse_marked_bytes(content)
    else:
        refuse_marked_parts(inside, depth + 1)


def _spellings(name: str) -> tuple[str, ...]:
    """A name in the zip, and as it reads when its bytes were GBK or UTF-8 all along."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return (name,)
    return name, raw.decode("gb18030", "ignore"), raw.decode("utf-8", "ignore")


def _texts(root: Element) -> Iterator[str]:
    """The words of a part, a line for each of its paragraphs, and those of its attributes."""
    lines, notes = [list[str]()], dict[str, None]()
    for element in root.iter():
        if element.tag in _LINES:
            lines.append([])
        elif element.tag in _SPACES:
            lines[-1].append("\t")
        if element.tag in _WORDS:
            lines[-1].append(element.text or "")
        else:
            notes[element.text or ""] = None
        notes[element.tail or ""] = None
        if isinstance(element.tag, str):
            notes.update(dict.fromkeys(map(str, element.attrib.values())))
    yield "\n".join("".join(line) for line in lines)
    yield from (words for words in notes if not words.isascii())


def _stretches(content: bytes) -> Iterator[str]:
    """What stands around each anchor, in every encoding it may be written in; ends are no beginnings of words."""
    for encoding in _ENCODINGS:
        for anchor in _ANCHORS:
            for found in re.finditer(re.escape(anchor.encode(encoding)), content):
                at = found.start()
                after = content[at : at + _REACH].decode(encoding, "replace")
                for reach in (_REACH, _REACH - 1) if encoding == "gb18030" else (_REACH,):
                    before = content[at - reach if at >= reach else at % 2 : at]
                    yield _stretch(before.decode(encoding, "replace") + after)


def _stretch(words: str) -> str:
    return "字" + _UNPRINTED.sub("\n", words) + "字"
