"""A corrected text beside the issue as it stands: what differs, piece by piece, and the two put together again."""

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from bulletin import differences
from bulletin.differences import Change, Row
from bulletin.matching_sections import pairs
from bulletin.printed_fields import FIELDS, words_of
from bulletin.rendering.masthead import heading_line
from bulletin.value import Annotations, Bulletin, Kind, Section

MASTHEAD = "刊头和刊尾"
ORDER = "各段的次序"
# What stands on the line of a heading.
HEADING = ("ordinal", "heading", "heading_end", "thesis", "run_in", "level")
OF_ARTICLE = ("subtitle", "byline")


@dataclass(frozen=True)
class Difference:
    """One thing that can be taken or left. `is_proposed` says whether it is taken unless somebody says no.

    `key` depends on the words alone: it names the same difference after others were taken.
    """

    key: str
    place: str
    label: str
    row: Row
    is_proposed: bool = True


@dataclass(frozen=True)
class Part:
    """A section of the issue beside its correction; one of the two is None where there is no such section."""

    old: int | None
    new: int | None
    whole: Difference | None = None
    heading: Difference | None = None
    paragraphs: tuple[tuple[Row, Difference | None], ...] = ()


class Comparison:
    """Where an issue and the corrected text of it differ, and the two put together."""

    def __init__(self, current: Bulletin, incoming: Bulletin) -> None:
        # A date alone does not say of which year the number is.
        incoming = incoming if incoming.year else replace(incoming, year=current.year)
        self.current, self.incoming = current, incoming
        self.pairs = pairs(current.sections, incoming.sections)
        self._keys: Counter[str] = Counter()
        self.fields = {names: found for label, names in FIELDS if (found := self._field(label, names))}
        self.order = self._order()
        self.parts = [self._part(old, new) for old, new in self._in_order(is_new=True)]

    @cached_property
    def differences(self) -> list[Difference]:
        """All of them, masthead first, then section by section."""
        return [*self.fields.values(), *filter(None, [self.order]), *(one for part in self.parts for one in _of(part))]

    def merged(self, taken: Collection[str]) -> Bulletin:
        """`current` with those differences whose keys are `taken`; what is known of cases and lessons stays.

        The notes follow their sections; of a section that goes, the note goes too.
        """
        changes = {
            name: getattr(self.incoming, name)
            for names, difference in self.fields.items()
            if difference.key in taken
            for name in names
        }
        is_new = self.order is None or self.order.key in taken
        by_pair = {(part.old, part.new): part for part in self.parts}
        chosen = [by_pair[pair] for pair in self._in_order(is_new=is_new)]
        made = [(part.old, section) for part in chosen if (section := self._section(part, taken))]
        notes = _moved(self.current.annotations, {old: place for place, (old, _) in enumerate(made) if old is not None})
        return replace(self.current, sections=tuple(one for _, one in made), annotations=notes, **changes)

    def _field(self, label: str, names: tuple[str, ...]) -> Difference | None:
        before, after = (words_of(bulletin, names) for bulletin in (self.current, self.incoming))
        # What the file does not say is not meant to be struck out.
        return self._difference(MASTHEAD, label, before, after, is_proposed=bool(after)) if before != after else None

    def _order(self) -> Difference | None:
        moved = [old for old, new in sorted(self.pairs, key=lambda pair: pair[1])]
        if moved == sorted(moved):
            return None
        before, after = (
            "　→　".join(_named(self.current.sections[place]) for place in p) for p in (sorted(moved), moved)
        )
        return self._difference(ORDER, "次序", before, after)

    def _in_order(self, *, is_new: bool) -> list[tuple[int | None, int | None]]:
        """Every section once: in the order of the new text or of the old, what only the other has behind its fellow."""
        leading, other = (1, 0) if is_new else (0, 1)
        count = (len(self.current.sections), len(self.incoming.sections))
        partner = {pair[leading]: pair[other] for pair in self.pairs}
        order: list[tuple[int | None, int | None]] = []
        alone = _followers(set(range(count[other])) - set(partner.values()), set(partner.values()))
        for place in [None, *range(count[leading])]:
            beside = partner.get(place) if place is not None else None
            if place is not None:
                order.append(_pair(place, beside, is_new=is_new))
            if place is None or beside is not None:
                order += [_pair(None, one, is_new=is_new) for one in alone.get(beside, [])]
        return order

    def _part(self, old: int | None, new: int | None) -> Part:
        if old is None or new is None:
            return Part(old, new, whole=self._whole(old, new))
        before, after = self.current.sections[old], self.incoming.sections[new]
        place = _named(before)
        rows = differences.compare(_paragraphs(before), _paragraphs(after))
        paragraphs = tuple((row, self._paragraph(place, row)) for row in rows)
        return Part(old, new, heading=self._heading(place, before, after), paragraphs=paragraphs)

    def _whole(self, old: int | None, new: int | None) -> Difference:
        before = _whole_text(self.current.sections[old]) if old is not None else ""
        after = _whole_text(self.incoming.sections[new]) if new is not None else ""
        section = self.incoming.sections[new] if new is not None else self.current.sections[old or 0]
        return self._difference(_named(section), "整段新增" if new is not None else "整段删去", before, after)

    def _heading(self, place: str, before: Section, after: Section) -> Difference | None:
        old, new = _heading(before), _heading(after)
        return self._difference(place, "小标题", old, new) if old != new else None

    def _paragraph(self, place: str, row: Row) -> Difference | None:
        if row.change is Change.SAME:
            return None
        return self._named_by_words(place, _LABELS[row.change], row)

    def _difference(self, place: str, label: str, before: str, after: str, *, is_proposed: bool = True) -> Difference:
        return self._named_by_words(place, label, differences.row(before, after), is_proposed=is_proposed)

    def _named_by_words(self, place: str, label: str, row: Row, *, is_proposed: bool = True) -> Difference:
        words = "\0".join((label, _text(row.before), _text(row.after)))
        name = hashlib.sha256(words.encode()).hexdigest()[:16]
        self._keys[name] += 1
        return Difference(f"{name}-{self._keys[name]}", place, label, row, is_proposed)

    def _section(self, part: Part, taken: Collection[str]) -> Section | None:
        if part.whole:
            is_taken = part.whole.key in taken
            if part.new is not None:
                return self.incoming.sections[part.new] if is_taken else None
            return None if is_taken or part.old is None else self.current.sections[part.old]
        section, after = self.current.sections[part.old or 0], self.incoming.sections[part.new or 0]
        if part.heading and part.heading.key in taken:
            names = HEADING + (OF_ARTICLE if section.kind is Kind.ARTICLE else ())
            section = replace(section, **{name: getattr(after, name) for name in names})
        return replace(section, text="\n".join(_merged(part.paragraphs, taken)))


