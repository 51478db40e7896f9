"""What was recognised in a text, laid out beside it."""

import re
from dataclasses import dataclass, field

from bulletin.parsing.lessons import suggestions
from bulletin.secrecy import doubtful_words
from bulletin.value import Kind
from issues import intake
from issues.admin import intake_words
from issues.models.issue import Kinds
from issues.models.masthead import numbering

# The parser gives 0.9 and 0.8 to what it found by the usual marks, less to what it took from the words alone.
SURE = 0.8


@dataclass(frozen=True)
class SourceLine:
    number: int
    text: str
    mark: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing recognised; `line` 0 where the reader does not say."""

    label: str
    value: str
    line: int = 0
    is_guess: bool = False


@dataclass(frozen=True)
class Part:
    """One section as it will be stored."""

    place: int
    kind: str
    section: object
    paragraphs: tuple[str, ...]
    match: object = None
    lessons: tuple[object, ...] = ()


@dataclass(frozen=True)
class Reading:
    lines: list[SourceLine]
    facts: list[Fact]
    parts: list[Part]
    guesses: list[Fact] = field(default_factory=list)
    changes: list[tuple[str, list[object]]] = field(default_factory=list)
    warnings: list[tuple[str, list[int]]] = field(default_factory=list)
    unplaced: tuple[object, ...] = ()
    doubtful: tuple[str, ...] = ()


def reading_of(source_text, parse):
    """The Reading of a text and its Parse."""
    guesses = [_fact(one) for one in parse.placements if one.confidence < SURE]
    return Reading(
        lines=_lines(source_text, parse, guesses),
        facts=_facts(parse),
        parts=_parts(parse.bulletin),
        guesses=guesses,
        changes=_by_rule(parse.changes),
        warnings=_by_message(parse.warnings),
        unplaced=parse.unplaced,
        doubtful=doubtful_words(source_text),
    )


def _lines(text, parse, guesses):
    marks = {one.line: "changed" for one in parse.changes}
    marks |= {one.line: "guess" for one in guesses} | {one.line: "warning" for one in parse.warnings}
    marks |= {one.line: "unplaced" for one in parse.unplaced}
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    while lines and not lines[-1].strip():
        lines.pop()
    return [SourceLine(number, line, marks.get(number, "")) for number, line in enumerate(lines, start=1)]


def _fact(placement):
    return Fact(intake_words.field(placement.field), placement.value, placement.line, placement.confidence < SURE)


def _facts(parse):
    """The masthead and imprint, always the same lines in the same order, with “没有找到” where nothing is."""
    bulletin = parse.bulletin
    lines = {one.field: one for one in reversed(parse.placements)}
    return [
        Fact(label, value, lines[name].line if name in lines else 0, name in lines and lines[name].confidence < SURE)
        for name, label, value in _told(bulletin)
    ]


def _told(bulletin):
    number = numbering(bulletin) if bulletin.number else ""
    yield "series", "刊名", bulletin.series
    yield "number", "期号", number
    yield "total", "总期号", f"总第{bulletin.total}期" if bulletin.total else ""
    yield "date", "日期", f"{bulletin.date:%Y-%m-%d}" if bulletin.date else ""
    yield "publisher", "编发单位", bulletin.publisher
    yield "labels", "刊头标注", "、".join(bulletin.labels)
    yield "title", "标题", bulletin.title
    for name in ("subtitle", "editor_note", "byline", "copy_number", "permit", "board_name"):
        if value := getattr(bulletin, name):
            yield name, intake_words.field(name), value
    yield "board", "编委会成员", "；".join(f"{one.role}：{one.name}" for one in bulletin.board)
    for name in ("address", "postcode", "phone", "fax", "email", "website"):
        if value := getattr(bulletin.contact, name):
            yield f"contact.{name}", intake_words.field(name), value
    yield "distribution", "报送范围", "；".join(f"{one.verb}：{one.names}" for one in bulletin.distribution.recipients)
    if bulletin.distribution.copies:
        yield "distribution.copies", "印数", str(bulletin.distribution.copies)
    for name in ("sources", "imprint"):
        if values := getattr(bulletin, name):
            yield name, intake_words.field(name), "；".join(values)


def _parts(bulletin):
    matches = {match.section: match for match in intake.hub_matches(bulletin)}
    return [_part(place, section, matches.get(place)) for place, section in enumerate(bulletin.sections)]


def _part(place, section, match):
    return Part(
        place=place,
        kind=Kinds(section.kind.value).label,
        section=section,
        paragraphs=tuple(section.text.split("\n")) if section.text else (),
        match=match,
        lessons=tuple(suggestions(section.text)) if section.kind is Kind.LESSONS else (),
    )


def _by_message(warnings):
    """Each sentence once, with the lines it is about."""
    groups = {}
    for warning in warnings:
        groups.setdefault(warning.message, []).extend([warning.line] if warning.line else [])
    return list(groups.items())


def _by_rule(changes):
    """Changes grouped under what was changed, the most frequent rule last."""
    groups = {}
    for change in changes:
        groups.setdefault(intake_words.rule(change.rule), []).append(change)
    return sorted(groups.items(), key=lambda group: len(group[1]))
