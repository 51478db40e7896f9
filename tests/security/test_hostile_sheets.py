"""Sheets that hide something, mean something else than they show, or are none: each ends in a sentence."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from accounts.access import Role
from bulletin.secrecy import MarkedSecret
from hubs.models import Hub, SheetUpload
from hubs.resources import HubResource
from hubs.spreadsheets.formats import read
from hubs.spreadsheets.sheets import MOST_ROWS, Unreadable
from tests.hubs.office import at_desk, told, upload
from tests.hubs.sheets import counts, problems, read_for, sheet, workbook

pytestmark = pytest.mark.django_db

ROWS = (["名称", "城市"], ["伦敦", "伦敦"])
MARK = "秘密★1年"


def changed(source, **parts):
    """`source`, an .xlsx, with parts added or replaced; `old` and `new` replace text in its one sheet."""
    old, new = parts.pop("old", ""), parts.pop("new", "")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name).decode()
            after.writestr(name, content.replace(old, new) if name.endswith("sheet1.xml") else content)
        for name, content in parts.items():
            after.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def refusal(source, name="表.xlsx"):
    with pytest.raises(Unreadable) as refused:
        read(name, source, name="科创中心", headings=HubResource().columns)
    return str(refused.value)


def of_properties(book):
    book.properties.title = MARK


def of_a_comment(book):
    book.active["A1"].comment = Comment(MARK, "某人")


def of_a_header(book):
    book.active.oddHeader.center.text = MARK


def of_a_prompt(book):
    rule = DataValidation(type="list", formula1='"甲"', prompt=MARK, showInputMessage=True)
    rule.add("A1")
    book.active.add_data_validation(rule)


def of_a_hidden_sheet(book):
    book.create_sheet("藏").append([MARK])
    book["藏"].sheet_state = "hidden"


def of_another_sheet(book):
    book.create_sheet("另").append(["x", MARK])


def of_the_name_of_a_sheet(book):
    book.create_sheet("绝密★长期")


def of_a_hidden_row(book):
    book.active.append([MARK])
    book.active.row_dimensions[3].hidden = True


def of_a_formula(book):
    book.active.append([f'="{MARK}"'])


@pytest.mark.parametrize(
    "hide",
    [
        of_properties,
        of_a_comment,
        of_a_header,
        of_a_prompt,
        of_a_hidden_sheet,
        of_another_sheet,
        of_the_name_of_a_sheet,
        of_a_hidden_row,
        of_a_formula,
    ],
)
def test_a_mark_anywhere_in_a_workbook_is_found(hide):
    with pytest.raises(MarkedSecret):
        read_for(HubResource, workbook(*ROWS, change=hide), "表.xlsx")


def test_a_mark_in_two_runs_of_a_text_box_is_found():
    runs = "<r><t>秘密</t></r><r><rPr><b/></rPr><t>★1年</t></r>"
    drawing = f'<xdr:wsDr xmlns:xdr="x"><a:p xmlns:a="y">{runs}</a:p></xdr:wsDr>'
    with pytest.raises(MarkedSecret):
        read_for(HubResource, changed(workbook(*ROWS), **{"xl__drawings__drawing1.xml": drawing}), "表.xlsx")


def test_a_refused_workbook_leaves_nothing():
    editor = at_desk(Role.EDITOR)
    page = upload(editor, "/admin/hubs/hub/import/", workbook(*ROWS, change=of_a_comment), "表.xlsx")
    assert "不得接收" in told(page)
    assert (Hub.objects.count(), SheetUpload.objects.count()) == (0, 0)


def test_macros_links_embedded_files_and_passwords_are_refused():
    plain = workbook(*ROWS)
    assert "带有宏" in refusal(changed(plain, **{"xl__vbaProject.bin": "x"}))
    assert "带有宏" in refusal(plain, "表.xlsm")
    assert "连着别的工作簿" in refusal(changed(plain, **{"xl__externalLinks__externalLink1.xml": "<x/>"}))
    assert "嵌着别的文件" in refusal(changed(plain, **{"xl__embeddings__a.docx": "x"}))
    assert "打开密码" in refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 2000)


@pytest.mark.parametrize("ending", [".xls", ".et", ".xlsb", ".ods", ".txt", ".exe", ""])
def test_other_files_are_told_what_to_save_them_as(ending):
    assert ".xlsx" in refusal(b"x", f"表{ending}")


@pytest.mark.parametrize("cut", [0, 10, 500, -30])
def test_a_truncated_workbook_is_refused(cut):
    assert "读不出来" in refusal(workbook(*ROWS)[:cut])


def test_a_program_called_xlsx_and_a_word_file_called_xlsx_are_refused():
    assert "读不出来" in refusal(b"MZ" + b"\x90" * 5000)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert "读不出来" in refusal(made.getvalue())


def test_a_bomb_of_entities_in_any_part_is_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert "读不出来" in refusal(changed(workbook(*ROWS), **{"docProps__custom.xml": bomb}))
    wide = changed(workbook(*ROWS), **{"docProps__custom.xml": bomb.encode("utf-16")})
    assert "读不出来" in refusal(wide)


def test_a_formula_is_refused_by_row_and_column_and_its_value_not_taken():
    source = workbook(["名称", "城市"], ["伦敦", "=A2&1"])
    (said,) = problems(HubResource, source, "表.xlsx")
    assert said.startswith("第 2 行“城市”：这一格是公式。请复制这一列，用“选择性粘贴—数值”贴回原处")


def test_a_text_that_begins_like_a_formula_is_a_text():
    def as_text(book):
        book.active["B2"].data_type = "s"

    assert counts(HubResource, workbook(["名称", "城市"], ["伦敦", "=1+1"], change=as_text), "表.xlsx") == (1, 0, 0)


def test_an_error_of_excel_and_a_number_that_lost_its_end_are_told():
    def broken(book):
        book.active["B2"].value, book.active["B2"].data_type = "#REF!", "e"

    source = workbook(["名称", "城市"], ["伦敦", ""], ["柏林", 12345678901234567890], change=broken)
    first, second = problems(HubResource, source, "表.xlsx")
    assert "第 2 行“城市”：这一格显示为“#REF!”" in first
    assert "第 3 行“城市”：这个数字超过15位" in second
    assert "是科学记数法" in problems(HubResource, sheet("名称,城市", "伦敦,4.11E+17"))[0]


def test_dates_percentages_numbers_and_ticks_are_read_as_they_are_shown():
    def formatted(book):
        book.active["A2"].number_format = "yyyy/m/d"
        book.active["B2"].number_format = "0.0%"

    row = ["2022-01-25", 0.125, 0.1 + 0.2, 2.0, True, 1e-7]
    source = workbook(["a", "b", "c", "d", "e", "f"], row, change=formatted)
    cells = read("表.xlsx", source).rows[0].cells
    assert cells == ("2022-01-25", "12.5%", "0.3", "2", "是", "0.0000001")


def test_merged_cells_are_refused_with_their_place():
    source = workbook(*ROWS, ["柏林", ""], change=lambda book: book.active.merge_cells("B2:B3"))
    assert "合并的单元格（B2:B3）" in refusal(source)


def test_hidden_rows_and_sheets_are_reported():
    def hidden(book):
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("藏").sheet_state = "hidden"
        book.create_sheet("另一张")

    notes = read("表.xlsx", workbook(*ROWS, change=hidden), headings=HubResource().columns).notes
    assert notes == ("只读这一张表，没有读：另一张。", "隐藏的表没有读：藏。", "表里有隐藏的行，也一起读了。")


def test_the_sheet_that_is_meant_is_found_wherever_it_stands():
    def before(book):
        book.create_sheet("说明", 0).append(["随便写的"])

    assert read("表.xlsx", workbook(*ROWS, change=before), headings=["名称"]).title == "表"
    assert read("表.xlsx", workbook(*ROWS, title="科创中心", change=before), name="科创中心").title == "科创中心"


def test_empty_rows_are_left_out_and_rows_keep_their_numbers():
    source = workbook(["名称"], [None], ["  "], ["香港"], [None])
    (row,) = read("表.xlsx", source).rows
    assert row.number == 4


def test_what_a_sheet_says_of_its_size_is_not_believed():
    source = changed(workbook(*ROWS, ["柏林", "柏林"]), old='ref="A1:B3"', new='ref="A1:A1"')
    assert [row.cells for row in read("表.xlsx", source).rows] == [("伦敦", "伦敦"), ("柏林", "柏林")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_is_read_as_excel_and_wps_write_it(encoding, separator):
    source = f'名称{separator}城市\r\n伦敦{separator}"伦\n敦"\r\n'.encode(encoding)
    assert read("表.csv", source).rows[0].cells == ("伦敦", "伦\n敦")


def test_characters_no_database_takes_are_left_out():
    source = r'[{"名称": "伦\ud800敦\u0000", "城市": "\udfff"}]'.encode()
    assert counts(HubResource, source, "表.json") == (1, 0, 0)


def test_json_that_is_nested_or_not_a_list_is_refused():
    assert "只能是文字" in refusal('[{"名称": {"a": 1}}]'.encode(), "表.json")
    assert "应是一个列表" in refusal(b'{"a": 1}', "表.json")
    assert "读不出来" in refusal(b"[" * 100_000, "表.json")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl__worksheets__sheet9.xml", f"<x><row>{'<c/>' * 70_000}</row></x>"),
        ("xl__worksheets__sheet9.xml", "<x>" + "<row><c/></row>" * 550_000),
        ("xl__sharedStrings9__sharedStrings.xml", "<si/>" * 1_700_000),
        ("xl__styles9.xml", "<xf/>" * 70_000),
        ("docProps__custom.xml", " " * (41 * 1024 * 1024)),
    ],
)
def test_a_part_that_would_fill_the_memory_is_refused_before_it_is_read(part, content):
    assert "展开后太大" in refusal(changed(workbook(*ROWS), **{part: content}))


@pytest.mark.parametrize("tag", ["<sheetData ", "<f ", "<", "<row ", "<mergeCell "])
def test_a_tag_that_begins_again_and_again_and_never_ends_is_looked_at_once(tag):
    """Looked at from every beginning it would take minutes, and the test with it."""
    part = f"<x>{tag * 55_000}"
    assert "读不出来" in refusal(changed(workbook(*ROWS), old="<sheetData>", new=part))


def test_fifty_thousand_rows_are_refused_with_a_sentence():
    book = openpyxl.Workbook(write_only=True)
    rows = book.create_sheet()
    for number in range(50_000):
        rows.append([f"第{number}号"])
    file = io.BytesIO()
    book.save(file)
    assert f"{MOST_ROWS}行" in refusal(file.getvalue())
