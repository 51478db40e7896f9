import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import authorship
from accounts.access import Role
from bulletin.secrecy import MarkedSecret
from hubs.models import CaseStudy, Hub
from hubs.resources import CaseStudyResource, HubResource
from hubs.spreadsheets import batches
from hubs.spreadsheets.escaping import escape, unescape
from hubs.spreadsheets.formats import CSV, FORMATS, JSON, XLSX, read
from hubs.spreadsheets.sheets import Unreadable
from tests.hubs.factories import make_case_study, make_hub
from tests.hubs.sheets import counts, file_of, import_file, planned, problems, sheet
from tests.people import person

pytestmark = pytest.mark.django_db

TRAPS = (
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "'=1",
    "''+x",
    "'平常",
    "-33.5",
    "  前面有空格",
    "3. 认定后\n    <a级>，“引号”,",
)


def state(model):
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("text", [*TRAPS, "\t制表", "\r", "\n=1", "＝1", "", "'"])
def test_escaping_has_an_exact_inverse(text):
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1x", "-x", "@x", "\tx", "\rx", "'=1"])
def test_what_a_spreadsheet_would_calculate_is_escaped(text):
    assert escape(text) == f"'{text}"


def test_a_plain_number_is_not_escaped():
    assert escape("-33.868800") == "-33.868800"


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_comes_back_into_an_empty_office_exactly(kind):
    hub = make_hub(
        "伦敦科技创新中心", country="英国", latitude=Decimal("-33.8688"), longitude=Decimal("0"), aliases="雾都"
    )
    for trap in TRAPS:
        make_case_study(hub, thesis=trap, body=trap, formula=trap, sources=trap)
    files = {resource: file_of(resource, kind) for resource in (HubResource, CaseStudyResource)}
    before = [list(model.objects.order_by("pk").values_list()) for model in (Hub, CaseStudy)]
    CaseStudy.objects.all().delete()
    Hub.objects.all().delete()
    name = f"表.{kind().get_extension()}"
    for resource, source in files.items():
        import_file(resource, source, name=name)
    after = [list(model.objects.order_by("pk").values_list()) for model in (Hub, CaseStudy)]
    assert [row[2:6] for row in before[0]] == [row[2:6] for row in after[0]]
    assert Hub.objects.get().latitude == Decimal("-33.8688")
    texts = [("key", "thesis", "body", "formula", "sources")]
    assert list(CaseStudy.objects.order_by("pk").values_list(*texts[0][1:])) == [(trap,) * 4 for trap in TRAPS]
    assert {row[2] for row in before[1]} == {row[2] for row in after[1]}


@pytest.mark.parametrize("kind", FORMATS)
def test_importing_ones_own_export_changes_nothing(kind):
    make_case_study(make_hub("伦敦科技创新中心", latitude=1, longitude=2), body="一\n二")
    before = state(Hub), state(CaseStudy)
    name = f"表.{kind().get_extension()}"
    for resource in (HubResource, CaseStudyResource):
        assert counts(resource, file_of(resource, kind), name) == (0, 0, 1)
    assert (state(Hub), state(CaseStudy)) == before


def test_a_sheet_without_keys_imported_twice_makes_its_rows_once():
    hubs = sheet("名称,国家（地区）", "伦敦科技创新中心,英国", "柏林科技创新中心,德国")
    cases = sheet("科创中心,论点,正文", "伦敦科技创新中心,一句话。,正文", "柏林科技创新中心,另一句。,正文")
    for resource, source in ((HubResource, hubs), (CaseStudyResource, cases)):
        assert counts(resource, source) == (2, 0, 0)
        import_file(resource, source)
        assert counts(resource, source) == (0, 0, 2)
    assert list(CaseStudy.objects.order_by("pk").values_list("key", flat=True)) == ["lundun-1", "bolin-1"]


