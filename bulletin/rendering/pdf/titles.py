"""A title in lines of about one length that cut no word (GB/T 9704-2012, 7.3.1: 回行时词意完整，排列对称，长短适宜).

There is no dictionary: characters that often stand side by side in the issue itself are taken for one word.
"""

from collections import Counter
from itertools import pairwise
from math import ceil

from bulletin.rendering.pdf.widths import width

_NEVER_FIRST = frozenset("，。、；：？！）》”’】〕」』的了地得等们者性化")
_NEVER_LAST = frozenset("（《“‘【〔「『—第")
_GOOD_LAST = frozenset("，、；：的和与及")
_GOOD_FIRST = frozenset("—和与及对从在把为向以：《“（")
_ENDLESS = float("inf")
_MOST_LINES = 6


def title_lines(title: str, room: float, text: str) -> list[str]:
    """The lines of a title, at most `room` Chinese characters wide; words are learnt from `text`.

    A title no line of which can be cut so, or a very long one, is left in one piece.
    """
    least = ceil(width(title) / room)
    if not 1 < least <= _MOST_LINES:
        return [title] if title else []
    pairs = Counter(map("".join, pairwise(text)))
    cuts = _cuts(title, least, room, pairs) or _cuts(title, least + 1, room, pairs)
    return [title[start:end] for start, end in pairwise((0, *cuts, len(title)))]


def _cuts(title: str, lines: int, room: float, pairs: Counter[str]) -> tuple[int, ...]:
    """The cheapest places to cut the title into so many lines, or () when some line would not fit."""
    ideal = width(title) / lines
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(lines - 1):
        best = {
            end: min(
                (cost + _cost(title, start, end, ideal, room, pairs), (*cuts, end))
                for start, (cost, cuts) in best.items()
                if start < end
            )
            for end in range(min(best) + 1, len(title))
        }
    ended = ((cost + _length_cost(title[start:], ideal, room), cuts) for start, (cost, cuts) in best.items())
    cost, cuts = min(ended, default=(_ENDLESS, ()))
    return cuts if cost < _ENDLESS else ()


def _cost(title: str, start: int, end: int, ideal: float, room: float, pairs: Counter[str]) -> float:
    return _length_cost(title[start:end], ideal, room) + _cut_cost(title, end, pairs)


def _length_cost(line: str, ideal: float, room: float) -> float:
    return _ENDLESS if width(line) > room else (width(line) - ideal) ** 2 / 4


def _cut_cost(title: str, at: int, pairs: Counter[str]) -> float:
    before, after = title[at - 1], title[at]
    if after in _NEVER_FIRST or before in _NEVER_LAST or (before.isascii() and after.isascii() and before != " "):
        return 200.0
    if before in _GOOD_LAST or after in _GOOD_FIRST:
        return 0.0
    return 4.0 + 8.0 * min(1.0, pairs[before + after] / 3)
