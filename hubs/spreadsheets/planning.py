"""What importing a sheet would do, row for row, found out without writing anything."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from bulletin.secrecy import refuse_marked


class Outcome(StrEnum):
    NEW = "新增"
    CHANGED = "修改"
    GONE = "删去"
    SAME = "不变"
    WRONG = "错误"


@dataclass(slots=True)
class Planned:
    """A row of the sheet: `told` is what the columns said before, `before` the state of those that change."""

    number: int
    values: dict[str, Any]
    errors: list[tuple[str, str]]
    instance: Any = None
    told: dict[str, str] | None = None
    before: dict[str, Any] = field(default_factory=dict)
    is_gone: bool = False

    @property
    def outcome(self) -> Outcome:
        if self.errors:
            return Outcome.WRONG
        if self.is_gone:
            return Outcome.GONE
        if self.told is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.before else Outcome.SAME

    def fail(self, heading: str, sentence: str) -> None:
        self.errors.append((heading, sentence))


@dataclass(frozen=True)
class Plan:
    rows: list[Planned]

    def counts(self) -> Counter:
        return Counter(row.outcome for row in self.rows)

    def having(self, outcome: Outcome) -> list[Planned]:
        return [row for row in self.rows if row.outcome == outcome]

    def digest(self) -> str:
        """Another digest means that rows the sheet speaks of have changed since."""
        found = [(row.outcome, row.instance and row.instance.pk, row.told) for row in self.rows]
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()


def refuse_marked_sheet(file_name, sheet):
    """Raise MarkedSecret when the file's name or any cell carries a mark, also together with its heading."""
    refuse_marked(file_name, sheet.title, *sheet.headings, *{cell for row in sheet.rows for cell in row.cells})


def plan(resource, sheet, *, lock=False) -> Plan:
    """Raises ValidationError for headings that are wrong; everything else is an error of its row."""
    rows = read_rows(resource, sheet)
    _find(resource, rows, lock)
    for row in rows:
        _compare(resource, row)
    _refuse_taken(resource, rows)
    return Plan(rows)


def read_rows(resource, sheet) -> list[Planned]:
    """The rows with the values of their cells. Raises ValidationError for headings that are wrong."""
    columns = _columns(resource, sheet)
    for place, column in enumerate(columns):
        column.prepare(row.cells[place] for row in sheet.rows if row.cells[place])
    # A country or a year stands in many rows.
    reads = [lru_cache(column.read) if column.is_plain else column.read for column in columns]
    return [_read(row, columns, reads) for row in sheet.rows]


def _columns(resource, sheet):
    known = resource.columns
    listed = f"可用的列：{'、'.join(known)}。"
    if "" in sheet.headings:
        raise ValidationError(f"有一列有内容，却没有列名。请在第一行写上列名。{listed}")
    if unknown := [heading for heading in sheet.headings if heading not in known]:
        raise ValidationError(f"不认识的列：“{'”“'.join(unknown)}”。{listed}")
    if twice := [heading for heading, count in Counter(sheet.headings).items() if count > 1]:
        raise ValidationError(f"有两列的名称相同：“{'”“'.join(twice)}”，请删去一列。")
    return [known[heading] for heading in sheet.headings]


def _read(row, columns, reads):
    planned = Planned(row.number, {}, [])
    for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        try:
            if place in row.faults:
                raise ValueError(row.faults[place])
            if cell and not cell.isspace():
                planned.values[column.attribute] = reads[place](cell)
        except ValueError as error:
            planned.fail(column.column_name, str(error))
    return planned


def _find(resource, rows, lock):
    """Give each row the stored instance it speaks of, or a new one."""
    key = resource.natural_key
    stored = resource.by_keys((row.values[key] for row in rows if row.values.get(key)), lock=lock)
    identities = {row.number: resource.identity_of(row) for row in rows if not row.values.get(key)}
    same = resource.by_identities([one for one in identities.values() if one], lock=lock)
    first = {}
    for row in rows:
        found = stored.get(str(row.values[key])) if row.values.get(key) else same.get(identities[row.number])
        row.instance = found or resource.new()
        said = found.pk if found else row.values.get(key) or identities[row.number]
        if said and first.setdefault(said, row.number) != row.number:
            row.fail("", f"与前面第 {first[said]} 行是同一项，请删去一行。")
            row.instance = resource.new() if found else row.instance
        elif found:
            row.told = {name: column.told(found) for name, column in resource.fields.items()}


def _compare(resource, row):
    instance = row.instance
    for name, value in row.values.items():
        column = resource.fields[name]
        if row.told is None or column.is_new(instance, value):
            if row.told is not None:
                row.before[name] = column.state(instance)
            column.put(instance, value)
    if row.errors or row.outcome == Outcome.SAME:
        return
    if row.told is not None and (refusal := resource.refusal(instance)):
        row.fail("", refusal)
        return
    try:
        resource.check(instance)
    except ValidationError as error:
        _fail(resource, row, error)


def _fail(resource, row, error):
    for name, sentences in error.update_error_dict({}).items():
        heading = resource.fields[name].column_name if name in resource.fields else ""
        for sentence in ValidationError(sentences).messages:
            row.fail(heading, sentence)


def _refuse_taken(resource, rows):
    """What only one kept row may say is said by no two: neither in the sheet nor with a row it leaves as it is."""
    for names, sentence in resource.unique_sets():
        touched = [row for row in rows if not row.errors and (row.told is None or set(names) & set(row.before))]
        said = [(row, resource.said(row.instance, names)) for row in touched]
        said = [(row, identity) for row, identity in said if None not in identity]
        others = resource.among(resource.model._base_manager.all(), names, [identity for _, identity in said])
        leaving = {row.instance.pk for row in touched if row.told is not None}
        first = {}
        for row, identity in said:
            heading, other = resource.fields[names[-1]].column_name, others.get(identity)
            if first.setdefault(identity, row.number) != row.number:
                row.fail(heading, f"与前面第 {first[identity]} 行相同，请改一处。")
            elif other and other.pk != row.instance.pk and other.pk not in leaving:
                row.fail(heading, sentence)
