"""A Word file of ours → what stands in it, with tracked changes accepted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from bulletin.rendering.word import names
from bulletin.rendering.word.items import Foot, Item, Paragraph, Piece, Table
from bulletin.rendering.word.xml import Element, R, w
from bulletin.text import clean

_WRAPPERS = {w(name) for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml")}
_LEFT_OUT = {w(name) for name in ("del", "moveFrom")}
_WORDS = {w(name): word for name, word in {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}.items()}
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"', re.IGNORECASE)
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Source:
    """`styles` are the names of styles by id, `targets` the addresses of links by the id of their relationship."""

    styles: Mapping[str, str]
    targets: Mapping[str, str]

    def items(self, body: Element) -> Iterator[Item]:
        carried = list[Piece]()
        for element in _unwrapped(body):
            if element.tag == w("tbl"):
                yield from self._table(element)
            elif element.tag == w("p"):
                pieces = [*carried, *_linked(self._tokens(element))]
                carried = pieces if _is_deleted(element) else []
                if not carried:
                    yield self._paragraph(element, tuple(pieces))
        if carried:
            yield Paragraph(names.BODY, tuple(carried))

    def _paragraph(self, element: Element, pieces: tuple[Piece, ...]) -> Paragraph:
        style = self._style(element.find(f"{w('pPr')}/{w('pStyle')}"))
        return Paragraph(style, pieces, element.find(f"{w('pPr')}/{w('rPr')}/{w('specVanish')}") is not None)

    def _style(self, named: Element | None) -> str:
        return "" if named is None else self.styles.get(named.get(w("val")) or "", "")

    def _table(self, element: Element) -> Iterator[Item]:
        rows = [
            [list(self.items(cell)) for cell in _unwrapped(row) if cell.tag == w("tc")]
            for row in _unwrapped(element)
            if row.tag == w("tr") and row.find(f"{w('trPr')}/{w('del')}") is None
        ]
        paragraphs = [item for row in rows for cell in row for item in cell if isinstance(item, Paragraph)]
        if any(one.style in names.FOOT for one in paragraphs):
            yield Foot(tuple(paragraphs))
        elif rows and rows[0]:
            note = element.find(f"{w('tblPr')}/{w('tblDescription')}")
            width = max(map(len, rows))
            noted = "" if note is None else note.get(w("val")) or ""
            yield Table(tuple(tuple(map(_cell, [*row, *[[]] * (width - len(row))])) for row in rows), noted)

    def _tokens(self, parent: Element) -> Iterator["_Token"]:
        """The pieces under `parent`, and where links open, are named and end."""
        for element in _unwrapped(parent):
            if element.tag == w("r"):
                yield from self._run(element)
            elif element.tag == w("hyperlink"):
                target = element.get(f"{{{R}}}id") or ""
                yield from (_Mark.OPENS, _Code(f'HYPERLINK "{self.targets.get(target, "")}"'), _Mark.NAMED)
                yield from self._tokens(element)
                yield _Mark.ENDS

    def _run(self, element: Element) -> Iterator["_Token"]:
        mark = element.find(w("fldChar"))
        code = "".join(one.text or "" for one in element.iter(w("instrText")))
        if mark is not None:
            yield _Mark(mark.get(w("fldCharType")) or "end")
        elif code:
            yield _Code(code)
        else:
            yield self._piece(element)

    def _piece(self, element: Element) -> Piece:
        looks = element.find(w("rPr"))
        words = "" if _is_on(looks, "vanish") else "".join(map(_word, element))
        style = "" if looks is None else self._style(looks.find(w("rStyle")))
        words = "\t".join(map(clean, words.split("\t")))
        return Piece(words, "" if style == names.LINK else style, _is_on(looks, "b"))


class _Code(str):
    """What a field is told to do."""


class _Mark(Enum):
    """The three marks of a field: it opens with its code, is followed by its result, and ends."""

    OPENS = "begin"
    NAMED = "separate"
    ENDS = "end"


_Token: TypeAlias = Piece | _Code | _Mark


def _linked(tokens: Iterable[_Token]) -> Iterator[Piece]:
    """The pieces, those of a link put together with its address; other fields are their results."""
    code, inner, depth = "", list[Piece](), 0
    for token in tokens:
        match token:
            case _Mark.OPENS:
                code, inner, depth = "", [], depth + 1
            case _Mark.ENDS:
                yield from _link(inner, _ADDRESS.match(code))
                code, inner, depth = "", [], max(0, depth - 1)
            case _Code():
                code += token
            case Piece() if depth:
                inner.append(token)
            case Piece():
                yield token
    yield from inner


def _link(inner: list[Piece], address: re.Match[str] | None) -> Iterator[Piece]:
    if address and address[1] and inner:
        yield Piece("".join(piece.text for piece in inner), "", inner[0].strong, address[1])
    else:
        yield from inner


def _unwrapped(parent: Element) -> Iterator[Element]:
    """The elements under `parent` that are not deleted, those that were inserted or stand in controls among them."""
    for element in parent:
        if element.tag in _WRAPPERS:
            yield from _unwrapped(element)
        elif element.tag not in _LEFT_OUT:
            yield element


def _is_deleted(paragraph: Element) -> bool:
    """Whether a tracked change takes the paragraph's end away, so that it runs on into the next."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and any(child.tag in _LEFT_OUT for child in mark)


def _is_on(looks: Element | None, name: str) -> bool:
    found = None if looks is None else looks.find(w(name))
    return found is not None and found.get(w("val")) not in _OFF


def _word(element: Element) -> str:
    if element.tag == w("t"):
        return element.text or ""
    return _WORDS.get(element.tag, "")


def _cell(items: list[Item]) -> Paragraph:
    """One paragraph of whatever a cell holds."""
    paragraphs = [item for item in items if isinstance(item, Paragraph)]
    return Paragraph(names.CELL, tuple(piece for one in paragraphs for piece in one.pieces))
