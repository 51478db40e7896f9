import io
import json
import zipfile
from decimal import Decimal

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
from hubs.spreadsheets import report
from hubs.spreadsheets.escaping import escape, unescape
from hubs.spreadsheets.formats import CSV, FORMATS, JSON, XLSX, Unreadable, read
from tests.hubs.factories import make_case_study, make_hub
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


def file_of(resource, kind):
    """What an export in a format gives, as bytes."""
    told = kind().export_data(resource().export())
    return told.encode() if isinstance(told, str) else told


def import_file(resource, source, *, name="表.csv", by=None, dry_run=False):
    by = by or person("", Role.EDITOR)
    used = resource()
    return used, used.import_data(read(name, source), dry_run=dry_run, file_name=name, user=by)


def sheet(*lines):
    return "\r\n".join(lines).encode()


def state(model):
    return list(model.objects.order_by("pk").values())


def problems(used, result, name="表.csv"):
    return report.problems(used, result, name)


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
        used, result = import_file(resource, source, name=name)
        assert problems(used, result, name) == []
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
        _, result = import_file(resource, file_of(resource, kind), name=name)
        assert report.summary(result) == "创建 0，更新 0，跳过 1"
    assert (state(Hub), state(CaseStudy)) == before


def test_a_sheet_without_keys_imported_twice_makes_its_rows_once():
    hubs = sheet("名称,国家（地区）", "伦敦科技创新中心,英国", "柏林科技创新中心,德国")
    cases = sheet("科创中心,论点,正文", "伦敦科技创新中心,一句话。,正文", "柏林科技创新中心,另一句。,正文")
    assert [report.summary(import_file(HubResource, hubs)[1]) for _ in range(2)] == [
        "创建 2，更新 0，跳过 0",
        "创建 0，更新 0，跳过 2",
    ]
    assert [report.summary(import_file(CaseStudyResource, cases)[1]) for _ in range(2)] == [
        "创建 2，更新 0，跳过 0",
        "创建 0，更新 0，跳过 2",
    ]
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
    used, result = import_file(HubResource, "名称,国家（地区）\r\n伦敦科技创新中心,英国".encode("gb18030"))
    assert problems(used, result) == []
    assert Hub.objects.get().country == "英国"


def test_errors_name_row_and_column_and_nothing_is_stored():
    source = sheet(
        "名称,国家（地区）,纬度,经度", "伦敦,英国,51.5,0.1", "香港,香港,,", "柏林,德国,北纬,", "巴黎,法国,91,2"
    )
    used, result = import_file(HubResource, source)
    told = problems(used, result)
    assert told[0] == "第 3 行“国家（地区）”：国家（地区）请写作“中国香港”，不要写“香港”。"
    assert told[1].startswith("第 4 行“纬度”：")
    assert told[2].startswith("第 5 行“纬度”：")
    assert Hub.objects.count() == 0


def test_an_unknown_hub_and_a_row_that_says_nothing_are_told():
    make_hub("伦敦科技创新中心")
    source = sheet("科创中心,论点", "火星,一句话。", "伦敦科技创新中心,")
    used, result = import_file(CaseStudyResource, source)
    assert problems(used, result) == [
        "第 2 行“科创中心”：没有叫“火星”的科创中心，请先建好，或者检查名称。",
        "第 3 行“论点”：没有编号的一行须填写这一列。",
    ]


def test_a_json_row_is_counted_as_an_entry():
    used, result = import_file(HubResource, json.dumps([{"名称": "", "城市": "x"}]).encode(), name="a.json")
    assert problems(used, result, "a.json") == ["第 1 条“名称”：没有编号的一行须填写这一列。"]


def test_the_same_row_twice_in_a_sheet_is_refused():
    used, result = import_file(HubResource, sheet("名称", "伦敦", "伦敦"), dry_run=True)
    assert problems(used, result) == ["第 3 行：与前面第 1 条是同一项，请删去一条。"]


def test_a_row_in_the_bin_is_not_changed_by_a_sheet():
    make_hub("伦敦科技创新中心", trashed_at=timezone.now())
    used, result = import_file(HubResource, sheet("编号,城市", "lundun,x"))
    assert "在回收站里" in problems(used, result)[0]
    assert Hub.objects.get().city == ""


@pytest.mark.parametrize("source", [sheet("名字", "伦敦"), sheet("名称,名称", "伦敦,柏林")])
def test_a_wrong_or_double_heading_is_refused(source):
    with pytest.raises(ValidationError, match=r"不认识的列|名称相同"):
        import_file(HubResource, source)


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


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("表.csv", sheet("科创中心,正文", "伦敦,秘密★1年")),
        ("机密★.csv", sheet("科创中心,正文", "伦敦,平常")),
        ("表.csv", sheet("科创中心,密级：秘密", "伦敦,平常")),
    ],
)
def test_a_marked_text_is_refused_wherever_it_stands(name, source, dry_run):
    with pytest.raises(MarkedSecret):
        import_file(CaseStudyResource, source, name=name, dry_run=dry_run)


@pytest.mark.django_db(transaction=True)
def test_a_preview_writes_nothing_and_opens_no_transaction():
    make_hub("伦敦科技创新中心", city="伦敦")
    source = read("表.csv", sheet("名称,城市", "伦敦科技创新中心,大伦敦", "柏林科技创新中心,柏林"))
    with CaptureQueriesContext(connection) as queries:
        result = HubResource().import_data(source, dry_run=True, file_name="表.csv", user=None)
    assert report.summary(result) == "创建 1，更新 1，跳过 0"
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert Hub.objects.get().city == "伦敦"


def test_a_preview_shows_each_cell_before_and_after():
    make_hub("伦敦科技创新中心", city="伦敦")
    used, result = import_file(HubResource, sheet("名称,城市", "伦敦科技创新中心,大伦敦"), dry_run=True)
    (line,) = report.lines(used, result, "表.csv")
    assert (line.place, line.kind) == ("第 2 行", "修改")
    assert [(cell.before, cell.after) for cell in line.cells if cell.changed] == [("伦敦", "大伦敦")]


def test_an_importer_is_an_author_of_what_the_sheet_changed_and_of_nothing_else():
    importer = person("wang", Role.EDITOR)
    changed, same = make_hub("伦敦"), make_hub("柏林")
    import_file(HubResource, sheet("名称,城市", "伦敦,伦敦", "柏林,"), by=importer)
    assert authorship.author_ids([changed]) == {importer.pk}
    assert authorship.author_ids([same]) == set()


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
