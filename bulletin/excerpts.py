"""Passages of a text around what was searched for."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bulletin.searching import spans

BEFORE, LENGTH, MOST = 24, 84, 2
CUT = "……"
_CLAUSE_END = re.compile("[。；！？\n]")


class Piece(NamedTuple):
    text: str
    is_hit: bool = False


Excerpt = tuple[Piece, ...]


def marked(text: str, terms: tuple[str, ...]) -> Excerpt:
    """The whole of `text` in pieces, what a normalised term finds in it marked."""
    return tuple(_pieces(text, 0, len(text), spans(text, terms)))


def excerpts(text: str, terms: tuple[str, ...], *, skip: int = 0) -> tuple[Excerpt, ...]:
    """At most two passages of about 84 characters around hits, those after the first `skip` characters before others;
    without a hit the beginning of what follows them."""
    found = spans(text, terms)
    later = [span for span in found if span[0] >= skip]
    windows = list(_windows(text, later or found))
    if not windows:
        return (_passage(text, skip, min(len(text), skip + LENGTH), []),) if text[skip:].strip() else ()
    return tuple(_passage(text, start, end, found) for start, end in windows)


def plain(excerpt: Excerpt) -> str:
    """The excerpt without its marks."""
    return "".join(piece.text for piece in excerpt)


def _windows(text: str, found: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    end, count = -1, 0
    for start, stop in found:
        if start < end or count == MOST:
            continue
        begin = max(_beginning(text, start), end, 0)
        end, count = max(stop, min(len(text), begin + LENGTH)), count + 1
        yield begin, end


def _beginning(text: str, at: int) -> int:
    """Where to begin, so that `at` is seen: after the last full stop before it, if that is near."""
    earliest = max(0, at - BEFORE)
    stops = [stop.end() for stop in _CLAUSE_END.finditer(text, earliest, at)]
    return stops[-1] if stops else earliest


def _passage(text: str, start: int, end: int, found: list[tuple[int, int]]) -> Excerpt:
    cut_before = start > 0 and not _CLAUSE_END.match(text[start - 1])
    cut_after = end < len(text) and not _CLAUSE_END.match(text[end - 1])
    pieces = [Piece(" ".join(piece.text.split("\n")), piece.is_hit) for piece in _pieces(text, start, end, found)]
    return (*([Piece(CUT)] if cut_before else []), *pieces, *([Piece(CUT)] if cut_after else []))


def _pieces(text: str, start: int, end: int, found: list[tuple[int, int]]) -> Iterable[Piece]:
    at = start
    for first, last in found:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[first:last], True)
        at = last
    if at < end:
        yield Piece(text[at:end])
