"""The intake desk in the office: many files, a zip, the table, corrections, confirming, undoing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry
from bench import corpus
from hubs.models import Hub
from issues.batches.confirming import take, take_confident
from issues.models import Batch, BatchFile, Issue
from tests.issues.batches import DESK, MARKED, MARKER, batch_of, composed, drop, named, rendered, zipped
from tests.issues.moving_pages import signed_in, text
from tests.issues.office import office
from tests.issues.stored import everything_stored

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def cast():
    return office()


@pytest.fixture
def client(cast):
    return signed_in(cast.editor)


def fields_of(client, file):
    form = client.get(file.get_absolute_url()).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "", False)}


def correct(client, file, **changed):
    return client.post(file.get_absolute_url(), {**fields_of(client, file), **changed}, follow=True)


# Dropping


def test_many_files_are_a_table(client):
    shown = drop(client, named(1, 2, 3))
    assert shown.redirect_chain[-1][0] == Batch.objects.get().get_absolute_url()
    assert shown["Cache-Control"] == "private, no-store"
    for words in ("总第3期.txt", "确认全部 3 期，存为草稿", corpus.composed(2).title, "案例5"):
        assert words in text(shown)


def test_a_folder_is_the_same(client):
    uploads = [SimpleUploadedFile(name, content) for name, content in {**named(1, 2), "Thumbs.db": b"x"}.items()]
    shown = client.post(DESK, {"folder": uploads}, follow=True)
    assert "共 2 个文件，另略过系统文件 1 个" in text(shown)


def test_a_zip_is_the_same(client):
    shown = drop(client, {"过刊.zip": zipped({"2013年/总第1期.txt": composed(1), "2013年/总第2期.txt": composed(2)})})
    assert [file.folder for file in BatchFile.objects.all()] == ["2013年", "2013年"]
    assert "确认全部 2 期" in text(shown)


def test_a_zip_that_is_refused_says_why_and_nothing_is_kept(client):
    shown = drop(client, {"过刊.zip": b"PK\x03\x04"})
    assert shown.status_code == 422
    assert "打不开" in text(shown)
    assert not Batch.objects.exists()


def test_a_marked_file_among_others_is_told_by_its_place_only(client, caplog):
    shown = drop(client, {**named(1), f"{MARKER}.txt": MARKED})
    for words in ("第2个文件不得接收", "告知本单位的保密员"):
        assert words in text(shown)
    assert MARKER not in text(shown) + everything_stored() + caplog.text


def test_many_files_come_in_several_requests_to_one_batch(client):
    first = client.post(DESK, {"file": [SimpleUploadedFile("a.txt", composed(1))]}, **JSON).json()
    assert first["next"] is None
    path = {"path": "过刊/2013", "batch": first["batch"]}
    second = client.post(DESK, {"file": [SimpleUploadedFile("b.txt", composed(2))], **path}, **JSON).json()
    assert second["url"] == Batch.objects.get().get_absolute_url()
    assert list(BatchFile.objects.values_list("position", "folder", "file_name")) == [
        (1, "", "a.txt"),
        (2, "过刊/2013", "b.txt"),
    ]


def test_a_zip_too_long_for_one_request_goes_on_where_it_stopped(client, monkeypatch):
    monkeypatch.setattr("issues.admin.intake.READING", 1e-9)
    content = zipped({**named(1, 2, 3), "Thumbs.db": b"x"})
    batch, place = "", 0
    for expected in (1, 2, None):
        data = {"file": SimpleUploadedFile("过刊.zip", content), "batch": batch, "from": place}
        told = client.post(DESK, data, **JSON).json()
        assert told["next"] == expected
        batch, place = told["batch"], told["next"]
    assert list(BatchFile.objects.values_list("total", flat=True)) == [1, 2, 3]
    assert Batch.objects.get().skipped == 1


def test_without_scripts_what_was_not_read_in_time_is_said(client, monkeypatch):
    monkeypatch.setattr("issues.admin.intake.READING", 1e-9)
    assert "收下了前1个文件，还有1个没有读" in text(drop(client, named(1, 2)))


def test_a_folder_dropped_again_into_its_batch_brings_only_what_is_new(client):
    files = {**named(1), "表.xlsx": b"PK"}
    drop(client, files)
    shown = drop(client, {**files, **named(2)}, batch=Batch.objects.get().pk)
    assert "有2个文件本批里已有，没有重复收下" in text(shown)
    assert list(BatchFile.objects.values_list("file_name", flat=True)) == ["总第1期.txt", "表.xlsx", "总第2期.txt"]


def test_a_batch_holds_no_more_than_a_thousand_files(client, cast):
    batch = batch_of(named(1), cast.editor)
    BatchFile.objects.update(position=1000)
    shown = drop(client, named(2), batch=batch.pk)
    assert shown.status_code == 422
    assert "一批最多1000个文件" in text(shown)


def test_a_file_too_large_among_others_is_told_and_the_others_come_in(client):
    shown = drop(client, {"a.txt": b"a" * (21 * 1024 * 1024), **named(1)})
    assert "不超过20 MB" in text(shown)
    assert BatchFile.objects.filter(status="waiting").count() == 1


def test_batches_are_listed_with_their_state(client, cast):
    batch = batch_of({**named(1, 2), "表.xlsx": b"x"}, cast.editor)
    take(batch.files.first().pk, by=cast.editor)
    shown = text(client.get(DESK))
    for words in ("总第1期.txt等", "还有 1 个没有导入", "已建草稿 1，不能导入 1"):
        assert words in shown


def test_an_open_batch_waits_on_the_first_page(client, cast):
    batch = batch_of(named(1, 2), cast.editor)
    take(batch.files.first().pk, by=cast.editor)
    assert "还有1个文件没有导入" in text(client.get("/admin/"))
    client.post(f"{batch.get_absolute_url()}clear/")
    assert "个文件没有导入" not in text(client.get("/admin/"))


# The table


def test_it_is_filtered_sorted_and_in_pages(client, cast):
    batch = batch_of({f"{total}.txt": composed(total) for total in range(60, 0, -1)}, cast.editor)
    at = batch.get_absolute_url()
    shown = text(client.get(at))
    assert shown.index("2013年第1期") < shown.index("2013年第46期")
    assert "第 1 页，共 2 页" in shown
    by_file = text(client.get(f"{at}?order=file"))
    assert by_file.index("60.txt") < by_file.index("59.txt")
    assert "这一类没有文件" in text(client.get(f"{at}?standing=duplicate"))


def test_gaps_stand_where_a_number_is_missing(client, cast):
    shown = text(client.get(batch_of(named(1, 3), cast.editor).get_absolute_url()))
    assert "缺 2013年第2期" in shown
    assert "总第2期，本批和系统里都没有" in shown


def test_its_queries_do_not_grow_with_the_files(client, cast, django_assert_max_num_queries):
    for totals in (range(1, 4), range(4, 34)):
        batch = batch_of(named(*totals), cast.editor)
        with django_assert_max_num_queries(15):
            client.get(batch.get_absolute_url())


# Correcting


def test_what_is_corrected_is_marked_kept_and_taken_in(client, cast):
    file = batch_of(named(1, 2), cast.editor).files.first()
    hub = Hub.objects.create(name="另一个中心")
    changed = {"title": "改正的标题", "number": "40", "total": "900", "hub_1": str(hub.pk), "hub_2": "none"}
    shown = correct(client, file, **changed, heading_7="改过的启示", then="save")
    assert "已保存" in text(shown)
    page = text(client.get(file.get_absolute_url()))
    assert f"已改，认出的是：{corpus.composed(1).title}" in page
    file.refresh_from_db()
    assert (file.number, file.title, file.checked_by) == (40, "改正的标题", cast.editor)
    issue = take(file.pk, by=cast.editor).issue
    assert (issue.number, issue.total, issue.title) == (40, 900, "改正的标题")
    sections = {section.position: section for section in issue.sections.all()}
    assert sections[2].case_study.hub == hub
    assert (sections[3].kind, sections[8].heading) == ("discussion", "改过的启示")


def test_what_somebody_looked_at_may_be_confirmed_with_the_others(client, cast):
    content = composed(1) + "\n　　要遵守保密法的规定。\n".encode()
    batch = batch_of({"a.txt": content, **named(2)}, cast.editor)
    correct(client, batch.files.first(), then="save")
    assert take_confident(batch, by=cast.editor, seconds=60).taken == 2


def test_saving_what_was_recognised_keeps_no_correction(client, cast):
    file = batch_of(named(1), cast.editor).files.get()
    correct(client, file, then="save")
    file.refresh_from_db()
    assert file.corrections == {}


def test_what_cannot_be_is_told_beside_its_field(client, cast):
    file = batch_of(named(1), cast.editor).files.get()
    shown = correct(client, file, year="", total="0", date="2013-02-30", title="长" * 201, then="save")
    assert shown.status_code == 422
    errors = shown.context["form"].errors
    assert set(errors) == {"year", "total", "date", "title"}
    file.refresh_from_db()
    assert (file.corrections, file.checked_at) == ({}, None)


def test_a_date_typed_says_the_year(client, cast):
    file = batch_of({"a.txt": rendered(1, date=None, year=None)}, cast.editor).files.get()
    assert file.year is None
    correct(client, file, date="2013-05-06", then="save")
    file.refresh_from_db()
    assert (file.year, file.number) == (2013, 1)


def test_a_marked_correction_is_refused_and_not_kept(client, cast):
    file = batch_of(named(1), cast.editor).files.get()
    shown = correct(client, file, title="机密★10年", then="save")
    assert shown.status_code == 422
    assert "机密★" not in text(shown) + everything_stored()


def test_two_who_correct_at_once_do_not_overwrite_each_other(client, cast):
    file = batch_of(named(1), cast.editor).files.get()
    old = fields_of(client, file)
    correct(client, file, title="我的", then="save")
    shown = signed_in(cast.other_editor).post(file.get_absolute_url(), {**old, "title": "你的", "then": "take"})
    assert shown.status_code == 422
    assert "刚刚被别人改过" in text(shown)
    file.refresh_from_db()
    assert (file.title, file.status) == ("我的", "waiting")


# Confirming


def test_confirming_one_leads_to_the_next_to_look_at(client, cast):
    doubtful = "\n　　要遵守保密法的规定。\n".encode()
    batch = batch_of({"a.txt": composed(1) + doubtful, "b.txt": composed(2) + doubtful}, cast.editor)
    first, second = batch.files.order_by("position")
    shown = correct(client, first, then="take")
    assert shown.redirect_chain[-1][0] == second.get_absolute_url()
    assert "建立草稿" in text(shown)


def test_all_are_confirmed_in_steps(client, cast, monkeypatch):
    monkeypatch.setattr("issues.admin.batches.A_STEP", 0)
    batch = batch_of(named(1, 2), cast.editor)
    at = f"{batch.get_absolute_url()}confirm/"
    assert client.post(at, **JSON).json() == {"taken": 1, "failed": 0, "left": 1}
    shown = client.post(at, follow=True)
    assert "本批可以导入的都已建成草稿，共 <strong>2</strong> 期" in text(shown)
    assert Issue.objects.count() == 2
    told = AuditEntry.objects.filter(event="确认导入批次").first()
    assert json.loads(told.detail) == {"taken": 1, "left": 0}


def test_a_taken_file_stays_beside_its_source_and_cannot_be_changed(client, cast):
    file = batch_of(named(1, 2), cast.editor).files.first()
    issue = take(file.pk, by=cast.editor).issue
    shown = text(client.get(file.get_absolute_url()))
    assert issue.get_absolute_url() in shown
    assert "disabled" in shown
    assert client.post(file.get_absolute_url(), {"title": "x", "then": "take"}).status_code == 200
    assert Issue.objects.count() == 1


def test_the_issue_says_where_it_came_from(client, cast):
    file = batch_of(named(1), cast.editor).files.get()
    issue = take(file.pk, by=cast.editor).issue
    shown = text(client.get(issue.get_absolute_url()))
    for words in ("来源", "总第1期.txt", file.sha256, file.batch.get_absolute_url(), file.get_absolute_url()):
        assert words in shown


def test_a_file_that_came_alone_can_be_put_aside(client, cast):
    file = batch_of(named(1), cast.editor).files.get()
    aside = f"{file.batch.get_absolute_url()}clear/"
    assert f'formaction="{aside}"' in text(client.get(file.get_absolute_url()))
    assert "没有导入，原文已清除" in text(client.post(aside, follow=True))
    file.refresh_from_db()
    assert (bytes(file.content), file.recognised) == (b"", "")


# Undoing


def test_undoing_asks_first_and_says_what_it_did(client, cast):
    batch = batch_of(named(1), cast.editor)
    take_confident(batch, by=cast.editor, seconds=60)
    at = f"{batch.get_absolute_url()}undo/"
    assert "草稿 1 期" in text(client.get(at))
    assert "已撤销整批：1期草稿、5个案例" in text(client.post(at, follow=True))
    assert not Issue.objects.kept().exists()


def test_undoing_is_refused_with_what_was_touched(client, cast):
    batch = batch_of(named(1), cast.editor)
    take_confident(batch, by=cast.editor, seconds=60)
    Issue.objects.update(lock_version=1)
    shown = client.post(f"{batch.get_absolute_url()}undo/")
    assert shown.status_code == 409
    assert "的草稿已经改过" in text(shown)
    assert Issue.objects.kept().exists()
