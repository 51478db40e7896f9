"""Reading an .xlsx: the one sheet that is meant, every other looked at by the gate all the same."""

import io

from openpyxl import load_workbook

from bulletin.secrecy import refuse_marked
from hubs.spreadsheets import cells, packages
from hubs.spreadsheets.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, Unreadable, sheet_of

# Sheets of the template beside the one to fill in.
EXPLANATION, CHOICES = "填写说明", "可选内容"
MERGED = "“{}”表里有合并的单元格（{}）。请选中它们，取消“合并后居中”，每一行都填上内容，再上传。"


def read(source: bytes, *, name: str, headings) -> Sheet:
    """The sheet called `name`, or the first in sight with one of `headings`. Raises Unreadable and MarkedSecret."""
    package = packages.opened(source)
    for text in packages.texts(package):
        refuse_marked(text)
    book = load_workbook(io.BytesIO(source), read_only=True, keep_links=False)
    try:
        return _sheet(book, package, name, headings)
    finally:
        book.close()


def _sheet(book, package, name, headings):
    for table in book.worksheets:
        table.reset_dimensions()  # they are what the file says, not what is in it
    meant = _meant([one for one in book.worksheets if one.sheet_state == "visible"], name, headings)
    others = [one for one in book.worksheets if one is not meant]
    for one in others:
        _gate(one)
    path = meant._worksheet_path.lstrip("/")
    if ranges := packages.merged(package, path):
        raise Unreadable(MERGED.format(meant.title, "、".join(ranges[:5])))
    notes = (*_left_out(others), *_hidden(packages.hidden(package, path)))
    return sheet_of(_lines(meant), title=meant.title if len(book.worksheets) > 1 else "", notes=notes)


def _meant(tables, name, headings):
    if not tables:
        raise Unreadable("这个文件里没有看得见的表。请取消隐藏，再上传。")
    called = [one for one in tables if one.title.strip() == name]
    return next(iter(called or (one for one in tables if _first_row(one) & set(headings))), tables[0])


def _first_row(table):
    first = next(table.iter_rows(max_row=1, values_only=True), ())
    return {" ".join(str(cell).split()) for cell in first[: MOST_COLUMNS + 1] if cell is not None}


def _gate(table):
    for number, row in enumerate(table.iter_rows(values_only=True)):
        if number > MOST_ROWS:
            raise Unreadable(f"“{table.title}”表超过{MOST_ROWS}行。请删去不导入的表，再上传。")
        refuse_marked(*{cell for cell in row if isinstance(cell, str)})


def _lines(table):
    for row in table.iter_rows():
        read = [cells.told(cell) for cell in row[: MOST_COLUMNS + 1]]
        yield [text for text, _ in read], {place: fault for place, (_, fault) in enumerate(read) if fault}


def _left_out(others):
    shown = [one.title for one in others if one.sheet_state == "visible" and one.title != EXPLANATION]
    hidden = [one.title for one in others if one.sheet_state != "visible" and one.title != CHOICES]
    if shown:
        yield f"只读这一张表，没有读：{'、'.join(shown)}。"
    if hidden:
        yield f"隐藏的表没有读：{'、'.join(hidden)}。"


def _hidden(what):
    if what:
        yield f"表里有隐藏的{what}，也一起读了。"
