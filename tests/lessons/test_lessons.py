import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import trash
from accounts.access import Role
from lessons.models import Lesson, Theme
from tests.hubs.factories import make_case_study, make_hub
from tests.lessons.factories import make_lesson, make_theme
from tests.people import person

pytestmark = pytest.mark.django_db


def refused(row):
    try:
        with transaction.atomic():
            type(row).objects.bulk_create([row])
    except IntegrityError:
        return True
    return False


def test_a_theme_has_a_slug_and_its_lessons_have_numbered_keys():
    theme = make_theme("创新生态")
    assert theme.slug == "chuangxinshengtai"
    assert [make_lesson(theme).key, make_lesson(theme).key] == ["chuangxinshengtai-1", "chuangxinshengtai-2"]


def test_two_kept_themes_cannot_share_a_name_but_the_bin_keeps_none_occupied():
    make_theme("人才")
    assert refused(Theme(name="人才", slug="other"))
    Theme.objects.update(trashed_at=timezone.now())
    assert not refused(Theme(name="人才", slug="other"))


def test_a_statement_stands_once_under_a_theme():
    lesson = make_lesson(statement="营造良好的环境")
    assert refused(Lesson(theme=lesson.theme, statement="营造良好的环境", key="other"))
    assert not refused(Lesson(theme=make_theme(), statement="营造良好的环境", key="another"))


@pytest.mark.parametrize("fields", [{"name": ""}, {"slug": ""}])
def test_the_database_refuses_a_theme_without(fields):
    assert refused(Theme(**{"name": "人才", "slug": "rencai", **fields}))


@pytest.mark.parametrize("fields", [{"statement": ""}, {"key": ""}])
def test_the_database_refuses_a_lesson_without(fields):
    assert refused(Lesson(**{"theme": make_theme(), "statement": "话", "key": "k-1", **fields}))


def test_a_second_theme_of_one_name_is_refused_with_a_sentence():
    make_theme("人才")
    with pytest.raises(ValidationError, match="已经有同名的主题"):
        Theme(name="人才").full_clean()


def test_a_theme_with_lessons_and_a_case_study_under_a_lesson_stay():
    editor, case_study = person("li", Role.EDITOR), make_case_study()
    lesson = make_lesson(rests_on=[case_study])
    for row in (lesson.theme, case_study):
        with pytest.raises(trash.InUse, match=f"启示“{lesson}”正在使用它"):
            trash.put_in_trash(row, by=editor)
    trash.put_in_trash(lesson, by=editor)
    trash.put_in_trash(lesson.theme, by=editor)
    trash.put_in_trash(case_study, by=editor)


def test_themes_in_use_have_a_kept_lesson():
    used, binned = make_lesson().theme, make_lesson(trashed_at=timezone.now()).theme
    assert list(Theme.objects.in_use()) == [used]
    assert binned not in Theme.objects.in_use()


def test_lessons_go_through_a_fixture_by_natural_keys():
    case_study = make_case_study(make_hub("伦敦科技创新中心"))
    make_lesson(make_theme("人才"), statement="引才", rests_on=[case_study])
    rows = [*Theme.objects.all(), *Lesson.objects.all()]
    told = serializers.serialize("json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True)
    Lesson.objects.all().delete()
    Theme.objects.all().delete()
    for row in serializers.deserialize("json", told):
        row.save()
    lesson = Lesson.objects.get()
    assert (lesson.key, lesson.theme.slug, list(lesson.rests_on.all())) == ("rencai-1", "rencai", [case_study])


def test_lessons_with_evidence_cost_the_same_queries_however_many(django_assert_num_queries):
    for _ in range(5):
        make_lesson(rests_on=[make_case_study(), make_case_study()])
    with django_assert_num_queries(2):
        assert [
            (lesson.theme.name, [case_study.hub.name for case_study in lesson.rests_on.all()])
            for lesson in Lesson.objects.with_evidence()
        ]
