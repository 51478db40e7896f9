"""下载模板, and the cells that hold several figures or milestones."""

import io

import openpyxl
import pytest
from django.db import connection

from accounts.access import Role
from hubs.models import Hub
from hubs.resources import CaseStudyResource, HubResource, split
from hubs.spreadsheets.formats import CSV, FORMATS
from issues.board_sheet import BoardResource
from issues.resources import IssueResource
from lessons.resources import LessonResource, ThemeResource
from tests.hubs.factories import make_case_study, make_hub
from tests.hubs.office import at_desk, preview_of, upload
from tests.hubs.sheets import counts, file_of, import_file, planned, problems, sheet

pytestmark = pytest.mark.django_db

EVERY = (
    ("hubs/hub", HubResource),
    ("hubs/casestudy", CaseStudyResource),
    ("lessons/theme", ThemeResource),
    ("lessons/lesson", LessonResource),
    ("issues/issue", IssueResource),
    ("issues/series", BoardResource),
)


@pytest.mark.parametrize(("place", "resource"), EVERY)
def test_a_template_has_the_headings_an_example_that_is_not_imported_and_an_explanation(place, resource):
    answer = at_desk(Role.EDITOR).get(f"/admin/{place}/import/template/")
    assert answer["Cache-Control"] == "private, no-store"
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    first = book.worksheets[0]
    assert (first.title, [cell.value for cell in first[1]]) == (resource.sheet_title, list(resource().columns))
    assert first["A2"].value.startswith("（例）")
    assert resource.left_out in "".join(str(cell.value) for row in book["填写说明"] for cell in row)
    assert planned(resource, answer.content, "模板.xlsx").having("新增") == []


def test_a_template_offers_what_may_be_chosen():
    make_hub("伦敦科技创新中心")
    book = openpyxl.load_workbook(
        io.BytesIO(at_desk(Role.EDITOR).get("/admin/hubs/casestudy/import/template/").content)
    )
    assert book["可选内容"]["A1"].value == "伦敦科技创新中心"
    (rule,) = book.worksheets[0].data_validations.dataValidation
    assert rule.formula1 == "'可选内容'!$A$1:$A$1"


def test_a_filled_template_is_imported_from_its_third_row():
    book = openpyxl.load_workbook(io.BytesIO(at_desk(Role.EDITOR).get("/admin/hubs/hub/import/template/").content))
    book.worksheets[0].append([None, "伦敦科技创新中心", "英国", "伦敦", 51.5, -0.1, "雾都\n大伦敦"])
    file = io.BytesIO()
    book.save(file)
    import_file(HubResource, file.getvalue(), name="模板.xlsx")
    hub = Hub.objects.get()
    assert (hub.name, str(hub.latitude), hub.alias_list) == ("伦敦科技创新中心", "51.500000", ("雾都", "大伦敦"))


@pytest.mark.parametrize("kind", FORMATS)
def test_figures_and_milestones_come_back_exactly_whatever_they_say(kind):
    case_study = make_case_study()
    for number, value in enumerate(("50%", "a|b｜c", "\\", "x\\|y", "=1+1")):
        case_study.figures.create(label=f"指标|{number}", value=value, year=2020 + number, source="", position=number)
    case_study.figures.create(label="无年份", value="1", source="年鉴|二", position=9)
    case_study.milestones.create(year=2014, month=3, what="设立：一期")
    case_study.milestones.create(year=2014, what="批准")
    source, name = file_of(CaseStudyResource, kind), f"表.{kind().get_extension()}"
    assert counts(CaseStudyResource, source, name) == (0, 0, 1)
    figures = list(case_study.figures.values_list("label", "value", "year", "source"))
    case_study.figures.all().delete()
    case_study.milestones.all().delete()
    import_file(CaseStudyResource, source, name=name)
    assert list(case_study.figures.values_list("label", "value", "year", "source")) == figures
    assert [str(one) for one in case_study.milestones.all()] == ["2014年：批准", "2014年3月：设立：一期"]


