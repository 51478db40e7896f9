"""How a text is laid out: whether its lines are hard-wrapped, where, and what marks its paragraphs."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from bulletin.parsing import marks
from bulletin.parsing.lines import Line
from bulletin.parsing.widths import columns

FINAL = "。！？；：!?;:”’）)】》…\".'」』"
_WIDEST = 130


@dataclass(frozen=True, slots=True)
class Wrap:
    """The length full lines reach, in half-width columns or in characters; `slack` is what they may fall short by."""

    length: int = 0
    slack: int = 5
    in_columns: bool = True

    def measure(self, line: Line) -> int:
        return columns(line.text) + line.indent if self.in_columns else len(line.text) + line.indent // 2

    def near(self, line: Line) -> bool:
        """Whether a line is nearly full, as one wrapped by hand is."""
        return self.length > 0 and self.measure(line) * 3 >= self.length * 2


@dataclass(frozen=True, slots=True)
class Layout:
    """`base` is the indent all lines share; `marked` says that indents or blank lines mark paragraphs, `flush` that
    the first line of each paragraph is indented and all others are not, `indented` that most lines are."""

    base: int
    wrap: Wrap
    marked: bool
    flush: bool
    indented: bool

    def fills(self, line: Line, after: Line) -> bool:
        """Whether a line is broken only because it is full."""
        wrap = self.wrap
        if not wrap.length or (not self.marked and line.text[-1] in "。！？"):
            return False
        return wrap.measure(line) >= wrap.length - wrap.slack - self._word(line, after)

    def _word(self, line: Line, after: Line) -> int:
        """How much a line may lack because the word or address after it could not be broken."""
        word = re.match("[!-~]*", after.text)
        length = len(word[0]) if word else 0
        if not length or (not self.wrap.in_columns and length < 8):
            return 0
        return max(7, length) if line.text[-1] not in FINAL else 7

    def runs_on(self, line: Line) -> bool:
        """Whether a nearly full line is broken in the middle of a sentence."""
        return self.wrap.near(line) and line.text[-1] not in FINAL

    def is_flush(self, line: Line) -> bool:
        """Whether the place of a line alone says that it begins no paragraph."""
        return self.flush and line.indent == self.base


def of(lines: list[Line]) -> Layout:
    """The layout of the lines of a body."""
    base = min((line.indent for line in lines), default=0)
    marked = any(line.indent - base >= 2 or (line.blank and not line.cut) for line in lines[1:])
    wrap = _wrap(lines, base)
    indented = sum(line.indent - base >= 2 for line in lines) * 3 >= len(lines) * 2
    return Layout(base, wrap, marked, _is_flush(lines, base, wrap), indented)


def _wrap(lines: list[Line], base: int) -> Wrap:
    """Where a file is hard-wrapped; length 0 when its lines are whole paragraphs."""
    broken = [
        line
        for line, after in pairwise(lines)
        if not after.blank and after.indent - base < 2 and not marks.opens(after.text)
    ]
    by_columns = _usual(broken, Wrap(slack=6), 30)
    by_letters = _usual(broken, Wrap(slack=2, in_columns=False), 18)
    return by_letters if _reaching(broken, by_letters) > _reaching(broken, by_columns) else by_columns


def _usual(broken: list[Line], unit: Wrap, least: int) -> Wrap:
    """The length that most broken lines fall short of by no more than the slack."""
    lengths = [unit.measure(line) for line in broken]
    counts = Counter(length for line, length in zip(broken, lengths, strict=True) if columns(line.text) <= _WIDEST)
    spread = range(unit.slack + 1)
    wrap = max(counts, key=lambda length: (sum(counts[length - less] for less in spread), length), default=0)
    near = [line for line, length in zip(broken, lengths, strict=True) if wrap - unit.slack <= length <= wrap]
    open_ended = sum(line.text[-1] not in FINAL for line in near)
    enough = (len(near) >= 2 and len(near) * 2 >= len(broken)) or (len(broken) == 1 and wrap >= least + 10)
    found = enough and open_ended * 2 >= len(near) and wrap >= least
    return Wrap(wrap, min(unit.slack, 5), unit.in_columns) if found else Wrap()


def _reaching(broken: list[Line], wrap: Wrap) -> int:
    return sum(wrap.measure(line) >= wrap.length - wrap.slack for line in broken) if wrap.length else 0


def _is_flush(lines: list[Line], base: int, wrap: Wrap) -> bool:
    if not wrap.length:
        return False
    pairs = list(pairwise(lines))
    hanging = sum(
        before.indent - base >= 2 and after.indent == base and not after.blank and wrap.near(before)
        for before, after in pairs
    )
    begun = sum(
        after.indent == base
        and not after.cut
        and (after.blank or (not wrap.near(before) and (before.text[-1] in FINAL or marks.opens(after.text))))
        for before, after in pairs
    )
    return hanging >= 2 and begun * 4 <= hanging
