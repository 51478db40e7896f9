"""Punctuation, width and spaces of running text, by rule and nothing else (GB/T 15834-2011)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bulletin.parsing.report import Change
from bulletin.parsing.widths import HANZI, half

_H = f"[{HANZI}]"
_WIDE = "，。；：！？、）》】”’"
_KEPT = re.compile(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|!?\[[^\[\]\n]*\]\([!-~]+\)",
    re.IGNORECASE,
)
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_CODES = {
    ",": "halfwidth_comma",
    ";": "halfwidth_semicolon",
    ":": "halfwidth_colon",
    "?": "halfwidth_mark",
    "!": "halfwidth_mark",
}
_FULL_DIGITS = re.compile("[０-９Ａ-Ｚａ-ｚ％]+(?:．[０-９]+[０-９Ａ-Ｚａ-ｚ％]*)*")
_ORDINAL_DOT = re.compile("(?<=[0-9])．")
_DOTS = re.compile(r"(?<!\.)\.{3,}(?!\.)|(?<!。)。{3,}(?!。)|(?<!…)…(?!…)")
_DASHES = re.compile(rf"(?<={_H})-{{2,}}(?={_H})")
_PARENTHESES = re.compile("[()（）]")
_MARK = re.compile("[,;:?!.]")
_SPACE = re.compile("[ 　\xa0]+")
_CAPTION = re.compile(r"[表图] ?\d{1,2}[ 　]")
_GAP = re.compile("[ 　\xa0]{2,}")


@dataclass(frozen=True, slots=True)
class Edit:
    start: int
    end: int
    new: str
    rule: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text joined from source lines; `starts` are the offsets where they begin and their numbers, `strong` those
    between which it is bold."""

    text: str
    starts: tuple[tuple[int, int], ...]
    strong: tuple[tuple[int, int], ...] = ()

    def line(self, offset: int) -> int:
        at = bisect_right(self.starts, (offset, 1 << 60)) - 1
        return self.starts[max(0, at)][1]


def normalised(text: str, line: int, *, spaces: bool = True) -> tuple[str, list[Change]]:
    """One line of text by the rules P01 to P06, and every change made."""
    stretch, changes = normalise(Stretch(text, ((0, line),)), spaces=spaces)
    return stretch.text, changes


def normalise(stretch: Stretch, *, spaces: bool = True) -> tuple[Stretch, list[Change]]:
    """The same for text of several lines."""
    changes: list[Change] = []
    steps: list[Callable[[str], Iterable[Edit]]] = [_digits, _ordinal_dots, _dots, _quotes, _parentheses, _marks]
    if spaces and not is_tabular(stretch.text):
        steps.append(_spaces)
    for step in steps:
        stretch = _apply(stretch, step(stretch.text), changes)
    return stretch, changes


def is_tabular(text: str) -> bool:
    """Whether a line is a row of a table: cells between bars or wide gaps."""
    return len(text) <= 300 and (
        _CAPTION.match(text) is not None
        or (text.startswith("|") and text.endswith("|") and len(text) > 2)
        or len(_GAP.findall(text)) >= 2
    )


def _apply(stretch: Stretch, edits: Iterable[Edit], changes: list[Change]) -> Stretch:
    text, parts, shifts, at = stretch.text, list[str](), [(-1, 0)], 0
    kept = _kept_spans(text)
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < at or _inside(edit.start, kept):
            continue
        parts += [text[at : edit.start], edit.new]
        changes.append(_change(stretch, edit))
        shifts.append((edit.start, shifts[-1][1] + len(edit.new) - (edit.end - edit.start)))
        at = edit.end
    if not parts:
        return stretch

    def moved(offset: int) -> int:
        return max(0, offset + shifts[bisect_left(shifts, (offset, -1 << 60)) - 1][1])

    starts = tuple((moved(offset), line) for offset, line in stretch.starts)
    strong = tuple((moved(start), moved(end)) for start, end in stretch.strong)
    return Stretch("".join(parts) + text[at:], starts, strong)


def _change(stretch: Stretch, edit: Edit) -> Change:
    before, after = stretch.text[max(0, edit.start - 4) : edit.start], stretch.text[edit.end : edit.end + 4]
    old = stretch.text[edit.start : edit.end]
    return Change(stretch.line(edit.start), edit.rule, before + old + after, before + edit.new + after)


def _kept_spans(text: str) -> list[tuple[int, int]]:
    if "@" not in text and "://" not in text and "](" not in text and "www." not in text.lower():
        return []
    return [(found.start(), found.start() + len(_own(found[0]))) for found in _KEPT.finditer(text)]


