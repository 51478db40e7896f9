"""What was recognised in a text, laid out beside it."""

import re
from dataclasses import dataclass, field

from bulletin.parsing.lessons import suggestions
from bulletin.secrecy import doubtful_words
from bulletin.value import Kind
from issues.admin import intake_words
from issues.batches.corrections import PRINTED
from issues.batches.receiving import SURE
from issues.models.issue import Kinds


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
class Entry:
    """A field of the form, with where its value was found; `before` is what was recognised, where it was corrected."""

    field: object
    line: int = 0
    is_guess: bool = False
    is_changed: bool = False
    before: object = ""


@dataclass(frozen=True)
class Part:
    """One section as it will be stored, with the fields to correct it."""

    kind: Entry
    heading: Entry
    hub: object
    section: object
    paragraphs: tuple[str, ...]
    line: int = 0
    lessons: tuple[object, ...] = ()


@dataclass(frozen=True)
class Reading:
    lines: list[SourceLine]
    entries: list[Entry]
    facts: list[Fact]
    parts: list[Part]
    guesses: list[Fact] = field(default_factory=list)
    changes: list[tuple[str, list[object]]] = field(default_factory=list)
    warnings: list[tuple[str, list[int]]] = field(default_factory=list)
    unplaced: tuple[object, ...] = ()
    doubtful: tuple[str, ...] = ()


def reading_of(source_text, parse, form):
    """The Reading of a text and its Parse, with the fields of a CorrectionForm."""
    guesses = guesses_of(parse)
    found = {one.field: one for one in reversed(parse.placements)}
    return Reading(
        lines=_lines(source_text, parse, guesses),
        entries=[_entry(form, name, found.get(name)) for name in PRINTED],
        facts=_facts(parse.bulletin, found),
        parts=_parts(form, parse),
        guesses=guesses,
        changes=_by_rule(parse.changes),
        warnings=_by_message(parse.warnings),
        unplaced=parse.unplaced,
        doubtful=doubtful_words(source_text),
    )


def guesses_of(parse):
    """What was taken from the words alone."""
    return [_fact(one) for one in parse.placements if one.confidence < SURE]


def _entry(form, name, placement):
    before, now = getattr(form.recognised, name), getattr(form.now, name)
    line, guessed = (placement.line, placement.confidence < SURE) if placement else (0, False)
    return Entry(form[name], line, guessed, before != now, before)


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


def _facts(bulletin, found):
    """The rest of masthead and imprint, always in the same order, with “没有找到” where nothing is."""
    return [
        Fact(label, value, found[name].line if name in found else 0, name in found and found[name].confidence < SURE)
        for name, label, value in _told(bulletin)
    ]


def _told(bulletin):
    yield "labels", "刊头标注", "、".join(bulletin.labels)
    for name in ("editor_note", "byline", "copy_number", "permit", "board_name"):
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


def _parts(form, parse):
    """The parser says of every section but the head of an article where it begins, in their order."""
    placed = iter([one for one in parse.placements if one.field.startswith("sections.")])
    pairs = enumerate(zip(form.recognised.sections, form.now.sections, strict=True))
    return [
        _part(form, place, before, now, None if before.kind is Kind.ARTICLE else next(placed, None))
        for place, (before, now) in pairs
    ]


def _part(form, place, before, now, placed):
    line, guessed = (placed.line, placed.confidence < SURE) if placed else (0, False)
    changed = now.kind is not before.kind
    return Part(
        kind=Entry(form[f"kind_{place}"], 0, guessed, changed, Kinds(before.kind.value).label),
        heading=Entry(form[f"heading_{place}"], 0, False, now.heading != before.heading, before.heading),
        hub=form[f"hub_{place}"] if f"hub_{place}" in form.fields else None,
        section=now,
        paragraphs=tuple(now.text.split("\n")) if now.text else (),
        line=line,
        lessons=tuple(suggestions(now.text)) if now.kind is Kind.LESSONS else (),
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
