"""The office's search boxes: what matches, and that no change of a row passes by their words. Seen on hubs' rows."""

import threading
import time

import pytest
from django.core import serializers
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import office_text, office_triggers
from accounts.access import Role
from accounts.apps import clear_the_way
from accounts.office_text import OfficeText, catch_up, differing, found, rebuild
from accounts.trash import put_in_trash
from hubs.models import CaseStudy, Hub
from lessons.models import Lesson, Theme
from tests.hubs.factories import make_case_study, make_hub
from tests.hubs.office import at_desk, confirm, told, upload
from tests.people import person

pytestmark = pytest.mark.django_db
CASES, HUBS = "/admin/hubs/casestudy/", "/admin/hubs/hub/"


def holds(case_study, *queries):
    return [query for query in queries if not found(CaseStudy.objects.filter(pk=case_study.pk), query).exists()] == []


class TestMatching:
    @pytest.fixture(autouse=True)
    def case_study(self):
        hub = make_hub("伦敦科技创新中心", country="英国", aliases="雾都")
        body = "　　“硅环”园区（Silicon Roundabout）聚集了１２０家ＡＩ企业；\n50%到60%来自高校。"
        return make_case_study(hub, thesis="以金融带动科技，以科技成就金融。", body=body)

    @pytest.mark.parametrize(
        "query",
        [
            "环",
            "聚集了",
            "silicon",
            "SILICON",
            "ｓｉｌｉｃｏｎ",
            "120家ai",
            "１２０家ＡＩ",
            "oundabou",
            "雾都",
            "英国伦敦",
        ],
    )
    def test_any_part_of_a_word_in_any_width_and_case(self, case_study, query):
        assert holds(case_study, query)

    @pytest.mark.parametrize(
        "query", ["“硅环”", "『硅环』", "带动科技、以科技", "50％到60％", "企业。", "硅环”园区(Sili"]
    )
    def test_a_punctuation_mark_stands_for_any_other(self, case_study, query):
        assert holds(case_study, query)

    def test_one_punctuation_mark_for_one(self, case_study):
        assert not holds(case_study, "带动科技，，以科技")
        assert not holds(case_study, "带动科技以科技")

    def test_nothing_across_a_line_or_from_another_field(self, case_study):
        assert not holds(case_study, "企业；50%")
        assert not holds(case_study, "金融。“硅环")

    def test_several_words_mean_all_of_them(self, case_study):
        assert holds(case_study, "金融　硅环 雾都")
        assert not holds(case_study, "金融 纽约")

    def test_quotes_mean_the_words_one_after_the_other(self, case_study):
        assert holds(case_study, '"Silicon Roundabout"', "“Silicon　Roundabout”")
        assert not holds(case_study, '"Roundabout Silicon"')

    def test_a_minus_means_without(self, case_study):
        assert holds(case_study, "金融 -纽约", "-纽约")
        assert not holds(case_study, "金融 -硅环")

    @pytest.mark.parametrize("query", ["%", "_", "\\", "科%金", "' OR 1=1 --", "科_金", '"', "-", "，"])
    def test_no_character_is_a_command(self, case_study, query):
        assert not holds(case_study, query)


def renamed_by_sheet(case_study, editor):
    page = upload(editor, f"{HUBS}import/", f"编号,名称\n{case_study.hub.slug},新名称\n".encode())
    assert "修改 1" in page.content.decode()
    confirm(editor, page)


