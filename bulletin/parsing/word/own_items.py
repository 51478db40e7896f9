"""A Word file of ours → what stands in it, with tracked changes accepted."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from bulletin import markup
from bulletin.parsing.word.package import Relation
from bulletin.parsing.word.xml import Element, R, W, children, switch, value
from bulletin.rendering.word import names
from bulletin.rendering.word.items import Foot, Item, Paragraph, Piece, Table
from bulletin.text import clean

_WRAPPERS = {W + name for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml")}
_LEFT_OUT = {W + name for name in ("del", "moveFrom")}
_WORDS = {W + name: word for name, word in {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}.items()}
# What becomes an item of a list with a bullet before it.
_PLAIN = ("", names.NORMAL, names.BODY, names.BULLET, "List Paragraph")
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"', re.IGNORECASE)


Label = Callable[[Element | None, str], str]
_BULLET = "- "


def items(
    body: Element, styles: Mapping[str, str], relations: Mapping[str, Relation], label: Label
) -> tuple[Item, ...]:
    """The paragraphs and tables of a w:body; `styles` are the names of styles by id, `label` numbers a paragraph."""
    return tuple(_Source(styles, relations, label).items(body))


@dataclass(frozen=True, slots=True)
class _Source:
    styles: Mapping[str, str]
    relations: Mapping[str, Relation]
    label: Label

    def items(self, body: Element) -> Iterator[Item]:
        carried = list[Piece]()
        for element in _unwrapped(body):
            if element.tag == W + "tbl":
                yield from self._table(element)
            elif element.tag == W + "p":
                carried += _linked(self._tokens(element))
                if not _is_deleted(element):
                    yield self._paragraph(element, tuple(carried))
                    carried = []
        if carried:
            yield Paragraph(names.BODY, tuple(carried))

    def _paragraph(self, element: Element, pieces: tuple[Piece, ...]) -> Paragraph:
        properties = element.find(W + "pPr")
        style = self._style(element.find(f"{W}pPr/{W}pStyle"))
        label = self.label(properties, "".join(piece.text for piece in pieces))
        if label == _BULLET:
            return Paragraph(names.BULLET if style in _PLAIN else style, pieces)
        if label:
            return Paragraph(names.BODY if style == names.BULLET else style, (Piece(label), *pieces))
        return Paragraph(style, pieces, element.find(f"{W}pPr/{W}rPr/{W}specVanish") is not None)

    def _style(self, named: Element | None) -> str:
        return "" if named is None else self.styles.get(value(named), "")

    def _table(self, element: Element) -> Iterator[Item]:
        rows = [
            [list(self.items(cell)) for cell in _unwrapped(row) if cell.tag == W + "tc"]
            for row in _unwrapped(element)
            if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None
        ]
        paragraphs = [item for row in rows for cell in row for item in cell if isinstance(item, Paragraph)]
        if any(one.style in names.FOOT for one in paragraphs):
            yield Foot(tuple(paragraphs))
        elif any(rows):
            note = element.find(f"{W}tblPr/{W}tblDescription")
            width = max(map(len, rows))
            yield Table(tuple(tuple(map(_cell, [*row, *[[]] * (width - len(row))])) for row in rows), value(note))

    def _tokens(self, parent: Element) -> Iterator["_Token"]:
        """The pieces under `parent`, and where links open, are named and end."""
        for element in _unwrapped(parent):
            if element.tag == W + "r":
                yield from self._run(element)
            elif element.tag == W + "hyperlink":
                yield from (_Mark.OPENS, _Code(f'HYPERLINK "{self._address(element)}"'), _Mark.NAMED)
                yield from self._tokens(element)
                yield _Mark.ENDS

    def _address(self, link: Element) -> str:
        relation = self.relations.get(link.get(R + "id") or "")
        return relation.target if relation and relation.external else ""

    def _run(self, element: Element) -> Iterator["_Token"]:
        mark = element.find(W + "fldChar")
        code = "".join(one.text or "" for one in element.iter(W + "instrText"))
        if mark is not None:
            yield _MARKS.get(value(mark, "fldCharType"), _Mark.ENDS)
        elif code:
            yield _Code(code)
        else:
            yield self._piece(element)

    def _piece(self, element: Element) -> Piece:
        looks = element.find(W + "rPr")
        words = "" if switch(looks, "vanish") else "".join(map(_word, element))
        style = "" if looks is None else self._style(looks.find(W + "rStyle"))
        words = "\t".join(map(clean, words.split("\t")))
        return Piece(words, "" if style == names.LINK else style, bool(switch(looks, "b")))


class _Code(str):
    """What a field is told to do."""


class _Mark(Enum):
    """The three marks of a field: it opens with its code, is followed by its result, and ends."""

    OPENS = "begin"
    NAMED = "separate"
    ENDS = "end"


_MARKS = {mark.value: mark for mark in _Mark}
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
    """The pieces as one link, where it is one that body text may have; a picture may have no words."""
    words = "".join(piece.text for piece in inner)
    if inner and address and _may_stand(words, address[1]):
        yield Piece(words, "", inner[0].strong, address[1])
    else:
        yield from inner


def _may_stand(words: str, address: str) -> bool:
    if not words:
        return markup.blocks(f"![]({address})") == (markup.Image("", address),)
    return markup.blocks(f"[{words}]({address})") == (markup.Paragraph((markup.Link(words, address),)),)


def _unwrapped(parent: Element) -> Iterator[Element]:
    """The elements under `parent` that are not deleted, those that were inserted or stand in controls among them."""
    for element in children(parent):
        if element.tag in _WRAPPERS:
            yield from _unwrapped(element)
        elif element.tag not in _LEFT_OUT:
            yield element


def _is_deleted(paragraph: Element) -> bool:
    """Whether a tracked change takes the paragraph's end away, so that it runs on into the next."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(child.tag in _LEFT_OUT for child in mark)


def _word(element: Element) -> str:
    if element.tag == W + "t":
        return element.text or ""
    return _WORDS.get(element.tag, "")


def _cell(items: list[Item]) -> Paragraph:
    """One paragraph of whatever a cell holds."""
    paragraphs = [item for item in items if isinstance(item, Paragraph)]
    pieces = [piece for one in paragraphs for piece in (*one.pieces, Piece("\n"))]
    return Paragraph(names.CELL, tuple(pieces[:-1]))
