"""Lines → paragraphs: hard wraps and page cuts mended."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bulletin.parsing import layout as layouts
from bulletin.parsing import marks
from bulletin.parsing.layout import FINAL, Layout
from bulletin.parsing.lines import Line
from bulletin.parsing.normalising import Stretch, is_tabular, normalise
from bulletin.parsing.report import Log
from bulletin.parsing.title import names_author
from bulletin.parsing.widths import columns, compact, half, is_hanzi

_PAUSES = re.compile(r"[，。；：、,;:]|(?<=[一-鿿])\.")
_STOP = re.compile(r"。|(?<=[一-鿿”\")）])\.")
_TAIL = re.compile(r"[^，。；：、,;:.“（]{0,3}(?:[。；、;]|\.(?!\d))")
_LEAD_IN = re.compile("[^，。；,;]{2,25}[：:]")
_SPACED_NOTE = re.compile("编[ 　]*者[ 　]*按[ 　]+[一-鿿]")
_UNIT = re.compile("[年月日个项家万亿名次倍元件人]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body after normalising; `strong` are the offsets between which it is bold."""

    text: str
    line: int
    indent: int
    level: int
    blank: bool
    last: int
    strong: tuple[tuple[int, int], ...] = ()

    @property
    def bold_opening(self) -> int:
        """How many letters at the beginning are bold."""
        return self.strong[0][1] if self.strong and self.strong[0][0] == 0 else 0

    def body(self, rest: str | None = None) -> str:
        """The paragraph, or what of it comes after its heading, as body text: bold words between **."""
        text = self.text if rest is None else rest
        shift = len(self.text) - len(text)
        for start, end in reversed(self.strong):
            if start >= shift and "*" not in self.text and not _parts_a_word(self.text, start, end):
                text = f"{text[: start - shift]}**{text[start - shift : end - shift]}**{text[end - shift :]}"
        return text


def _parts_a_word(text: str, start: int, end: int) -> bool:
    """Whether bold letters begin or end within a word or number, where ** would be taken for arithmetic."""
    return any(re.fullmatch("[0-9A-Za-z]{2}", text[max(0, at - 1) : at + 1]) for at in (start, end))


def join(lines: list[Line], titles: frozenset[str], log: Log) -> list[Paragraph]:
    """The paragraphs of the body, joined and normalised; `titles` never join anything."""
    layout = layouts.of(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, layout, titles):
            _report_join(groups[-1][-1], line, log)
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, log) for group in groups]


def _continues(group: list[Line], line: Line, layout: Layout, titles: frozenset[str]) -> bool:
    before = group[-1]
    if line.level or before.level or line.rule or _closed(group, line, titles) or compact(line.text) in titles:
        return False
    if line.opens and (before.text[-1] in FINAL or columns(before.text) < 40 or _may_be_heading(group)):
        return False
    full, indent = layout.fills(before, line), line.indent - layout.base
    if marks.opens(line.text) and not _opens_within(before, line, layout, full):
        return False
    if is_tabular(line.text) or is_tabular(before.text):
        return False
    if line.cut and _wrapped_over_a_page(before, line, layout, full):
        return True
    if line.blank or line.cut:
        return _mends_a_cut(group, line, layout)
    if indent >= 2 and (
        line.indent > before.indent or (layout.wrap.length and layout.base < 2 and before.text[-1] in FINAL)
    ):
        return False
    if full or layout.is_flush(line):
        return full or layout.wrap.near(before)
    if layout.wrap.length and half(before.text).count("(") > half(before.text).count(")"):
        return True
    return (layout.runs_on(before) and not _may_be_heading(group)) or (_breaks_off(group) and indent < 2)


def _opens_within(before: Line, line: Line, layout: Layout, full: bool) -> bool:
    """Whether a line that looks like the beginning of something (（2）…, ——…) stands within a wrapped sentence."""
    if line.blank or marks.ordinal(line.text) is None:
        return False
    return (full and before.text[-1] not in FINAL) or (layout.is_flush(line) and layout.wrap.near(before))


def _closed(group: list[Line], line: Line, titles: frozenset[str]) -> bool:
    """A title or a sign-off never runs on, key words not over a blank line."""
    first = group[0].text
    return (
        compact(first) in titles
        or marks.is_byline(first)
        or ((line.blank or line.opens) and marks.note_label(first) == "关键词")
    )


