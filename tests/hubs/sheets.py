"""Sheets made, planned and imported by the tests."""

import hashlib
import io

import openpyxl

from accounts.access import Role
from hubs.spreadsheets import batches, planning
from hubs.spreadsheets.formats import read
from hubs.spreadsheets.planning import Outcome
from tests.people import person


def sheet(*lines):
    """A CSV of `lines`."""
    return "\r\n".join(lines).encode()


def workbook(*rows, title="表", change=lambda book: None):
    """An .xlsx with `rows` in one sheet, after `change` had its way with it."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def file_of(resource, kind):
    """What an export in a format gives, as bytes."""
    told = kind().export_data(resource().export())
    return told.encode() if isinstance(told, str) else told


def read_for(resource, source, name="表.csv"):
    used = resource()
    sheet = read(name, source, name=used.sheet_title, headings=used.columns)
    planning.refuse_marked_sheet(name, sheet)
    return used, sheet


def planned(resource, source, name="表.csv"):
    used, sheet = read_for(resource, source, name)
    return used.plan(sheet)


def counts(resource, source, name="表.csv"):
    """How many rows would be new, changed and the same."""
    found = planned(resource, source, name).counts()
    assert not found[Outcome.WRONG], problems(resource, source, name)
    return found[Outcome.NEW], found[Outcome.CHANGED], found[Outcome.SAME]


def problems(resource, source, name="表.csv"):
    """第 3 行“纬度”：…"""
    rows = planned(resource, source, name).rows
    return [
        f"第 {row.number} 行{f'“{heading}”' if heading else ''}：{text}" for row in rows for heading, text in row.errors
    ]


def import_file(resource, source, *, name="表.csv", by=None):
    """The batch of a file that was previewed and confirmed."""
    used, sheet = read_for(resource, source, name)
    told = {"file_name": name, "sha256": hashlib.sha256(source).hexdigest()}
    by = by or person("", Role.EDITOR)
    return batches.import_sheet(resource(), sheet, by=by, seen=used.plan(sheet).digest(), **told)
