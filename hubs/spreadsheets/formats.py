"""The kinds of file a spreadsheet comes in."""

import csv
import io
import json
import zipfile
from pathlib import PurePath
from xml.etree.ElementTree import ParseError

import tablib
from import_export.formats import base_formats
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

XLSX_CELL = 32_767
LARGEST_UNPACKED = 100 * 1024 * 1024
# A cell in the last corner of an otherwise empty sheet makes 17 billion.
MOST_ROWS, MOST_COLUMNS = 20_000, 100


class Unreadable(Exception):
    """The file cannot be read as a sheet; the message says why and what to do."""


class CSV(base_formats.CSV):
    def create_dataset(self, in_stream):
        rows = list(csv.reader(io.StringIO(_decoded(in_stream), newline=""), strict=True))
        return _dataset(rows)

    def export_data(self, dataset, **kwargs):
        # Excel and WPS take a file without this mark for GBK.
        return "\ufeff" + super().export_data(dataset, **kwargs)


class XLSX(base_formats.XLSX):
    def create_dataset(self, in_stream):
        with zipfile.ZipFile(io.BytesIO(in_stream)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("这个文件展开后太大，请只留下要导入的那张表，再另存一份。")
        sheet = load_workbook(io.BytesIO(in_stream), read_only=True, data_only=True).active
        return _dataset(sheet.iter_rows(values_only=True))

    def export_data(self, dataset, **kwargs):
        if any(len(cell) > XLSX_CELL for row in dataset for cell in row):
            raise ValueError("有的内容超过 Excel 单元格能放的 32767 个字，请改用 CSV 或 JSON 格式导出。")
        return super().export_data(dataset, **kwargs)


class JSON(base_formats.JSON):
    def create_dataset(self, in_stream):
        rows = json.loads(_decoded(in_stream))
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Unreadable("JSON 文件应是一个列表，每一项是一行。")
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        _refuse_too_wide(headings)
        return _dataset([headings, *([row.get(heading) for heading in headings] for row in rows)])


FORMATS = (XLSX, CSV, JSON)
_BY_ENDING = {".xlsx": XLSX, ".csv": CSV, ".json": JSON}
_BROKEN = (
    ValueError,
    KeyError,
    OSError,
    ParseError,
    csv.Error,
    zipfile.BadZipFile,
    InvalidFileException,
    RecursionError,
)


def read(name: str, source: bytes) -> tablib.Dataset:
    """The sheet in a file called `name`, every cell as text. Raises Unreadable for what is not a sheet."""
    ending = PurePath(name).suffix.lower()
    if ending not in _BY_ENDING:
        raise Unreadable("只能导入 .xlsx、.csv 或 .json 文件。旧的 .xls 请先在 Excel 或 WPS 里另存为 .xlsx。")
    try:
        return _BY_ENDING[ending]().create_dataset(source)
    except _BROKEN as error:
        raise Unreadable(f"这个文件读不出来，可能已损坏，或者内容不是{ending}格式。请另存一份再试。") from error


def _decoded(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("gb18030")


def _dataset(rows) -> tablib.Dataset:
    lines = []
    for row in rows:
        _refuse_too_wide(row)
        lines.append([_text(cell) for cell in row])
        if len(lines) > MOST_ROWS:
            raise Unreadable(f"表里超过{MOST_ROWS}行，请删去下面的空行，或者分成几个文件导入。")
    if not lines or not any(lines[0]):
        raise Unreadable("表里没有内容。第一行应是各列的名称。")
    width = max(len(line) for line in lines)
    headings, *lines = [line + [""] * (width - len(line)) for line in lines]
    while headings and not headings[-1] and not any(line[len(headings) - 1] for line in lines):
        headings.pop()
    return tablib.Dataset(*(line[: len(headings)] for line in lines), headers=[name.strip() for name in headings])


def _refuse_too_wide(row):
    if len(row) > MOST_COLUMNS:
        raise Unreadable(f"表里超过{MOST_COLUMNS}列，请删去右面的空列。")


def _text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, list):
        return "\n".join(map(str, cell))
    return str(cell)