def _wrapped_over_a_page(before: Line, line: Line, layout: Layout, full: bool) -> bool:
    """Whether a page ends with a full line, even one that ends a sentence, and the next begins no paragraph."""
    if line.indent > layout.base or marks.opens(line.text):
        return False
    if layout.is_flush(line):
        return layout.wrap.near(before)
    named = before.text[-1] in "。！？" and _LEAD_IN.match(line.text)
    return full and line.indent == before.indent and not named


def _mends_a_cut(group: list[Line], line: Line, layout: Layout) -> bool:
    if line.indent - layout.base >= 2 and line.indent >= group[-1].indent:
        return False
    if _breaks_off(group):
        return True
    last = group[-1].text
    if last[-1] in FINAL or not (is_hanzi(last[-1]) or last[-1].isdigit()):
        return False
    noted = marks.note_label(group[0].text) != "" and len(last) > 8
    least = 24 if layout.indented and line.indent == layout.base < group[-1].indent else 40
    unheaded = (line.cut or least == 24) and columns(last) >= least and marks.ordinal(group[0].text) is None
    return noted or unheaded or _belongs_together(last, line.text)


def _belongs_together(before: str, after: str) -> bool:
    """Whether a number is parted from its unit, a bracket from its end, or the tail of a sentence from the sentence."""
    unit = before[-1].isdigit() and _UNIT.match(after) is not None
    return (
        unit or _TAIL.match(after) is not None or any(_closes(before, after, pair) for pair in ("（）", "“”", "《》"))
    )


def _closes(before: str, after: str, pair: str) -> bool:
    opening, closing = pair[0], pair[1]
    ends = after.find(closing)
    return before.count(opening) > before.count(closing) and ends >= 0 and opening not in after[:ends]


def _breaks_off(group: list[Line]) -> bool:
    """Whether the last line stops inside a sentence: no final mark, and too much for a heading."""
    last = group[-1].text
    if last[-1] in FINAL:
        return False
    text = "".join(line.text for line in group[-3:])
    if _may_be_heading(group):
        return False
    if not (is_hanzi(last[-1]) or last[-1].isalnum() or last[-1] in "、，,（(“《‘—-/%％"):
        return False
    return last[-1] in "、，," or (columns(text) >= 30 and _PAUSES.search(text) is not None)


def _may_be_heading(group: list[Line]) -> bool:
    text = "".join(line.text for line in group[-3:])
    return marks.ordinal(group[0].text) is not None and not _STOP.search(text[3:]) and len(text) <= 45


def _report_join(before: Line, line: Line, log: Log) -> None:
    cut = line.blank or line.cut
    rule = "paragraph_split_by_page_break" if cut else "hard_wrap"
    separator = _separator(before.text, line.text)
    log.change(line.number, rule, f"{before.text[-4:]}⏎{line.text[:4]}", before.text[-4:] + separator + line.text[:4])
    if cut:
        log.warn(rule, "一段文字被分页或空行截断，已接上，请核对。", line.number)


def _separator(before: str, after: str) -> str:
    letters = before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum()
    if (
        not letters
        or (before[-1].isdigit() and after[0].isdigit())
        or re.search(r"(?:https?://|www\.)\S*$", before[-200:])
    ):
        return ""
    return " "


def _paragraph(group: list[Line], log: Log) -> Paragraph:
    text, starts, strong = [group[0].text], [(0, group[0].number)], [*group[0].strong]
    length = len(group[0].text)
    for before, line in pairwise(group):
        separator = _separator(before.text, line.text)
        starts.append((length + len(separator), line.number))
        text += [separator, line.text]
        strong += [(starts[-1][0] + start, starts[-1][0] + end) for start, end in line.strong]
        length += len(separator) + len(line.text)
    first = group[0]
    if first.indent:
        log.change(first.number, "indent", "　" * (first.indent // 2) + " " * (first.indent % 2), "")
    whole = "".join(text)
    spaced = names_author(whole) or marks.note_label(whole) == "关键词" or _SPACED_NOTE.match(whole) is not None
    stretch, changes = normalise(Stretch(whole, tuple(starts), _merged(strong)), spaces=not spaced)
    log.changes += changes
    if stretch.text.count('"') % 2:
        log.warn("unbalanced_quotes", "这一段的引号不成对，请核对。", first.number)
    return Paragraph(
        stretch.text, first.number, first.indent, first.level, first.blank, group[-1].number, stretch.strong
    )


def _merged(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Bold stretches, those that touch as one."""
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and merged[-1][1] >= start:
            merged[-1] = merged[-1][0], end
        else:
            merged.append((start, end))
    return tuple(merged)
