import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import authorship
from accounts.access import Role
from accounts.audit import AuditEntry
from hubs.models import CaseStudy, Hub, SheetUpload
from tests.hubs.factories import make_case_study, make_hub
from tests.hubs.office import at_desk, confirm, preview_of, seen_on, told, upload
from tests.hubs.sheets import sheet

pytestmark = pytest.mark.django_db

HUBS = "/admin/hubs/hub/"
CASES = "/admin/hubs/casestudy/"
NO_ROWS = {f"{name}-{part}": 0 for name in ("figures", "milestones") for part in ("TOTAL_FORMS", "INITIAL_FORMS")}


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", [HUBS, CASES])
def test_a_list_costs_the_same_queries_for_ten_rows_and_twenty(address):
    editor = at_desk(Role.EDITOR)
    for _ in range(10):
        make_case_study(make_hub(country="英国"))
    ten = queries_of(editor, address)
    for _ in range(10):
        make_case_study(make_hub(country="英国"))
    assert queries_of(editor, address) == ten


@pytest.mark.parametrize("address", [HUBS, CASES])
@pytest.mark.parametrize("page", ["add/", "import/", "export/"])
@pytest.mark.parametrize("role", [Role.FIRST_REVIEWER, Role.SIGNER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_is_no_editor_neither_adds_nor_imports_nor_exports(address, page, role):
    somebody = at_desk(role)
    assert somebody.get(address + page).status_code == 403
    assert somebody.post(address + page, {"upload": "x", "format": "0"}).status_code == 403


@pytest.mark.parametrize("address", [HUBS, CASES])
@pytest.mark.parametrize("page", ["", "add/", "import/", "export/"])
def test_a_reader_is_shown_the_sign_in(address, page):
    assert at_desk(Role.READER).get(address + page).status_code == 302


def test_a_superuser_without_a_role_imports_nothing():
    superuser = at_desk(Role.ADMINISTRATOR)
    superuser.user.is_superuser = True
    superuser.user.save()
    assert superuser.get(f"{HUBS}import/").status_code == 403


def test_a_reviewer_reads_but_is_offered_neither_import_nor_export():
    case_study = make_case_study()
    page = at_desk(Role.FIRST_REVIEWER).get(CASES)
    assert case_study.key in page.content.decode()
    assert "import/" not in page.content.decode()
    assert "export/" not in page.content.decode()


def test_an_editor_adds_a_case_study_with_figures_and_milestones_and_is_its_author():
    editor, hub = at_desk(Role.EDITOR), make_hub("伦敦科技创新中心")
    rows = {
        "figures-TOTAL_FORMS": 1,
        "figures-0-label": "占比",
        "figures-0-value": "50%到60%",
        "figures-0-position": 0,
        "milestones-TOTAL_FORMS": 1,
        "milestones-0-year": 2014,
        "milestones-0-month": 3,
        "milestones-0-what": "设立",
    }
    form = {"hub": hub.pk, "thesis": "论点。", "body": "    3. 认定后\r\n第二段"}
    page = editor.post(f"{CASES}add/", {**form, **NO_ROWS, **rows})
    assert page.status_code == 302, told(page)
    case_study = CaseStudy.objects.get()
    assert (case_study.key, case_study.body) == ("lundun-1", "    3. 认定后\n第二段")
    assert [str(row) for row in (*case_study.figures.all(), *case_study.milestones.all())] == [
        "占比：50%到60%",
        "2014年3月：设立",
    ]
    assert authorship.author_ids([case_study]) == {editor.user.pk}


def test_a_changed_figure_alone_makes_its_editor_an_author_of_the_case_study():
    editor, case_study = at_desk(Role.EDITOR), make_case_study()
    figure = case_study.figures.create(label="占比", value="50%")
    rows = {
        "figures-TOTAL_FORMS": 1,
        "figures-INITIAL_FORMS": 1,
        "figures-0-id": figure.pk,
        "figures-0-case_study": case_study.pk,
        "figures-0-label": "占比",
        "figures-0-value": "60%",
        "figures-0-position": 0,
    }
    address = f"{CASES}{case_study.pk}/change/"
    form = {"hub": case_study.hub.pk, "thesis": case_study.thesis, "seen": seen_on(editor, address)}
    assert editor.post(address, {**form, **NO_ROWS, **rows}).status_code == 302
    assert case_study.figures.get().value == "60%"
    assert authorship.author_ids([case_study]) == {editor.user.pk}


def test_the_forms_never_ask_for_the_key_and_clean_what_is_pasted():
    editor, case_study = at_desk(Role.EDITOR), make_case_study()
    hub = editor.get(f"{HUBS}{case_study.hub.pk}/change/").content.decode()
    case = editor.get(f"{CASES}{case_study.pk}/change/").content.decode()
    assert 'name="slug"' not in hub
    assert 'name="key"' not in case
    assert re.search(r"<textarea[^>]*name=\"body\"[^>]*data-clean-paste", case)
    assert re.search(r"<script[^>]*office/paste[^>]*type=\"module\"", case)
    assert '<option value="中国香港">' in hub


def test_the_form_refuses_hong_kong_as_a_country_with_a_sentence():
    page = at_desk(Role.EDITOR).post(f"{HUBS}add/", {"name": "香港科技创新中心", "country": "香港"})
    assert "请写作“中国香港”" in told(page)
    assert not Hub.objects.exists()


def test_a_second_hub_of_one_name_is_refused_with_a_sentence():
    make_hub("伦敦科技创新中心")
    page = at_desk(Role.EDITOR).post(f"{HUBS}add/", {"name": "伦敦科技创新中心"})
    assert "已经有同名的科创中心" in told(page)


def test_a_hub_in_use_is_not_moved_to_the_bin_and_the_page_says_where_it_is_used():
    case_study = make_case_study()
    action = {"action": "move_to_trash", "_selected_action": [case_study.hub.pk]}
    page = at_desk(Role.EDITOR).post(HUBS, action, follow=True)
    assert f"案例“{case_study}”正在使用它" in told(page)
    assert Hub.objects.kept().exists()


def test_a_case_study_is_found_by_its_hub_when_it_is_attached():
    case_study = make_case_study(make_hub("伦敦科技创新中心", aliases="雾都"))
    asked = {"term": "雾都", "app_label": "lessons", "model_name": "lesson", "field_name": "rests_on"}
    found = at_desk(Role.EDITOR).get("/admin/autocomplete/", asked).json()["results"]
    assert found == [{"id": str(case_study.pk), "text": str(case_study)}]


def test_a_sheet_is_previewed_and_then_stored_and_audited():
    editor = at_desk(Role.EDITOR)
    make_hub("伦敦科技创新中心", city="伦敦")
    page = upload(editor, f"{HUBS}import/", sheet("名称,城市", "伦敦科技创新中心,大伦敦", "柏林科技创新中心,柏林"))
    content = page.content.decode()
    assert "新增 1 行，修改 1 行" in content
    assert "<del>伦敦</del>" in content
    assert Hub.objects.count() == 1
    assert "导入完成：新增 1 行，修改 1 行" in told(confirm(editor, page))
    assert list(Hub.objects.order_by("pk").values_list("city", flat=True)) == ["大伦敦", "柏林"]
    assert authorship.author_ids(Hub.objects.all()) == {editor.user.pk}
    assert AuditEntry.objects.filter(event="导入", actor_id=editor.user.pk, subject="科创中心").count() == 1
    assert not SheetUpload.objects.exists()


def test_an_error_in_one_row_stores_none_and_offers_no_confirmation():
    editor = at_desk(Role.EDITOR)
    page = upload(editor, f"{HUBS}import/", sheet("名称,国家（地区）", "伦敦,英国", "香港,香港"))
    assert "有 1 行不对" in page.content.decode()
    assert "第 3 行" in page.content.decode()
    assert "“国家（地区）”：国家（地区）请写作“中国香港”" in told(page)
    assert 'name="confirm"' not in page.content.decode()
    confirm(editor, page)
    assert not Hub.objects.exists()


def test_a_marked_sheet_is_refused_audited_and_leaves_nothing_else():
    editor = at_desk(Role.EDITOR)
    page = upload(editor, f"{CASES}import/", sheet("科创中心,正文", "伦敦,秘密★1年 某事"), name="某名.csv")
    assert "不得接收" in told(page)
    assert "某事" not in page.content.decode()
    assert not SheetUpload.objects.exists()
    entry = AuditEntry.objects.get(event="拒收带密级标志的文件")
    assert (entry.actor_id, "某名" in entry.detail) == (editor.user.pk, False)


def test_a_preview_that_no_longer_holds_is_refused():
    editor, hub = at_desk(Role.EDITOR), make_hub("伦敦科技创新中心", city="伦敦")
    page = upload(editor, f"{HUBS}import/", sheet("名称,城市", "伦敦科技创新中心,大伦敦"))
    Hub.objects.update(city="别人改的")
    assert "有人修改了这些内容" in told(confirm(editor, page))
    hub.refresh_from_db()
    assert hub.city == "别人改的"


def test_a_preview_is_seen_and_confirmed_only_by_who_uploaded_it_once_and_within_the_hour():
    one, other = at_desk(Role.EDITOR), at_desk(Role.EDITOR)
    page = upload(one, f"{HUBS}import/", sheet("名称", "伦敦"))
    assert "不是由您上传的" in told(other.get(preview_of(page)))
    assert "不是由您上传的" in told(confirm(other, page))
    SheetUpload.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert "预览已过期" in told(confirm(one, page))
    assert not Hub.objects.exists()
    upload(one, f"{CASES}import/", sheet("编号", "x"))
    assert SheetUpload.objects.get().kind == "hubs.casestudy"


def test_a_cancelled_preview_leaves_nothing():
    editor = at_desk(Role.EDITOR)
    page = upload(editor, f"{HUBS}import/", sheet("名称", "伦敦"))
    assert "没有导入" in told(editor.post(preview_of(page), {"cancel": "1"}, follow=True))
    assert (SheetUpload.objects.count(), Hub.objects.count()) == (0, 0)


def test_an_upload_that_is_too_large_and_no_upload_are_told():
    editor = at_desk(Role.EDITOR)
    assert "超过 10 MB" in told(upload(editor, f"{HUBS}import/", b"x" * (10 * 1024 * 1024 + 1)))
    assert "请选择文件" in told(editor.post(f"{HUBS}import/"))


def test_a_preview_of_many_rows_is_paged_and_narrowed_by_what_becomes_of_them():
    editor = at_desk(Role.EDITOR)
    make_hub("第3号", city="旧"), make_hub("第5号", city="新")
    source = sheet("名称,城市", *(f"第{number}号,新" for number in range(120)))
    address = preview_of(upload(editor, f"{HUBS}import/", source))
    last = editor.get(address, {"page": 3}).content.decode()
    assert "第 3 页，共 3 页" in last
    assert "第 121 行" in last
    assert "第 2 行" not in last
    changed = editor.get(address, {"only": "修改"}).content.decode()
    assert ("第 5 行" in changed, "第 6 行" in changed, changed.count("<tbody>")) == (True, False, 1)
    assert re.findall(r">(\S+ \d+)</a>", changed) == ["全部 120", "新增 118", "修改 1", "不变 1"]


@pytest.mark.parametrize(("number", "ending"), [(0, "xlsx"), (1, "csv"), (2, "json")])
def test_an_export_is_a_file_that_imports_again_and_is_audited(number, ending):
    editor = at_desk(Role.EDITOR)
    make_hub("伦敦科技创新中心", aliases="=1+1")
    assert editor.get(f"{HUBS}export/").status_code == 200
    file = editor.post(f"{HUBS}export/", {"format": number, "resource": "0"})
    assert f".{ending}" in file["Content-Disposition"]
    page = upload(editor, f"{HUBS}import/", file.content, f"表.{ending}")
    assert "和系统里的一样" in page.content.decode()
    assert AuditEntry.objects.filter(event="导出", actor_id=editor.user.pk).count() == 1


def test_a_form_overtaken_by_another_is_refused_once_with_both_texts_and_then_saved():
    editor, case_study = at_desk(Role.EDITOR), make_case_study(body="旧")
    address = f"{CASES}{case_study.pk}/change/"
    form = {"hub": case_study.hub.pk, "thesis": case_study.thesis, "body": "我的", **NO_ROWS}
    form["seen"] = seen_on(editor, address)
    CaseStudy.objects.update(body="对方写的")
    page = editor.post(address, form)
    assert page.status_code == 200
    assert "有人保存了新的内容" in told(page)
    assert "对方的“正文”：对方写的" in told(page)
    assert "我的</textarea>" in page.content.decode()
    case_study.refresh_from_db()
    assert case_study.body == "对方写的"
    form["seen"] = re.search(r'name="seen" value="([0-9a-f]{64})"', page.content.decode())[1]
    assert editor.post(address, form).status_code == 302
    case_study.refresh_from_db()
    assert case_study.body == "我的"


def test_a_figure_another_added_meanwhile_overtakes_the_form_too():
    editor, case_study = at_desk(Role.EDITOR), make_case_study()
    address = f"{CASES}{case_study.pk}/change/"
    form = {"hub": case_study.hub.pk, "thesis": "新的论点。", "seen": seen_on(editor, address), **NO_ROWS}
    case_study.figures.create(label="占比", value="50%")
    assert "对方的“数据”：占比：50%" in told(editor.post(address, form))


def test_a_form_that_does_not_say_what_was_seen_is_refused():
    editor, hub = at_desk(Role.EDITOR), make_hub("伦敦")
    assert "有人保存了新的内容" in told(editor.post(f"{HUBS}{hub.pk}/change/", {"name": "柏林"}))


def test_a_reviewer_reads_a_row_without_the_hidden_field():
    case_study = make_case_study()
    page = at_desk(Role.SIGNER).get(f"{CASES}{case_study.pk}/change/")
    assert case_study.thesis in page.content.decode()
    assert "seen" not in page.content.decode()
