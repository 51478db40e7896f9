"""下载模板: a sheet with the headings and a row that shows how they are filled, and one that explains them."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from hubs.spreadsheets.sheets import EXAMPLE, MOST_ROWS
from hubs.spreadsheets.workbook import CHOICES, EXPLANATION
from hubs.spreadsheets.writing import saved, with_sheet

RULES = (
    f"1. 在第一张表里从第 3 行起填写，一行一项。灰色的第 2 行以“{EXAMPLE}”开头，只是示范，不会导入，可以删去。",
    "2. 有“编号”一列的，编号由系统给出：修改已有的一行时不要改动它，新增的一行让它空着。",
    "3. {left_out}",
    "4. 不用的列可以整列删去，列的先后不限，列名不要改。",
    "5. 不要合并单元格，不要用公式；一格里要写几行的，用 Alt+Enter 换行。",
    "6. 上传以后先看预览，确认以后才写入；有一行不对，就一行也不写。",
)


def template_of(resource) -> bytes:
    """An .xlsx to be filled in; what may be chosen from is offered in the cells."""
    book = Workbook()
    book.remove(book.active)
    columns = list(resource.columns.values())
    examples = [column.example for column in columns]
    examples[0] = f"{EXAMPLE}{examples[0]}"
    with_sheet(book, [column.column_name for column in columns], (), title=resource.sheet_title, example=examples)
    rules = [(rule.format(left_out=resource.left_out), "", "") for rule in RULES]
    explained = [*map(_explained, columns), ("", "", ""), *rules]
    with_sheet(book, ("列", "怎样填写", "例子"), explained, title=EXPLANATION)
    _offer(book, columns)
    return saved(book)


def _explained(column):
    must = "新增时必填。" if column.is_required else ""
    return column.column_name, f"{must}{column.note}", column.example


def _offer(book, columns):
    """Lists in the cells; Excel takes long ones only from other cells, so they stand in a hidden sheet."""
    offered = [(place, column.offered()) for place, column in enumerate(columns, 1)]
    offered = [one for one in offered if one[1]]
    if not offered:
        return
    sheet = book.create_sheet(CHOICES)
    sheet.sheet_state = "hidden"
    for at, (place, choices) in enumerate(offered, 1):
        for number, choice in enumerate(choices, 1):
            sheet.cell(number, at, choice).data_type = "s"
        letter = get_column_letter(at)
        rule = DataValidation(
            type="list", formula1=f"'{CHOICES}'!${letter}$1:${letter}${len(choices)}", allow_blank=True
        )
        rule.showErrorMessage = False  # it offers; what is wrong, the preview says
        rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{MOST_ROWS}")
        book.worksheets[0].add_data_validation(rule)
