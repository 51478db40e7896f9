"""Sheets made to fill the memory, and sheets that are none."""

import io
import json
import zipfile

import openpyxl
import pytest

from hubs.spreadsheets import formats
from hubs.spreadsheets.sheets import Row, Unreadable
from tests.limits import NO_SQUARES

pytestmark = NO_SQUARES

HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'


def workbook(rows, *, prolog=""):
    """An .xlsx whose one sheet holds the XML `rows`."""
    plain, made = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet if name.endswith("sheet1.xml") else source.read(name))
    return made.getvalue()


def refusal(name, source):
    with pytest.raises(Unreadable) as refused:
        formats.read(name, source)
    return str(refused.value)


@pytest.mark.parametrize("corner", ["A1048576", "XFD1048576"])
def test_a_cell_in_the_last_corner_is_refused_at_once(corner):
    last = f'<row r="1048576"><c r="{corner}" t="inlineStr"><is><t>x</t></is></c></row>'
    assert "行" in refusal("a.xlsx", workbook(HEADING + last))


def test_a_row_as_wide_as_a_sheet_is_refused():
    assert "60列" in refusal("a.xlsx", workbook(HEADING + '<row r="2"><c r="XFD2"><v>1</v></c></row>'))


def test_a_wide_line_above_many_short_ones_is_refused():
    assert "60列" in refusal("a.csv", ("名称" + "," * 100_000 + "\n甲" * 100_000).encode())


def test_more_lines_than_a_sheet_of_ours_has_are_refused():
    assert "20000行" in refusal("a.csv", ("名称" + "\n甲" * 30_000).encode())


def test_records_that_have_no_heading_in_common_are_refused():
    assert "60种" in refusal("a.json", json.dumps([{f"列{number}": "甲"} for number in range(30_000)]).encode())


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY a "' + "很" * 10_000 + '">]>',
    ],
)
def test_entities_bring_in_neither_a_file_nor_an_error_page(prolog):
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"&a;" * 5_000}</t></is></c></row>'
    assert "读不出来" in refusal("a.xlsx", workbook(cell, prolog=prolog))


def test_an_ordinary_sheet_is_read():
    sheet = formats.read("a.xlsx", workbook(HEADING + '<row r="3"><c r="A3"><v>2</v></c></row>'))
    assert (sheet.headings, sheet.rows) == (("名称",), (Row(3, ("2",)),))