def test_a_blank_cell_and_a_missing_column_keep_what_is_there():
    make_hub("伦敦科技创新中心", country="英国", city="伦敦", aliases="雾都")
    import_file(HubResource, sheet("编号,名称,城市", "lundun,,大伦敦", ",,"))
    hub = Hub.objects.get()
    assert (hub.name, hub.country, hub.city, hub.aliases) == ("伦敦科技创新中心", "英国", "大伦敦", "雾都")


def test_a_row_is_found_by_its_key_and_may_change_the_name():
    make_hub("伦敦科技创新中心")
    import_file(HubResource, sheet("编号,名称", "lundun,大伦敦科技创新中心"))
    assert list(Hub.objects.values_list("slug", "name")) == [("lundun", "大伦敦科技创新中心")]


def test_a_csv_saved_by_excel_in_gbk_is_read():
    import_file(HubResource, "名称,国家（地区）\r\n伦敦科技创新中心,英国".encode("gb18030"))
    assert Hub.objects.get().country == "英国"


def test_errors_name_row_and_column_and_what_to_type_instead():
    lines = ("伦敦,英国,51.5,0.1", "香港,香港,,", "柏林,德国,北纬,", "巴黎,法国,91,2", "东京,,1,")
    source = sheet("名称,国家（地区）,纬度,经度", *lines)
    assert problems(HubResource, source) == [
        "第 3 行“国家（地区）”：国家（地区）请写作“中国香港”，不要写“香港”。",
        "第 4 行“纬度”：“北纬”不是数字，请只写数字，例如：37.7749。",
        "第 5 行“纬度”：确保该值小于或等于90。",
        "第 6 行“经度”：纬度和经度要么都填，要么都不填。",
    ]


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "1e999999999", "５１.５度"])
def test_what_is_no_number_of_degrees_is_told(number):
    (said,) = problems(HubResource, sheet("名称,纬度,经度", f"伦敦,{number},1"))
    assert said.startswith("第 2 行“纬度”：")


def test_the_address_of_a_page_is_no_key():
    assert problems(HubResource, sheet("编号,名称", "compare,伦敦")) == [
        "第 2 行“编号”：这个编号另有用处，请让它空着。"
    ]


def test_one_wrong_row_stores_none():
    with pytest.raises(batches.Refused):
        import_file(HubResource, sheet("名称,国家（地区）", "伦敦,英国", "香港,香港"))
    assert not Hub.objects.exists()


def test_an_unknown_hub_and_a_row_that_says_nothing_are_told():
    make_hub("伦敦科技创新中心")
    assert problems(CaseStudyResource, sheet("科创中心,论点", "火星,一句话。", "伦敦科技创新中心,")) == [
        "第 2 行“科创中心”：没有叫“火星”的科创中心，请先建好，或者检查名称。",
        "第 3 行“论点”：没有编号的一行须填写这一列。",
    ]


def test_a_json_row_is_counted_as_an_entry():
    source = json.dumps([{"名称": "", "城市": "x"}]).encode()
    (row,) = planned(HubResource, source, "a.json").rows
    assert (row.number, row.errors) == (1, [("名称", "没有编号的一行须填写这一列。")])


def test_the_same_row_twice_in_a_sheet_is_refused():
    assert problems(HubResource, sheet("名称", "伦敦", "伦敦")) == ["第 3 行：与前面第 2 行是同一项，请删去一行。"]


def test_a_row_in_the_bin_is_not_changed_by_a_sheet():
    make_hub("伦敦科技创新中心", trashed_at=timezone.now())
    assert "在回收站里" in problems(HubResource, sheet("编号,城市", "lundun,x"))[0]


def test_a_name_another_row_has_is_refused_before_anything_is_stored():
    make_hub("伦敦"), make_hub("柏林")
    taken, nameless = problems(HubResource, sheet("编号,名称", "lundun,柏林", "mars,"))
    assert "第 2 行“名称”：已经有同名的科创中心" in taken
    assert nameless == "第 3 行“名称”：请填写这一列。"
    twice = problems(HubResource, sheet("编号,名称", "a,火星", "b,火星"))
    assert twice == ["第 3 行“名称”：与前面第 2 行相同，请改一处。"]