_LABELS = {Change.CHANGED: "改动", Change.ADDED: "新增", Change.REMOVED: "删去"}


def _of(part: Part) -> Iterator[Difference]:
    yield from filter(None, [part.whole, part.heading, *(difference for _, difference in part.paragraphs)])


def _pair(leading: int | None, other: int | None, *, is_new: bool) -> tuple[int | None, int | None]:
    return (other, leading) if is_new else (leading, other)


def _followers(alone: set[int], paired: set[int]) -> dict[int | None, list[int]]:
    """Those that stand alone, under the nearest paired one before them."""
    found: dict[int | None, list[int]] = {}
    for place in sorted(alone):
        before = max((one for one in paired if one < place), default=None)
        found.setdefault(before, []).append(place)
    return found


def _merged(paragraphs: tuple[tuple[Row, Difference | None], ...], taken: Collection[str]) -> Iterator[str]:
    for row, difference in paragraphs:
        is_taken = difference is not None and difference.key in taken
        side = row.after if is_taken else row.before
        if side:
            yield _text(side)


def _moved(notes: Annotations, places: dict[int, int]) -> Annotations:
    cases = tuple(replace(note, section=places[note.section]) for note in notes.cases if note.section in places)
    lessons = tuple(
        replace(note, rests_on=tuple(sorted(places[place] for place in note.rests_on if place in places)))
        for note in notes.lessons
    )
    return dataclasses.replace(notes, cases=tuple(sorted(cases, key=lambda note: note.section)), lessons=lessons)


def _paragraphs(section: Section) -> list[str]:
    return section.text.split("\n") if section.text else []


def _heading(section: Section) -> str:
    return "　".join(filter(None, [heading_line(section), section.subtitle, section.byline]))


def _whole_text(section: Section) -> str:
    return "\n".join(filter(None, [_heading(section), section.text]))


def _named(section: Section) -> str:
    return section.ordinal + section.heading or _KINDS[section.kind]


_KINDS = {
    Kind.LEAD: "导语",
    Kind.CASE: "案例",
    Kind.DISCUSSION: "综论",
    Kind.LESSONS: "启示",
    Kind.NOTE: "附注",
    Kind.ARTICLE: "另一篇文章",
}


def _text(pieces: tuple[differences.Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)