def executed(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def loaded(case_study):
    case_study.body = "新名称"
    for one in serializers.deserialize("json", serializers.serialize("json", [case_study])):
        one.save()


WAYS = {
    "save": lambda case, _: (setattr(case, "body", "新名称"), case.save()),
    "update": lambda case, _: CaseStudy.objects.update(body="新名称"),
    "bulk_update": lambda case, _: (setattr(case, "body", "新名称"), CaseStudy.objects.bulk_update([case], ["body"])),
    "SQL": lambda case, _: executed("UPDATE hubs_casestudy SET body = '新名称'"),
    "loaddata": lambda case, _: loaded(case),
    "hub": lambda case, _: Hub.objects.filter(pk=case.hub_id).update(name="新名称"),
    "another hub": lambda case, _: (setattr(case, "hub", make_hub("新名称")), case.save()),
    "figure": lambda case, _: case.figures.create(label="新名称", value="1"),
    "milestone": lambda case, _: case.milestones.create(year=2020, what="新名称"),
    "sheet": renamed_by_sheet,
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_written_by_whatever_way_is_found_at_once(way):
    case_study = make_case_study(make_hub("旧名称"))
    assert not holds(case_study, "新名称")
    WAYS[way](case_study, at_desk(Role.EDITOR))
    assert holds(case_study, "新名称")


@pytest.mark.parametrize("way", ["save", "update", "bulk_update", "SQL", "loaddata"])
def test_what_was_overwritten_is_gone_from_the_table_at_once(way):
    case_study = make_case_study(make_hub(), body="旧正文")
    assert holds(case_study, "旧正文")
    WAYS[way](case_study, None)
    assert not OfficeText.objects.filter(text__contains="旧正文").exists()


def test_what_was_deleted_leaves_no_word():
    case_study = make_case_study(make_hub("旧名称"), body="旧正文")
    case_study.figures.create(label="旧指标", value="1")
    catch_up(CaseStudy)
    case_study.figures.all().delete()
    assert not OfficeText.objects.filter(text__contains="旧指标").exists()
    catch_up(CaseStudy)
    case_study.delete()
    assert not OfficeText.objects.filter(subject_type="hubs.casestudy").exists()


def test_a_lesson_is_found_by_its_theme_and_by_the_hubs_it_rests_on():
    lesson = Lesson.objects.create(theme=Theme.objects.create(name="资本"), statement="办好创业投资")
    assert not found(Lesson.objects.all(), "雾都").exists()
    case_study = make_case_study(make_hub("伦敦科技创新中心", aliases="雾都"))
    lesson.rests_on.add(case_study)
    for query in ("业投", "资本", "雾都", "伦敦 资本"):
        assert found(Lesson.objects.all(), query).get() == lesson
    lesson.rests_on.remove(case_study)
    Theme.objects.update(name="人才")
    assert found(Lesson.objects.all(), "人才 -雾都").get() == lesson


def test_a_transaction_that_fails_changes_no_words():
    case_study = make_case_study(body="旧正文")
    catch_up(CaseStudy)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        CaseStudy.objects.update(body="新正文")
        assert holds(case_study, "新正文")
        raise ZeroDivisionError
    assert holds(case_study, "旧正文") and not holds(case_study, "新正文")


@pytest.mark.django_db(transaction=True)
def test_words_are_not_read_while_somebody_is_changing_them():
    case_study = make_case_study(body="旧正文")
    writing = threading.Event()

    def write():
        with transaction.atomic():
            CaseStudy.objects.update(body="新正文")
            writing.set()
            time.sleep(0.5)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert writing.wait(10)
    assert holds(case_study, "新正文")
    writer.join()
    assert holds(case_study, "新正文") and list(differing()) == []


def test_words_that_differ_are_named_and_mended():
    case_study = make_case_study(body="旧正文")
    catch_up(CaseStudy)
    OfficeText.objects.filter(subject_id=case_study.pk).update(text="别的")
    assert list(differing()) == [case_study]
    assert rebuild() == CaseStudy.objects.count() + Hub.objects.count()
    assert list(differing()) == [] and holds(case_study, "旧正文")


class TestTriggers:
    def test_stand_after_migrate(self):
        assert office_triggers.missing(connection) == []

    def test_are_out_of_the_way_of_a_migrate_that_has_something_to_do(self):
        clear_the_way(using="default", plan=[])
        assert office_triggers.missing(connection) == []
        clear_the_way(using="default", plan=["something"])
        assert len(office_triggers.missing(connection)) >= len(office_text.SEARCHED)

    def test_put_back_forget_what_was_read_meanwhile(self):
        case_study = make_case_study(body="旧正文")
        catch_up(CaseStudy)
        office_triggers.remove(connection)
        CaseStudy.objects.update(body="新正文")
        office_triggers.install(connection)
        assert office_triggers.missing(connection) == []
        assert holds(case_study, "新正文")

    def test_installing_twice_keeps_what_was_read(self):
        make_case_study()
        catch_up(CaseStudy)
        office_triggers.install(connection)
        assert OfficeText.objects.exists()


class TestPages:
    def test_the_box_stands_on_the_list_with_a_word_on_how_to_use_it(self):
        editor = at_desk(Role.EDITOR)
        for address in (HUBS, CASES, "/admin/lessons/theme/", "/admin/lessons/lesson/"):
            page = editor.get(address).content.decode()
            assert "一个字也能找" in page and 'name="q"' in page

    def test_a_list_shows_what_was_found(self):
        make_hub("伦敦科技创新中心", country="英国")
        make_hub("柏林科技创新中心", country="德国")
        page = at_desk(Role.EDITOR).get(HUBS, {"q": "创新 -伦敦"}).context["cl"]
        assert [hub.name for hub in page.result_list] == ["柏林科技创新中心"]

    def test_what_is_in_the_bin_is_found_only_there(self):
        hub = make_hub("伦敦科技创新中心")
        put_in_trash(hub, by=person("wang", Role.EDITOR))
        editor = at_desk(Role.EDITOR)
        assert not editor.get(HUBS, {"q": "敦"}).context["cl"].result_count
        assert editor.get(HUBS, {"q": "敦", "trash": "1"}).context["cl"].result_count == 1

    def test_a_query_that_is_too_long_says_so(self):
        page = at_desk(Role.EDITOR).get(HUBS, {"q": "甲 乙 丙 丁 戊 己 庚 辛 壬"})
        assert "只按前100个字、前8个词找了" in told(page)

    @pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR, Role.AUDITOR])
    def test_somebody_who_may_not_see_the_rows_searches_nothing(self, role):
        make_hub("伦敦科技创新中心")
        outsider = at_desk(role)
        asked = {"app_label": "hubs", "model_name": "casestudy", "field_name": "hub", "term": "伦敦"}
        assert outsider.get(HUBS, {"q": "伦敦"}).status_code in (302, 403)
        assert outsider.get("/admin/autocomplete/", asked).status_code in (302, 403)

    def test_two_hundred_rows_cost_the_queries_of_ten(self, django_assert_num_queries):
        editor = at_desk(Role.EDITOR)
        hubs = [Hub(name=f"第{n}号中心", slug=f"hub-{n}") for n in range(200)]
        Hub.objects.bulk_create(hubs[:10])
        catch_up(Hub)
        with CaptureQueriesContext(connection) as few:
            editor.get(HUBS, {"q": "号中"})
        Hub.objects.bulk_create(hubs[10:])
        catch_up(Hub)
        with django_assert_num_queries(len(few)):
            assert editor.get(HUBS, {"q": "号中"}).context["cl"].result_count == 200
