"""Writing an .xlsx that is pleasant to fill in: headings that stay, columns wide enough, cells that wrap."""

import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

XLSX_CELL = 32_767
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_NO_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONG = {"alignment": Alignment(vertical="top", wrap_text=True)}
_HEADING = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="F2E3E1")}
_EXAMPLE = {"font": Font(italic=True, color="767676"), **_LONG}
_NARROWEST, _WIDEST = 10, 46


def book_of(headings, rows, *, title, numbers=()) -> bytes:
    """A workbook of one sheet. Raises ValueError for a text that no cell holds."""
    return saved(with_sheet(Workbook(write_only=True), headings, rows, title=title, numbers=numbers))


def with_sheet(book, headings, rows, *, title, numbers=(), example=()):
    """`book` with one more sheet; the columns whose place is in `numbers` are numbers where they can be."""
    rows = [list(row) for row in rows]
    if any(len(text) > XLSX_CELL for row in rows for text in row):
        raise ValueError("有的内容超过 Excel 单元格能放的 32767 个字，请改用 CSV 或 JSON 格式导出。")
    sheet = book.create_sheet(title or None)
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, 1):
        texts = [heading, *example[place - 1 : place], *(row[place - 1] for row in rows[:200])]
        sheet.column_dimensions[get_column_letter(place)].width = _width(texts)
    sheet.append([_cell(sheet, heading, _HEADING) for heading in headings])
    if example:
        sheet.append([_cell(sheet, text, _EXAMPLE) for text in example])
    for row in rows:
        sheet.append([_value(sheet, text, place in numbers) for place, text in enumerate(row)])
    return book


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _value(sheet, text, as_number):
    if as_number and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return _cell(sheet, text, _LONG if len(text) > _WIDEST // 2 or "\n" in text else {}) if text else None


def _cell(sheet, text, look):
    cell = WriteOnlyCell(sheet, _NO_CELL.sub("", text))
    cell.data_type = "s"  # never a formula
    for name, value in look.items():
        setattr(cell, name, value)
    return cell


def _width(texts):
    longest = max(
        sum(2 if ord(one) > 255 else 1 for one in line) for text in texts for line in (text.splitlines() or [""])
    )
    return min(max(longest + 2, _NARROWEST), _WIDEST)
