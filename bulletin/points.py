"""A text's enumerated points: “一是…；二是…”, “第一，…第二，…”, “其一，…其二，…”, “首先…其次…再次…最后…”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from bulletin.numerals import parse_number

_NUMERAL = "[一二三四五六七八九十]{1,3}"
# A counted mark begins a clause. Only 一是 may follow its noun at once, as in “特点一是…，二是…”; “之一是” is no mark.
_CLAUSE = r"(?:(?<![^\s。；;，,：:！!？?、□])|(?<![之唯统同单万如第逐其一二三四五六七八九十百千])(?=一是))"
_MARK = re.compile(
    rf"{_CLAUSE}(?:"
    rf"(?P<counted>{_NUMERAL})[ \u3000]*(?P<verb>是|要)(?!(?P=counted)(?:\W|$))[，,：:]?"
    rf"|(?P<kind>第|其)[ \u3000]*(?P<placed>{_NUMERAL})[ \u3000]*[，,、：:]"
    r"|(?P<word>首先|其次|再次|再者|最后)[，,、：:]?)"
)
_QUOTED = re.compile(
    "|".join(
        rf"{opening}[^{closing}\n]*{closing}"
        for opening, closing in (*("“”", "‘’", '""', "「」", "『』", "《》", "（）"), (r"\(", r"\)"))
    )
)
_VEIL = "□"
_SENTENCE_END = re.compile("[。！!？?]")
_BETWEEN = " \u3000；;，,、。.\n"


@dataclass(frozen=True, slots=True)
class _Mark:
    family: str
    number: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    text: str


def points(text: str) -> tuple[str, ...]:
    """What each point says, without its mark, in the order of the text; () when nothing is enumerated.

    A point ends with its line, the last of several in one line with its sentence. Points of points stay within them.
    """
    veiled = _QUOTED.sub(lambda quoted: _VEIL * len(quoted[0]), text)
    marks = sorted((_mark(found) for found in _MARK.finditer(veiled)), key=attrgetter("family"))
    runs = [
        list(_points(run, text, veiled))
        for _, family in groupby(marks, key=attrgetter("family"))
        for run in _runs(family)
    ]
    outer = [run for run in runs if not any(_within(run, other) for other in runs)]
    return tuple(point.text for run in sorted(outer, key=lambda run: run[0].start) for point in run if point.text)


def _mark(found: re.Match[str]) -> _Mark:
    if word := found["word"]:
        number = {"首先": 1, "最后": None}.get(word, 0)
        return _Mark("首先", number, found.start(), found.end())
    return _Mark(
        found["verb"] or found["kind"],
        parse_number(found["counted"] or found["placed"]),
        found.start(),
        found.end(),
    )


def _runs(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    """The marks that count on from one, two or more at a time."""
    run: list[_Mark] = []
    for mark in marks:
        if mark.number == 1:
            if len(run) > 1:
                yield run
            run = [mark]
        elif run and _follows(mark, run):
            run.append(mark)
    if len(run) > 1:
        yield run


def _follows(mark: _Mark, run: list[_Mark]) -> bool:
    if mark.family == "首先":
        return run[-1].number is not None
    return mark.number == len(run) + 1


def _points(run: list[_Mark], text: str, veiled: str) -> Iterator[_Point]:
    for place, mark in enumerate(run):
        end = _end(run, place, veiled)
        yield _Point(mark.start, end, text[mark.end : end].strip(_BETWEEN))


def _end(run: list[_Mark], place: int, veiled: str) -> int:
    mark = run[place]
    line_end = _find("\n", veiled, mark.end)
    if place + 1 < len(run):
        return min(line_end, run[place + 1].start)
    shares_its_line = "\n" not in veiled[run[place - 1].end : mark.start]
    sentence = _SENTENCE_END.search(veiled, mark.end, line_end) if shares_its_line else None
    return sentence.start() if sentence else line_end


def _find(what: str, text: str, start: int) -> int:
    at = text.find(what, start)
    return len(text) if at < 0 else at


def _within(run: list[_Point], other: list[_Point]) -> bool:
    return run is not other and other[0].start <= run[0].start and run[-1].end <= other[-1].end