def _own(address: str) -> str:
    """An address without the marks of the sentence around it."""
    words = address.rstrip(".,;:!?")
    while words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1].rstrip(".,;:!?")
    return words


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (offset, 1 << 60)) - 1
    return at >= 0 and offset < spans[at][1]


def _hanzi_at(text: str, at: int) -> bool:
    return 0 <= at < len(text) and re.fullmatch(_H, text[at]) is not None


def _digits(text: str) -> Iterator[Edit]:
    for found in _FULL_DIGITS.finditer(text):
        yield Edit(found.start(), found.end(), half(found[0]), "fullwidth_digits")


def _ordinal_dots(text: str) -> Iterator[Edit]:
    for found in _ORDINAL_DOT.finditer(text):
        yield Edit(found.start(), found.end(), ".", "fullwidth_digits")


def _dots(text: str) -> Iterator[Edit]:
    for found in _DOTS.finditer(text):
        if _chinese_at(text, found.start() - 1) or _chinese_at(text, found.end()):
            yield Edit(found.start(), found.end(), "……", "ellipsis")
    for found in _DASHES.finditer(text):
        yield Edit(found.start(), found.end(), "——", "dash")


def _chinese_at(text: str, at: int) -> bool:
    return _hanzi_at(text, at) or (0 <= at < len(text) and text[at] in _WIDE + "“‘（《【")


def _quotes(text: str) -> Iterator[Edit]:
    for mark, pair in (('"', "“”"), ("'", "‘’")):
        places = [at for at, character in enumerate(text) if character == mark]
        if len(places) % 2:
            continue
        for opening, closing in zip(places[::2], places[1::2], strict=True):
            around = _chinese_at(text, opening - 1) or _chinese_at(text, closing + 1)
            if re.search(_H, text[opening:closing]) or (mark == '"' and around):
                yield Edit(opening, opening + 1, pair[0], "halfwidth_quotes")
                yield Edit(closing, closing + 1, pair[1], "halfwidth_quotes")


def _parentheses(text: str) -> Iterator[Edit]:
    opened: list[int] = []
    for found in _PARENTHESES.finditer(text):
        if found[0] in "(（":
            opened.append(found.start())
        elif opened:
            yield from _pair(text, opened.pop(), found.start())


def _pair(text: str, start: int, end: int) -> Iterator[Edit]:
    mixed = (text[start] == "（") != (text[end] == "）")
    outside = _beside_words(text, start - 1) or _beside_words(text, end + 1)
    inside = end - start < 400 and re.search(_H, text[start:end]) is not None
    if mixed or outside or inside:
        yield from (
            Edit(at, at + 1, new, "halfwidth_parenthesis")
            for at, new in ((start, "（"), (end, "）"))
            if text[at] != new
        )


def _beside_words(text: str, at: int) -> bool:
    return _hanzi_at(text, at) or (0 <= at < len(text) and text[at] in "》】、”’“‘《【")


def _marks(text: str) -> Iterator[Edit]:
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        if mark == "." and _is_full_stop(text, at):
            yield Edit(at, at + 1, "。", "halfwidth_period")
        elif mark != "." and (_ends_words(text, at - 1) or _hanzi_at(text, at + 1)):
            yield Edit(at, at + 1, _MARKS[mark], _CODES[mark])


def _ends_words(text: str, at: int) -> bool:
    return _hanzi_at(text, at) or (at >= 0 and text[at] in "）》】”’")


def _is_full_stop(text: str, at: int) -> bool:
    after = text[at + 1] if at + 1 < len(text) else ""
    if after == "." or text[at - 1 : at] == "." or (after.isascii() and after.isalpha()):
        return False
    return _ends_words(text, at - 1) or (text[at - 1 : at] == "%" and (not after or _hanzi_at(text, at + 1)))


def _spaces(text: str) -> Iterator[Edit]:
    for found in _SPACE.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if before and after and _needs_no_space(text, found, before, after):
            digits = before.isdigit() or after.isdigit()
            yield Edit(found.start(), found.end(), "", "space_around_digits" if digits else "space_between_hanzi")


def _needs_no_space(text: str, found: re.Match[str], before: str, after: str) -> bool:
    left, right = _hanzi_at(text, found.start() - 1), _hanzi_at(text, found.end())
    if (left and right) or (left and after.isdigit()):
        return True
    if before.isdigit() and right:
        return re.fullmatch(r"[0-9.]+", text[: found.start()]) is None
    return before in _WIDE and (right or after.isdigit() or after in _WIDE + "“‘（《【")
