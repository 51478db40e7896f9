"""What differs between two texts: paragraph by paragraph, and within a paragraph character by character."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.4
# Beyond this many comparisons a paragraph is marked as a whole.
TOO_LONG = 4_000_000
# So is what says the same thing again and again: this many pairs of a thing here and the same thing there.
TOO_ALIKE = 100_000
# How many paragraphs are tried for being like old ones; but always some.
TRIED, ALWAYS_TRIED = 50_000, 20


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of characters; `marked` when the other side does not have it."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Row:
    """One paragraph before and after; a side that has none is empty."""

    change: Change
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


def compare(before: Sequence[str], after: Sequence[str]) -> tuple[Row, ...]:
    """The paragraphs of both texts in order, paired where they are alike."""
    return tuple(_rows(list(before), list(after)))


def row(before: str, after: str) -> Row:
    """Two texts that stand for each other, or one alone where the other is empty."""
    if before and after:
        return _changed(before, after)
    return _added(after) if after else _removed(before)


def changed_rows(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.change is not Change.SAME]


def is_too_much(before: Sequence[Hashable], after: Sequence[Hashable]) -> bool:
    """Whether comparing the two thing by thing would take seconds."""
    if len(before) * len(after) <= TOO_ALIKE:
        return False
    there = Counter(after)
    return sum(count * there[thing] for thing, count in Counter(before).items()) > TOO_ALIKE


def _rows(before: list[str], after: list[str]) -> Iterator[Row]:
    for tag, i1, i2, j1, j2 in _opcodes(before, after):
        if tag == "equal":
            yield from (Row(Change.SAME, (Piece(text),), (Piece(text),)) for text in before[i1:i2])
        else:
            yield from _replaced(before[i1:i2], after[j1:j2])


def _opcodes(before: list[str], after: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if not is_too_much(before, after):
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    start = _same_at_the_beginning(before, after)
    end = _same_at_the_beginning(before[start:][::-1], after[start:][::-1])
    i, j = len(before) - end, len(after) - end
    return [("equal", 0, start, 0, start), ("replace", start, i, start, j), ("equal", i, len(before), j, len(after))]


def _same_at_the_beginning(before: list[str], after: list[str]) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    return next((place for place, (old, new) in pairs if old != new), min(len(before), len(after)))


def _replaced(before: list[str], after: list[str]) -> Iterator[Row]:
    """Each old paragraph beside the next new one that is like it; what finds no partner stands alone."""
    taken, reach = 0, max(ALWAYS_TRIED, TRIED // max(1, len(before)))
    for old in before:
        tried = range(taken, min(taken + reach, len(after)))
        partner = next((n for n in tried if _alike(old, after[n])), None)
        if partner is None:
            yield _removed(old)
        else:
            yield from map(_added, after[taken:partner])
            yield _changed(old, after[partner])
            taken = partner + 1
    yield from map(_added, after[taken:])


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE


def _changed(old: str, new: str) -> Row:
    if len(old) * len(new) > TOO_LONG or is_too_much(old, new):
        return Row(Change.CHANGED, (Piece(old, marked=True),), (Piece(new, marked=True),))
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    before = tuple(Piece(old[i1:i2], tag != "equal") for tag, i1, i2, _, _ in opcodes if i2 > i1)
    after = tuple(Piece(new[j1:j2], tag != "equal") for tag, _, _, j1, j2 in opcodes if j2 > j1)
    return Row(Change.CHANGED, before, after)


def _added(text: str) -> Row:
    return Row(Change.ADDED, after=(Piece(text, marked=True),))


def _removed(text: str) -> Row:
    return Row(Change.REMOVED, before=(Piece(text, marked=True),))
