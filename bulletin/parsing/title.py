"""Title, subtitle and author line between masthead and body."""

import re
from dataclasses import dataclass, replace

from bulletin.parsing import fields, imprint, marks
from bulletin.parsing.lines import Line
from bulletin.parsing.normalising import normalised
from bulletin.parsing.people import names
from bulletin.parsing.report import Log
from bulletin.parsing.widths import columns, compact, is_hanzi, unspaced

_KEY = re.compile(r"^(?:标\s*题|题\s*目)\s*[:：]\s*")
_DASH = re.compile("(?:——|--+|──|―+|—)")
_OPEN_END = "：:、"
_NO_END = "。；，、：;,:.!！"


@dataclass(slots=True)
class Title:
    title: str = ""
    subtitle: str = ""
    byline: str = ""
    ordinal: str = ""
    level: int = 0
    line: int = 0


def read(lines: list[Line], hints: frozenset[str], log: Log) -> tuple[Title, list[Line]]:
    """The title block and the lines of the body; an 编者按 above the title stays at the head of the body."""
    start = _start(lines, hints)
    if start is None:
        return Title(), lines
    title = Title(level=lines[start].level, line=lines[start].number)
    end = start + 1 if compact(lines[start].text) in hints else _end(lines, start)
    title.ordinal, title.title = numbered(_joined(lines[start:end], log))
    log.place("title", title.title, lines[start].number, 1.0 if end == start + 1 else 0.8, _source(lines[start:end]))
    end = _take_subtitle(lines, end, title, log)
    end = _take_byline(lines, end, title, log)
    return title, lines[:start] + lines[end:]


def numbered(text: str) -> tuple[str, str]:
    """The ordinal of an article's title and the rest."""
    ordinal = marks.ordinal(text)
    return (ordinal.text, text[len(ordinal.text) :]) if ordinal and len(ordinal.text) < len(text) else ("", text)


def is_subtitle(text: str) -> bool:
    """Whether the line right under a title is its second title (——…)."""
    return _DASH.match(text) is not None and len(text) <= 60 and "。" not in text


def _start(lines: list[Line], hints: frozenset[str]) -> int | None:
    for at, line in enumerate(lines[:12]):
        if compact(line.text) in hints:
            return at
        if (at == 0 or line.blank) and (_may_be_title(line) or _opens_title(lines, at)):
            return at
        if at == 0 and not marks.note_label(line.text):
            return None
    return None


def _opens_title(lines: list[Line], at: int) -> bool:
    """Whether a line that stops at ： or 、 is the first of a title in two lines."""
    first, *after = lines[at : at + 2]
    if not after or after[0].blank or first.text[-1] not in _OPEN_END or len(first.text) > 36:
        return False
    two = replace(first, text=first.text[:-1]), after[0]
    return (
        all(_may_be_title(line) and not re.search("[，。；,;]", line.text) for line in two) and len(two[1].text) <= 36
    )


def _may_be_title(line: Line) -> bool:
    text = _KEY.sub("", line.text)
    return 0 < len(text) <= 70 and text[-1] not in _NO_END and not marks.opens(text) and not imprint.is_imprint(text)


def _end(lines: list[Line], start: int) -> int:
    end = start + 1
    while end < min(len(lines), start + 4) and _runs_on(lines, start, end):
        end += 1
    return end


def _runs_on(lines: list[Line], start: int, at: int) -> bool:
    line, before = lines[at], lines[at - 1]
    if (line.level and line.level != lines[start].level) or not _may_be_title(line) or len(line.text) > 36:
        return False
    if re.search("[，。；,;]", line.text) or _DASH.match(line.text) or names_author(line.text):
        return False
    if _is_open(lines[start:at], line):
        return not _begins_prose(lines, at)
    if line.blank or line.cut or (lines[start].level and not line.level):
        return False
    if 2 <= line.indent <= 4 and lines[start].indent != line.indent and before.indent != line.indent:
        return False
    after = lines[at + 1] if at + 1 < len(lines) else None
    return (
        after is None
        or after.blank
        or marks.opens(after.text)
        or _DASH.match(after.text) is not None
        or (after.indent != line.indent and columns(line.text) < 60)
    )


def _is_open(lines: list[Line], after: Line) -> bool:
    text = "".join(line.text for line in lines)
    return (
        any(text.count(pair[0]) > text.count(pair[1]) for pair in ("《》", "“”", "（）"))
        or text[-1] in "与和及在" + _OPEN_END
        or (text[-1] == "的" and not after.blank)
    )


def _begins_prose(lines: list[Line], at: int) -> bool:
    """Whether the line runs on in sentences: the first line of the body, wrapped."""
    after = lines[at + 1 : at + 2]
    return any(not line.blank and re.search("[，。；,;]", line.text) is not None for line in after)


def _joined(lines: list[Line], log: Log) -> str:
    text = lines[0].text
    for line in lines[1:]:
        spaced = text[-1].isascii() and line.text[0].isascii() and text[-1].isalpha() and line.text[0].isalpha()
        log.change(
            line.number, "wrapped_title", f"{text[-4:]}⏎{line.text[:4]}", text[-4:] + " " * spaced + line.text[:4]
        )
        text += " " * spaced + line.text
    words, changes = normalised(_KEY.sub("", unspaced(text)), lines[0].number)
    log.changes += changes
    return words


def _source(lines: list[Line]) -> str:
    return "".join(line.text for line in lines)


def _take_subtitle(lines: list[Line], at: int, title: Title, log: Log) -> int:
    if at >= len(lines) or not is_subtitle(lines[at].text):
        return at
    end = at + 1
    follows = end < len(lines) and not lines[end].blank and lines[end].indent > 4 and len(lines[end].text) <= 30
    if follows and _may_be_title(lines[end]) and not names_author(lines[end].text):
        end += 1
    title.subtitle = _joined(lines[at:end], log)
    log.place("subtitle", title.subtitle, lines[at].number)
    return end


def _take_byline(lines: list[Line], at: int, title: Title, log: Log) -> int:
    if at < len(lines) - 1 and names_author(lines[at].text) and not lines[at].level:
        title.byline = lines[at].text
        log.place("byline", title.byline, lines[at].number, 1.0 if marks.is_byline(title.byline) else 0.7)
        return at + 1
    return at


def names_author(text: str) -> bool:
    """Whether a line is a sign-off, or names people or an office and nothing else."""
    if marks.is_byline(text):
        return True
    if (opening := text.find("（")) > 0 and marks.is_byline(text[opening:]):
        return names_author(text[:opening])
    if len(text) > 40 or re.search("[，。；：！？,;:!?]", text) or marks.opens(text):
        return False
    people = names(text)
    single = len(people) == 1 and re.search("\\s", text) is None
    if people and all(2 <= len(name) <= 4 and all(map(is_hanzi, name)) for name in people):
        return not single or len(people[0]) <= 3
    last = re.split(r"\s+", text)[0]
    return bool(fields.publisher(last)) and (len(people) == 1 or all(len(name) <= 4 for name in people[1:]))
