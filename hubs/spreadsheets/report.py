"""What an import would do or did, in the office's words."""

import json
from dataclasses import dataclass

from django.core.paginator import Paginator

from hubs.spreadsheets.planning import Outcome
from hubs.spreadsheets.upload import sheet_in

A_PAGE = 50
EVERY = "全部"
_LONGEST, _LEAD = 60, 12


@dataclass(frozen=True)
class Cell:
    before: str
    after: str
    changed: bool

    @classmethod
    def of(cls, before: str, after: str) -> "Cell":
        return cls(*_around(before, after), before != after)


@dataclass(frozen=True)
class Line:
    place: str
    outcome: Outcome
    cells: tuple[Cell, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Tab:
    """One of 全部, 新增, 修改 … with the number of its rows."""

    label: str
    count: int
    chosen: bool


class Preview:
    """One page of what a kept upload would do: the counts of all rows, and some with each cell before and after."""

    def __init__(self, resource, upload, *, only="", page=1):
        self.resource, self.sheet = resource, sheet_in(upload)
        found = json.loads(upload.found)
        self.rows, self.errors = found["rows"], found["errors"]
        self.only = only or (Outcome.WRONG.value if self.wrong else EVERY)
        numbers = self.rows.get(self.only) or sorted(one for some in self.rows.values() for one in some)
        self.page = Paginator(numbers, A_PAGE).get_page(page)
        self.headings = [heading for heading in resource.columns if heading in self.sheet.headings]

    @property
    def tabs(self):
        counts = {one.value: len(self.rows.get(one, ())) for one in Outcome}
        told = [(EVERY, sum(counts.values())), *((label, count) for label, count in counts.items() if count)]
        return [Tab(label, count, label == self.only) for label, count in told]

    @property
    def summary(self):
        counts = {outcome: len(some) for outcome, some in self.rows.items()}
        changed = counts.get(Outcome.CHANGED, 0) + counts.get(Outcome.GONE, 0)
        return summary(self.resource, counts.get(Outcome.NEW, 0), changed)

    @property
    def wrong(self):
        return len(self.rows.get(Outcome.WRONG, ()))

    @property
    def changes_nothing(self):
        return not (set(self.rows) & {Outcome.NEW, Outcome.CHANGED, Outcome.GONE})

    def lines(self):
        rows = self.resource.planned(self.sheet, self.page.object_list)
        outcomes = {number: outcome for outcome, some in self.rows.items() for number in some}
        return [self._line(row, Outcome(outcomes.get(row.number, row.outcome))) for row in rows]

    def _line(self, row, outcome):
        errors = tuple(
            f"{f'“{heading}”：' if heading else ''}{text}" for heading, text in self.errors.get(str(row.number), ())
        )
        cells = self._typed(row) if errors else self._cells(row)
        return Line(self.resource.place_of(row, self.sheet), outcome, cells, errors)

    def _cells(self, row):
        told = row.told or {}
        columns = [self.resource.columns[heading] for heading in self.headings]
        return tuple(Cell.of(told.get(one.attribute, ""), one.told(row.instance)) for one in columns)

    def _typed(self, row):
        """A row that cannot be imported, as it stands in the sheet."""
        (typed,) = self.sheet.only([row.number]).rows
        cells = dict(zip(self.sheet.headings, typed.cells, strict=True))
        return tuple(Cell.of(cells[heading], cells[heading]) for heading in self.headings)


def summary(resource, new, changed):
    """新增 3 行，修改 1 行."""
    return f"新增 {new} 行，{resource.changed_word} {changed} 行"


@dataclass(frozen=True)
class Written:
    """A row a batch made or changed; `instance` None when it is no longer there."""

    instance: object
    is_new: bool
    changes: tuple[tuple[str, str], ...]


def rows_of(resource, imported):
    """Imported rows with the rows they speak of and the headings of what changed."""
    instances = resource.stored().in_bulk([row.subject_id for row in imported])
    for row in imported:
        headings = tuple(resource.heading_of(name) for name in row.values_before)
        yield Written(instances.get(row.subject_id), row.is_new, headings)


def _around(before, after):
    """Both texts from a little before the place where they differ, cut to what a cell of the preview holds."""
    same = next(
        (place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        min(len(before), len(after)),
    )
    start = max(0, same - _LEAD) if before != after and max(len(before), len(after)) > _LONGEST else 0
    return tuple(_cut(f"…{text[start:]}" if start and text else text) for text in (before, after))


def _cut(text):
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
