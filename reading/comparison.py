"""Hubs side by side: their formulas part for part, points, figures and lessons, each row a cell for every hub."""

import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

from bulletin.numerals import to_chinese
from bulletin.points import points


@dataclass(frozen=True)
class Row:
    """`cells` pairs each hub's newest case with what it has of this; None where there is nothing."""

    head: str
    cells: list
    lesson: object = None

    @property
    def is_shared(self):
        return sum(cell is not None for _, cell in self.cells) > 1


def formula(cases):
    """Parts of the same role in one row, the others by their place; no rows when no hub has a formula."""
    columns = [case.formula_pairs or (((case.formula, ""),) if case.formula else ()) for case in cases]
    rows = []
    for column, parts in enumerate(columns):
        for place, part in sorted(enumerate(parts), key=lambda one: _row_of_role(rows, column, one[1]) is None):
            row = _row_of_role(rows, column, part) or _free_row(rows, column, place, len(columns))
            row[column] = part
    return [Row(_head(place, row), _paired(cases, row)) for place, row in enumerate(rows, start=1)]


def _row_of_role(rows, column, part):
    """The row in which another hub has the same role and this one nothing yet."""
    return next((row for row in rows if row[column] is None and part[1] and part[1] in _roles(row)), None)


def _free_row(rows, column, place, width):
    free = [row for row in rows[place:] + rows[:place] if row[column] is None]
    if not free:
        rows.append([None] * width)
    return free[0] if free else rows[-1]


def _roles(row):
    return [part[1] for part in row if part]


def _head(place, row):
    roles = _roles(row)
    return f"同为“{roles[0]}”" if len(roles) > 1 and roles[0] and len(set(roles)) == 1 else f"第{to_chinese(place)}部分"


def said_points(case):
    """The points its text counts."""
    return points(words(case.body_html))


def figures(cases, rows):
    """A row for each label, what several hubs give first; in a cell each value once, newest issue first."""
    found = {}
    for figure in rows:
        cells = found.setdefault(_folded(figure.label), (figure.label, {}))[1]
        values = cells.setdefault(figure.case.hub_slug, {})
        values.setdefault((figure.value, figure.year, figure.source), figure)
    return _shared_first(Row(label, _by_hub(cases, cells)) for label, cells in found.values())


def lessons(cases, rows):
    """A row for each lesson as its newest issue draws it, those resting on several hubs first."""
    found = {}
    for lesson in rows:
        cells = found.setdefault((lesson.theme_slug, lesson.lesson_key), (lesson, {}))[1]
        cells.setdefault(lesson.hub_slug, lesson)
    return _shared_first(Row(newest.statement, _by_hub(cases, cells), newest) for newest, cells in found.values())


def in_time(rows):
    """Milestones in time, each once, as the newest issue gives it."""
    found = {}
    for milestone in rows:
        found.setdefault((milestone.year, milestone.month or 0, milestone.what), milestone)
    return [found[key] for key in sorted(found)]


def _paired(cases, cells):
    return list(zip(cases, cells, strict=True))


def _by_hub(cases, cells):
    return _paired(cases, [cells.get(case.hub_slug) for case in cases])


def _shared_first(rows):
    return sorted(rows, key=lambda row: not row.is_shared)


def _folded(label):
    return unicodedata.normalize("NFKC", label).replace(" ", "").lower()


def words(html):
    """The words of a rendered text, a line for each paragraph, item and cell."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_data(self, data):
        self.found.append(data)

    def handle_endtag(self, tag):
        if tag in ("p", "li", "td", "th", "caption"):
            self.found.append("\n")