@pytest.mark.parametrize(
    ("line", "parts"), [("a|b", ["a", "b"]), (r"a\|b|c", ["a|b", "c"]), ("a｜ b |", ["a", "b", ""]), ("\\", ["\\"])]
)
def test_a_line_is_split_at_strokes_that_are_not_part_of_it(line, parts):
    assert split(line) == parts


@pytest.mark.parametrize(
    ("heading", "cell", "sentence"),
    [
        ("数据", "占比", "“占比”请写成“指标|数值|年份|出处”"),
        ("数据", "占比|50%|去年", "年份应是四位数"),
        ("数据", "占比|50%|2021|x|y", "请写成“指标|数值|年份|出处”"),
        ("数据", '"占比|50%\n占比|60%"', "写了两次"),
        ("大事记", "设立", "“设立”请写成“年月：事件”"),
        ("大事记", "2014年13月：设立", "“2014年13月：设立”：确保该值小于或等于12"),
        ("大事记", '"2014：设立\n2014年：设立"', "写了两次"),
    ],
)
def test_a_line_that_is_not_understood_is_told_with_what_to_write(heading, cell, sentence):
    make_hub("伦敦")
    (said,) = problems(CaseStudyResource, sheet(f"科创中心,论点,{heading}", f"伦敦,论点。,{cell}"))
    assert said.startswith(f"第 2 行“{heading}”：")
    assert sentence in said


def test_json_gives_figures_as_a_list():
    make_hub("伦敦")
    source = '[{"科创中心": "伦敦", "论点": "论点。", "数据": ["占比|50%", "人数|3|2021"], "大事记": ["2014.3：设立"]}]'
    batch = import_file(CaseStudyResource, source.encode(), name="表.json")
    assert batch.created == 1
    assert file_of(CaseStudyResource, CSV).decode().count("2014年3月：设立") == 1


def test_a_page_of_the_preview_stays_small_whatever_stands_in_the_cells():
    editor, long = at_desk(Role.EDITOR), "字" * 3000
    make_hub("伦敦")
    lines = (f"伦敦,{long}{number},{long},{long},{long}" for number in range(120))
    page = upload(editor, "/admin/hubs/casestudy/import/", sheet("科创中心,论点,正文,模式,资料来源", *lines))
    assert "新增 120 行" in page.content.decode()
    assert len(page.content) < 200_000


def test_a_long_text_is_shown_where_it_changes():
    case_study, editor = make_case_study(body=f"{'甲' * 500}乙{'丙' * 500}"), at_desk(Role.EDITOR)
    source = sheet("编号,正文", f"{case_study.key},{'甲' * 500}丁{'丙' * 500}")
    content = upload(editor, "/admin/hubs/casestudy/import/", source).content.decode()
    assert f"<del>…{'甲' * 12}乙" in content
    assert f"<ins>…{'甲' * 12}丁" in content


@pytest.mark.django_db(transaction=True)
def test_others_write_while_a_sheet_is_previewed():
    """A preview that held SQLite's write lock would keep the other connection waiting, and then fail it."""
    editor, written = at_desk(Role.EDITOR), []
    make_hub("伦敦")
    other = connection.copy()
    other.settings_dict = {**connection.settings_dict, "OPTIONS": {**connection.settings_dict["OPTIONS"]}}
    if connection.vendor == "sqlite":
        other.settings_dict["OPTIONS"]["timeout"] = 1

    def write_too(execute, sql, params, many, context):
        if sql.startswith("SELECT") and "hubs_hub" in sql:
            with other.cursor() as cursor:
                cursor.execute("UPDATE hubs_hub SET city = %s", [f"城市{len(written)}"])
            written.append(sql)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(write_too):
            page = upload(editor, "/admin/hubs/hub/import/", sheet("名称,国家（地区）", "伦敦,英国", "柏林,德国"))
            editor.get(preview_of(page))
    finally:
        other.close()
    assert "新增 1 行，修改 1 行" in page.content.decode()
    assert len(written) >= 2
