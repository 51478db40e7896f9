"""花脸稿: two revisions as one Word file with tracked changes. 接受 gives the one, 拒绝 the other."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeVar

from bulletin import differences
from bulletin.differences import Change
from bulletin.rendering.word import content, file
from bulletin.rendering.word.document import Writer, foot, foot_row
from bulletin.rendering.word.items import Foot, Item, Paragraph, Piece, Table
from bulletin.rendering.word.xml import Element, element, w
from bulletin.value import Bulletin

T = TypeVar("T")
_INSERTED, _DELETED = "ins", "del"
_FOOT = "\0版记"


def changes(
    before: Bulletin, after: Bulletin, *, names: tuple[str, str], at: datetime.datetime, grid: str = "30x23"
) -> bytes:
    """`names` is what the two are called (第1稿, 第2稿); every change is by the name of the second, made `at`."""
    old, new = content.items(before), content.items(after)
    return file.written(
        after,
        (*old, *new),
        lambda writer: _Tracker(writer, names[1], at).items(old, new),
        grid=grid,
        heading=f"花脸稿　{names[0]}→{names[1]}",
    )


class _Tracker:
    """Writes what two texts have in common plainly, and the rest as changes of `author`."""

    def __init__(self, writer: Writer, author: str, at: datetime.datetime) -> None:
        self._writer = writer
        self._author, self._at = author, f"{at:%Y-%m-%dT%H:%M:%SZ}"
        self._count = 0

    def items(self, before: Sequence[Item], after: Sequence[Item]) -> Iterator[Element]:
        """The elements of both; a paragraph that nobody deletes keeps tables apart and ends the file."""
        after_table = False
        for made in self._items(before, after):
            is_table = made.tag == w("tbl")
            if after_table and is_table:
                yield self._writer.gap()
            after_table = is_table
            yield made
        yield self._writer.gap()

    def _items(self, before: Sequence[Item], after: Sequence[Item]) -> Iterator[Element]:
        for old, new in _paired(before, after):
            if isinstance(old, Foot) and isinstance(new, Foot):
                yield foot(list(self._foot_rows(old.rows, new.rows)))
            elif isinstance(old, Paragraph) and isinstance(new, Paragraph) and _same_look(old, new):
                yield self._paragraph(old, new)
            elif old is not None and old == new:
                yield self._writer.item(old)
            else:
                yield from self._each(old, new, self._whole)

    def _each(self, old: Item | None, new: Item | None, write: Callable[[Item, str], Element]) -> Iterator[Element]:
        """What was there as deleted, what is there now as inserted."""
        if old is not None:
            yield write(old, _DELETED)
        if new is not None:
            yield write(new, _INSERTED)

    def _whole(self, item: Item, kind: str) -> Element:
        match item:
            case Table(rows):
                made = [self._row(cells, kind, is_head=number == 0) for number, cells in enumerate(rows)]
                return self._writer.table(item, made)
            case Foot(lines):
                return foot([self._foot_row(line, kind) for line in lines])
            case _:
                looks = self._writer.paragraph_properties(item, self._mark(kind))
                return element("p", looks, *self._pieces(item.pieces, kind))

    def _row(self, cells: Iterable[Paragraph], kind: str, *, is_head: bool) -> Element:
        return self._writer.row([self._whole(cell, kind) for cell in cells], self._mark(kind), is_head=is_head)

    def _foot_rows(self, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Iterator[Element]:
        for old, new in _paired(before, after):
            if old is not None and new is not None and _same_look(old, new):
                yield foot_row(self._paragraph(old, new))
            else:
                yield from self._each(old, new, self._foot_row)

    def _foot_row(self, line: Item, kind: str) -> Element:
        return foot_row(self._whole(line, kind), self._mark(kind))

    def _paragraph(self, old: Paragraph, new: Paragraph) -> Element:
        made = element("p", self._writer.paragraph_properties(new))
        for kind, units in _differences(_units(old), _units(new)):
            pieces = _joined(units)
            made.extend(self._pieces(pieces, kind) if kind else self._writer.pieces(pieces))
        return made

    def _pieces(self, pieces: Iterable[Piece], kind: str) -> Iterator[Element]:
        for piece in pieces:
            mark = self._mark(kind)
            mark.extend(self._writer.runs(piece, deleted=kind == _DELETED))
            yield from self._writer.linked(piece, [mark])

    def _mark(self, kind: str) -> Element:
        self._count += 1
        return element(kind, id=self._count, author=self._author, date=self._at)


def _paired(before: Sequence[T], after: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    """What stands in the place of what, alone where it has no partner."""
    old, new = iter(before), iter(after)
    for row in differences.compare([_words(item) for item in before], [_words(item) for item in after]):
        yield (
            None if row.change is Change.ADDED else next(old),
            None if row.change is Change.REMOVED else next(new),
        )


def _words(item: object) -> str:
    match item:
        case Paragraph():
            return item.text
        case Table(rows):
            return "\n".join("\t".join(cell.text for cell in cells) for cells in rows)
        case _:
            return _FOOT


def _same_look(old: Paragraph, new: Paragraph) -> bool:
    return (old.style, old.joined) == (new.style, new.joined)


def _units(paragraph: Paragraph) -> list[Piece]:
    """Its characters one by one; a link is whole."""
    units = list[Piece]()
    for piece in paragraph.pieces:
        units += [piece] if piece.address else [replace(piece, text=character) for character in piece.text]
    return units


def _differences(old: list[Piece], new: list[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Stretches that both have (""), that were deleted and that were inserted."""
    opcodes: Sequence[tuple[str, int, int, int, int]]
    if old != new and (len(old) * len(new) > differences.TOO_LONG or differences.is_too_much(old, new)):
        opcodes = [("replace", 0, len(old), 0, len(new))]
    else:
        opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "equal":
            yield "", old[i1:i2]
        else:
            yield _DELETED, old[i1:i2]
            yield _INSERTED, new[j1:j2]


def _joined(units: list[Piece]) -> Iterator[Piece]:
    """Pieces of neighbouring characters that look alike."""
    for (style, strong, address), same in groupby(units, key=lambda unit: (unit.style, unit.strong, unit.address)):
        if address:
            yield from same
        else:
            yield Piece("".join(unit.text for unit in same), style, strong)
