"""The passages an issue's lessons come from: where they stand in its body text, and their words marked there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.markup import Block, BulletList, Image, Line, Link, Paragraph, Passage, Run, Strong, Table, Text
from bulletin.value import Bulletin, Kind, Section


@dataclass(frozen=True, slots=True)
class Place:
    """Where passage `name` stands: from `start` to `end` in the body text of section number `section` (from 0)."""

    name: str
    section: int
    start: int
    end: int


def anchor(position: int) -> str:
    """The id of the passage of lesson number `position` (from 0)."""
    return f"passage-{position + 1}"


def places(bulletin: Bulletin) -> tuple[Place | None, ...]:
    """For each lesson the first place of its passage, in a section of lessons if one has it; None if none has."""
    notes = bulletin.annotations.lessons
    return tuple(_place(anchor(position), note.passage, bulletin.sections) for position, note in enumerate(notes))


def _place(name: str, passage: str, sections: Sequence[Section]) -> Place | None:
    if not passage:
        return None
    holding = [number for number, section in enumerate(sections) if passage in section.text]
    of_lessons = [number for number in holding if sections[number].kind is Kind.LESSONS]
    for number in of_lessons or holding:
        start = sections[number].text.index(passage)
        return Place(name, number, start, start + len(passage))
    return None


def marked(blocks: Iterable[Block], places: Iterable[Place]) -> tuple[tuple[Block, ...], list[Place]]:
    """The blocks of a section with its passages marked, and the places without a word (of an image, say).

    Of a passage of several lines the first is marked; of two that cross, the second as far as the first reaches.
    """
    waiting = sorted(places, key=lambda place: (place.start, -place.end))

    def mark(line: Line) -> Line:
        here = [place for place in waiting if _has_words(line, place)]
        waiting[:] = [place for place in waiting if place not in here]
        return _wrapped(line, here)

    return tuple(_each_line(block, mark) for block in blocks), waiting


def _each_line(block: Block, change: Callable[[Line], Line]) -> Block:
    match block:
        case Paragraph(runs):
            return Paragraph(change(runs))
        case BulletList(items):
            return BulletList(tuple(map(change, items)))
        case Table(head, rows):
            return Table(tuple(map(change, head)), tuple(tuple(map(change, row)) for row in rows))
        case Image():
            return block


def _has_words(line: Line, place: Place) -> bool:
    inside = (one.text[max(0, place.start - one.at) : max(0, place.end - one.at)] for one in _words(line))
    return any(words.strip() for words in inside)


def _words(line: Line) -> Iterator[Text | Link]:
    for run in line:
        if isinstance(run, Strong | Passage):
            yield from _words(run.runs)
        else:
            yield run


def _wrapped(line: Line, places: Sequence[Place]) -> Line:
    if not places:
        return line
    first, others = places[0], places[1:]
    before, rest = _cut(line, first.start)
    inside, after = _cut(rest, first.end)
    within = [place for place in others if place.start < first.end]
    return (*before, Passage(first.name, _wrapped(inside, within)), *_wrapped(after, others[len(within) :]))


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    """The line before and after a place in the body text; strong words and links may become two."""
    halves = [_halves(run, at) for run in line]
    return tuple(run for before, _ in halves for run in before), tuple(run for _, after in halves for run in after)


def _halves(run: Run, at: int) -> tuple[Line, Line]:
    if isinstance(run, Strong | Passage):
        before, after = _cut(run.runs, at)
        return _whole(replace(run, runs=before)), _whole(replace(run, runs=after))
    length = min(max(0, at - run.at), len(run.text))
    rest = replace(run, text=run.text[length:], at=run.at + length)
    return _whole(replace(run, text=run.text[:length])), _whole(rest)


def _whole(run: Run) -> Line:
    """The run, unless there is nothing in it."""
    content = run.runs if isinstance(run, Strong | Passage) else run.text
    return (run,) if content else ()
