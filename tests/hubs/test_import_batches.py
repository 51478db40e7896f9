"""What is kept of an import: whose, when, from which file, and how it is undone as a whole."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import authorship
from accounts.access import Role
from accounts.audit import AuditEntry
from hubs.models import CaseStudy, Hub, ImportBatch
from hubs.resources import CaseStudyResource, HubResource
from hubs.spreadsheets import batches
from tests.hubs.factories import make_case_study, make_hub
from tests.hubs.office import at_desk, confirm, told, upload
from tests.hubs.sheets import import_file, sheet
from tests.people import person

pytestmark = pytest.mark.django_db

HUBS = "/admin/hubs/hub/"


def import_two(by=None):
    """London changed, Berlin new."""
    make_hub("伦敦", city="旧城", latitude=1, longitude=2, aliases="雾都")
    return import_file(HubResource, sheet("名称,城市,别名", "伦敦,新城,（清空）", "柏林,柏林,"), by=by)


def undo(batch, resource=HubResource, by=None):
    batches.undo(resource(), batch, by=by or person("", Role.EDITOR))


def test_a_batch_says_who_brought_which_file():
    wang = person("wang", Role.EDITOR)
    source = sheet("名称", "伦敦")
    batch = import_file(HubResource, source, name="中心.csv", by=wang)
    assert (batch.by, batch.file_name, batch.created, batch.changed) == (wang, "中心.csv", 1, 0)
    assert batch.sha256 == hashlib.sha256(source).hexdigest()


def test_a_row_says_on_its_page_which_sheets_made_it():
    editor = at_desk(Role.EDITOR)
    confirm(editor, upload(editor, f"{HUBS}import/", sheet("名称", "伦敦"), name="中心.csv"))
    page = editor.get(f"{HUBS}{Hub.objects.get().pk}/change/").content.decode()
    assert f"{editor.user}在" in page
    assert f'<a href="{HUBS}import/batches/{ImportBatch.objects.get().pk}/">中心.csv</a>新增' in page


def test_undoing_a_batch_brings_back_every_row_and_bins_the_new_ones():
    batch, li = import_two(), person("li", Role.EDITOR)
    undo(batch, by=li)
    london = Hub.objects.kept().get()
    assert (london.city, london.aliases, london.latitude) == ("旧城", "雾都", 1)
    assert Hub.objects.trashed().get().name == "柏林"
    batch.refresh_from_db()
    assert batch.undone_by == li
    assert li.pk in authorship.author_ids([london])
    assert AuditEntry.objects.filter(event="撤销导入", actor_id=li.pk).exists()


def test_a_batch_is_undone_once():
    batch = import_two()
    undo(batch)
    with pytest.raises(batches.Refused, match="已经撤销过"):
        undo(batch)


@pytest.mark.parametrize("changes", [{"city": "别处"}, {"trashed_at": "2026-01-01T00:00Z"}])
def test_a_batch_of_which_somebody_touched_a_row_stays_and_the_row_is_named(changes):
    batch = import_two()
    Hub.objects.filter(name="柏林").update(**changes)
    with pytest.raises(batches.Refused, match="有人改过“柏林”，不能整批撤销"):
        undo(batch)
    assert Hub.objects.get(name="伦敦").city == "新城"


def test_a_new_row_that_is_used_keeps_its_batch():
    batch = import_two()
    case_study = make_case_study(Hub.objects.get(name="柏林"))
    with pytest.raises(batches.Refused, match=f"案例“{case_study}”正在使用它"):
        undo(batch)
    assert Hub.objects.kept().count() == 2


def test_the_old_name_taken_by_another_meanwhile_keeps_the_batch():
    make_hub("伦敦")
    batch = import_file(HubResource, sheet("编号,名称", "lundun,大伦敦"))
    make_hub("伦敦", slug="another")
    with pytest.raises(batches.Refused, match="已经被别的内容用了"):
        undo(batch)


def test_figures_milestones_and_hub_of_a_case_study_come_back():
    case_study = make_case_study(make_hub("伦敦"), thesis="旧。")
    make_hub("柏林")
    case_study.figures.create(label="占比", value="50%", year=2021, source="年鉴")
    case_study.milestones.create(year=2014, month=3, what="设立")
    source = sheet("编号,科创中心,论点,数据,大事记", "lundun-1,柏林,新。,人数|3|2022,（清空）")
    batch = import_file(CaseStudyResource, source)
    case_study.refresh_from_db()
    assert (case_study.hub.name, [str(one) for one in case_study.figures.all()]) == ("柏林", ["人数（2022年）：3"])
    assert not case_study.milestones.exists()
    undo(batch, CaseStudyResource)
    case_study = CaseStudy.objects.get()
    assert (case_study.hub.name, case_study.thesis) == ("伦敦", "旧。")
    assert [(one.label, one.value, one.year, one.source) for one in case_study.figures.all()] == [
        ("占比", "50%", 2021, "年鉴")
    ]
    assert [str(one) for one in case_study.milestones.all()] == ["2014年3月：设立"]


def test_a_batch_is_undone_on_its_page_and_by_importers_only():
    editor = at_desk(Role.EDITOR)
    batch = import_two()
    address = f"{HUBS}import/batches/{batch.pk}/"
    assert "整批撤销" in editor.get(address).content.decode()
    assert at_desk(Role.SIGNER).post(address).status_code == 403
    assert "已整批撤销" in told(editor.post(address, follow=True))
    assert "已经撤销过" in told(editor.post(address, follow=True))
    assert editor.get(f"/admin/hubs/casestudy/import/batches/{batch.pk}/").status_code == 404
    assert "已撤销" in editor.get(f"{HUBS}import/").content.decode()


def test_importing_and_undoing_eight_hundred_rows_take_as_many_queries_as_ten():
    def taken(start, count):
        lines = (f"第{number}号,甲" for number in range(start, start + count))
        with CaptureQueriesContext(connection) as queries:
            batch = import_file(HubResource, sheet("名称,城市", *lines), by=by)
            undo(batch, by=by)
        return len(queries)

    by = person("wang", Role.EDITOR)
    assert taken(0, 10) == taken(1000, 800)
