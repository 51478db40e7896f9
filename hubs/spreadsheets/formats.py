"""The kinds of file a spreadsheet comes in and goes out as."""

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import PurePath
from xml.etree.ElementTree import ParseError

from import_export.formats import base_formats
from lxml.etree import LxmlError
from openpyxl.utils.exceptions import InvalidFileException

from hubs.spreadsheets import cells, workbook
from hubs.spreadsheets.sheets import MOST_COLUMNS, Sheet, Unreadable, sheet_of
from hubs.spreadsheets.writing import book_of

_SEPARATORS = ",\t;，"
_BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OSError,
    EOFError,
    NotImplementedError,
    ParseError,
    LxmlError,
    csv.Error,
    zipfile.BadZipFile,
    InvalidFileException,
    RecursionError,
)


class CSV(base_formats.CSV):
    def export_data(self, dataset, **kwargs):
        # Excel and WPS take a file without this mark for GBK.
        return "\ufeff" + super().export_data(dataset, **kwargs)


class XLSX(base_formats.XLSX):
    def export_data(self, dataset, **kwargs):
        return book_of(dataset.headers, dataset, title=dataset.title, numbers=getattr(dataset, "numbers", ()))


class JSON(base_formats.JSON):
    pass


FORMATS = (XLSX, CSV, JSON)


def read(file_name: str, source: bytes, *, name: str = "", headings=()) -> Sheet:
    """The sheet in a file; of several in a workbook the one called `name` or with some of `headings`.

    Raises Unreadable for what is not a sheet and MarkedSecret for a workbook with a mark anywhere in it.
    """
    ending = PurePath(file_name).suffix.lower()
    if ending not in _REFUSED and ending not in _READERS:
        raise Unreadable("只能导入 .xlsx、.csv 或 .json 文件。请在 Excel 或 WPS 里另存为 .xlsx，再上传。")
    if ending in _REFUSED:
        raise Unreadable(_REFUSED[ending])
    try:
        return _READERS[ending](source, name, headings)
    except _BROKEN as error:
        raise Unreadable(f"这个文件读不出来，可能已损坏，或者内容不是{ending}格式。请另存一份再试。") from error


def _read_workbook(source, name, headings):
    return workbook.read(source, name=name, headings=headings)


def _read_csv(source, name, headings):
    text = cells.plain(_decoded(source))
    lines = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_separator(text))
    return sheet_of((line, _faults(line)) for line in lines)


def _read_json(source, name, headings):
    rows = json.loads(_decoded(source))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("JSON 文件应是一个列表，每一项是一行。")
    found = list(dict.fromkeys(heading for row in rows for heading in row))
    if len(found) > MOST_COLUMNS:
        raise Unreadable(f"JSON 文件里超过{MOST_COLUMNS}种名称，请检查各项是否用了同样的列名。")
    lines = ([_text(row.get(heading)) for heading in found] for row in rows)
    return sheet_of(
        [(list(map(cells.plain, found)), {}), *((line, _faults(line)) for line in lines)], first=0, counted_in="条"
    )


_READERS = {".xlsx": _read_workbook, ".csv": _read_csv, ".json": _read_json}
_REFUSED = {
    ".xls": "这是旧的 .xls 文件。请在 Excel 或 WPS 里另存为 .xlsx，再上传。",
    ".et": "这是 WPS 自己的 .et 文件。请在 WPS 里另存为 .xlsx，再上传。",
    ".xlsm": "这个文件带有宏，不能导入。请另存为不带宏的“Excel 工作簿（.xlsx）”，再上传。",
    ".xlsb": "这是二进制的 .xlsb 文件。请在 Excel 里另存为 .xlsx，再上传。",
}


def _faults(line):
    return {place: fault for place, text in enumerate(line) if (fault := cells.fault_in(text))}


def _decoded(source: bytes) -> str:
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return source.decode("utf-16")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("gb18030")


def _separator(text):
    """What stands between the headings most often: a comma, and where the machine is set so a tab or semicolon."""
    found = Counter(mark for mark in text.split("\n", 1)[0] if mark in _SEPARATORS)
    return found.most_common(1)[0][0] if found else ","


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return cells.in_digits(value)
    if isinstance(value, list):
        return "\n".join(_text(one) for one in value)
    if isinstance(value, dict):
        raise Unreadable("JSON 文件里有的单元格是一组名称和值。每一格只能是文字、数字或文字的列表。")
    return cells.plain(value)
