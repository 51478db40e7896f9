"""A sheet as it was read: headings, rows under the numbers Excel shows, and the cells that cannot be taken."""

from dataclasses import dataclass, field, replace

MOST_ROWS, MOST_COLUMNS = 20_000, 60
# A row that begins so explains the columns in the template and is never imported.
EXAMPLE = "（例）"


class Unreadable(Exception):
    """The file cannot be read as a sheet; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """`faults` are sentences by the place of the cell they speak of."""

    number: int
    cells: tuple[str, ...]
    faults: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """`counted_in` is how a row is named: 第 3 行 of a table, 第 3 条 of JSON. `notes` are for whoever imports."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""
    counted_in: str = "行"
    notes: tuple[str, ...] = ()

    def only(self, numbers) -> "Sheet":
        wanted = set(numbers)
        return replace(self, rows=tuple(row for row in self.rows if row.number in wanted))

    def to_json(self) -> dict:
        rows = [[row.number, row.cells, row.faults] for row in self.rows]
        return {"headings": self.headings, "rows": rows, **{name: getattr(self, name) for name in _TOLD}}

    @classmethod
    def from_json(cls, told: dict) -> "Sheet":
        rows = [
            Row(number, tuple(cells), {int(place): text for place, text in faults.items()})
            for number, cells, faults in told["rows"]
        ]
        return cls(tuple(told["headings"]), tuple(rows), told["title"], told["counted_in"], tuple(told["notes"]))


_TOLD = ("title", "counted_in", "notes")


def sheet_of(lines, *, first=1, **told) -> Sheet:
    """A Sheet of `lines` (cells as text, and faults), the first of which holds the headings."""
    kept, seen = [], 0
    for number, (cells, faults) in enumerate(lines, first):
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(f"表里超过{MOST_COLUMNS}列，请删去右面的空列。")
        seen = number
        if number - first > MOST_ROWS:
            raise Unreadable(f"表里超过{MOST_ROWS}行，请删去下面的空行，或者分成几个文件导入。")
        if number == first or faults or any(cell and not cell.isspace() for cell in cells):
            kept.append(Row(number, tuple(cells), faults))
    if not seen or not kept[0].cells or not any(kept[0].cells):
        raise Unreadable("表里没有内容。第一行应是各列的名称。")
    heading, *rows = kept
    headings = tuple(" ".join(name.split()) for name in heading.cells)
    return Sheet(*_even(headings, rows), **told)


def _even(headings, rows):
    """As many cells in every row as there are headings, columns without a heading and content left out."""
    width = max(len(headings), *(len(row.cells) for row in rows)) if rows else len(headings)
    headings += ("",) * (width - len(headings))
    rows = [replace(row, cells=row.cells + ("",) * (width - len(row.cells))) for row in rows if not _is_example(row)]
    used = [
        place
        for place in range(width)
        if headings[place] or any(row.cells[place] or place in row.faults for row in rows)
    ]
    if len(used) == width:
        return headings, tuple(rows)
    return tuple(headings[place] for place in used), tuple(_with(row, used) for row in rows)


def _with(row, used):
    faults = {new: row.faults[old] for new, old in enumerate(used) if old in row.faults}
    return Row(row.number, tuple(row.cells[place] for place in used), faults)


def _is_example(row):
    return next((cell for cell in row.cells if cell), "").startswith(EXAMPLE)