@pytest.mark.parametrize("headings", ["名称,名字", "名称, 名称 ", "名称,"])
def test_a_wrong_a_double_and_a_missing_heading_are_refused(headings):
    source = sheet(headings, "伦敦,柏林")
    with pytest.raises(ValidationError, match=r"不认识的列|名称相同|没有列名"):
        planned(HubResource, source)


def test_a_heading_may_have_spaces_around_it():
    assert counts(HubResource, sheet(" 名称 ,\u3000城市", "伦敦,伦敦")) == (1, 0, 0)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("表.xlsx", b"not a zip"),
        ("表.json", b"{}"),
        ("表.json", b"[1]"),
        ("表.json", b"{"),
        ("表.xls", b""),
        ("表.csv", b""),
        ("表.csv", b"\xff\xff\xff"),
        ("表.csv", '名称\n"开头'.encode()),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(name, source):
    with pytest.raises(Unreadable):
        read(name, source)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("表.csv", sheet("科创中心,正文", "伦敦,秘密★1年")),
        ("机密★.csv", sheet("科创中心,正文", "伦敦,平常")),
        ("表.csv", sheet("科创中心,密级：秘密", "伦敦,平常")),
    ],
)
def test_a_marked_text_is_refused_wherever_it_stands(name, source):
    with pytest.raises(MarkedSecret):
        planned(CaseStudyResource, source, name)


@pytest.mark.django_db(transaction=True)
def test_a_plan_only_reads():
    make_hub("伦敦科技创新中心", city="伦敦")
    with CaptureQueriesContext(connection) as queries:
        assert counts(HubResource, sheet("名称,城市", "伦敦科技创新中心,大伦敦", "柏林科技创新中心,柏林")) == (1, 1, 0)
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert Hub.objects.get().city == "伦敦"


def test_an_importer_is_an_author_of_what_the_sheet_changed_and_of_nothing_else():
    importer = person("wang", Role.EDITOR)
    changed, same = make_hub("伦敦"), make_hub("柏林")
    import_file(HubResource, sheet("名称,城市", "伦敦,伦敦", "柏林,"), by=importer)
    assert authorship.author_ids([changed]) == {importer.pk}
    assert authorship.author_ids([same]) == set()


def test_excel_gets_numbers_as_numbers_and_keeps_the_headings_in_sight():
    make_hub("柏林", latitude=Decimal("52.52"), longitude=Decimal("-13"))
    table = openpyxl.load_workbook(io.BytesIO(file_of(HubResource, XLSX)))["科创中心"]
    assert [cell.value for cell in table[2]][4:6] == [52.52, -13]
    assert table.freeze_panes == "A2"


def test_rows_in_the_bin_are_not_exported():
    make_hub("伦敦", trashed_at=timezone.now())
    make_hub("柏林")
    assert HubResource().export()["名称"] == ["柏林"]


def test_headings_are_chinese_in_every_format():
    make_hub("柏林")
    assert file_of(HubResource, CSV).decode("utf-8-sig").splitlines()[0] == "编号,名称,国家（地区）,城市,纬度,经度,别名"
    assert list(json.loads(file_of(HubResource, JSON))[0])[:2] == ["编号", "名称"]


def test_a_small_file_that_unpacks_into_a_huge_one_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (101 * 1024 * 1024))
    with pytest.raises(Unreadable, match="展开后太大"):
        read("表.xlsx", packed.getvalue())


def test_a_text_longer_than_a_cell_is_not_cut_but_refused_for_excel():
    make_case_study(body="长" * 32_768)
    with pytest.raises(ValueError, match="请改用 CSV 或 JSON"):
        file_of(CaseStudyResource, XLSX)
    assert "长" * 32_768 in file_of(CaseStudyResource, CSV).decode()
