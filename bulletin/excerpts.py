"""Passages of a text around what was searched for."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bulletin.searching import spans

BEFORE, LENGTH, MOST = 24, 84, 2
CUT = "……"
_JOINTS = "：:。 　\n"
_CLAUSE_END = re.compile("[。；！？\n]")
_LOOSE = re.compile("[、，；：。！？）〕】》〉”’…—·,;:.!?) 　]*")  # no line begins with one of these


class Piece(NamedTuple):
    text: str
    is_hit: bool = False


Excerpt = tuple[Piece, ...]


def marked(text: str, terms: tuple[str, ...]) -> Excerpt:
    """The whole of `text` in pieces, what a normalised term finds in it marked."""
    return tuple(_pieces(text, 0, len(text), spans(text, terms)))


def excerpts(text: str, terms: tuple[str, ...], *, skip: int = 0) -> tuple[Excerpt, ...]:
    """At most two passages of about 84 characters around hits, each within its line; the first `skip` characters,
    which are shown elsewhere, are left out. Without a hit the beginning of what follows them."""
    start = skip + len(text[skip:]) - len(text[skip:].lstrip(_JOINTS))
    found = [span for span in spans(text, terms) if span[1] > start]
    windows = list(_windows(text, start, found)) or [(start, _end(text, start, start))]
    return tuple(_passage(text, *window, start, found) for window in windows if text[slice(*window)].strip())


def plain(excerpt: Excerpt) -> str:
    """The excerpt without its marks."""
    return "".join(piece.text for piece in excerpt)


def _windows(text: str, earliest: int, found: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    end, count = earliest, 0
    for start, stop in found:
        if stop <= end or count == MOST:
            continue
        begin = _past_loose(text, max(_beginning(text, start), end), start)
        end, count = _end(text, begin, stop), count + 1
        yield begin, end


def _beginning(text: str, at: int) -> int:
    """Where to begin, so that `at` is seen: after the last full stop before it, if that is near."""
    earliest = max(0, at - BEFORE)
    stops = [stop.end() for stop in _CLAUSE_END.finditer(text, earliest, at)]
    return stops[-1] if stops else earliest


def _past_loose(text: str, begin: int, until: int) -> int:
    found = _LOOSE.match(text, begin, max(begin, until))
    return found.end() if found else begin


def _end(text: str, begin: int, at_least: int) -> int:
    """LENGTH characters on, but not past the end of the line that `at_least` stands in."""
    line_end = text.find("\n", at_least)
    shown = max(at_least, min(begin + LENGTH, len(text) if line_end < 0 else line_end))
    return min(shown, begin + 2 * LENGTH)


def _passage(text: str, start: int, end: int, first: int, found: list[tuple[int, int]]) -> Excerpt:
    cut_before = start > first and not _CLAUSE_END.match(text[start - 1])
    cut_after = end < len(text) and not _CLAUSE_END.match(text[end - 1]) and text[end] != "\n"
    return (
        *([Piece(CUT)] if cut_before else []),
        *_pieces(text, start, end, found),
        *([Piece(CUT)] if cut_after else []),
    )


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
