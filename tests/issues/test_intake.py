"""A parsed bulletin becomes a draft, whole or not at all."""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from accounts.access import Role
from accounts.audit import AuditEntry
from accounts.authorship import author_ids
from bulletin.serialization import printed_digest
from bulletin.value import Annotations, Bulletin, Kind, Section
from hubs.models import CaseStudy, Hub
from issues import intake, moves
from issues.models import AttachedLesson, Intake, Issue
from issues.snapshot import bulletin_of
from issues.uses import TITLE
from lessons.models import Lesson, Theme
from tests.bulletin.factories import issue as whole
from tests.bulletin.strategies import bulletins
from tests.people import person

pytestmark = pytest.mark.django_db
LESSONS = "启示如下：一是要营造良好的创新创业环境；二是要加强人才引进。"


def small(**changes):
    """An issue with two cases and its lessons."""
    sections = (
        Section(Kind.LEAD, text="导语一段。"),
        Section(Kind.CASE, heading="英国伦敦科技创新中心", heading_end="：", thesis="世界的榜样。", text="伦敦的事。"),
        Section(Kind.CASE, heading="日本东京科技创新中心", heading_end="：", text="东京的事。"),
        Section(Kind.LESSONS, text=LESSONS),
    )
    return replace(Bulletin(series=TITLE, year=2022, number=4, total=418, title="标题", sections=sections), **changes)


@pytest.fixture
def editor():
    return person("editor", Role.EDITOR)


@pytest.fixture
def take_in(editor):
    def take(bulletin, sha256="a", **options):
        return intake.take_in(bulletin, by=editor, file_name="4.txt", sha256=sha256, **options)

    return take


def stored():
    return [model.objects.count() for model in (Issue, Hub, CaseStudy, Lesson, Theme, Intake, AuditEntry)]


def test_makes_a_draft_that_prints_what_was_read(take_in):
    bulletin = whole()
    issue = take_in(bulletin).issue
    assert printed_digest(bulletin_of(issue)) == printed_digest(bulletin)
    assert (issue.state, issue.stages, issue.numbering) == ("draft", 3, "2022年第4期")


def as_printed(bulletin):
    """With year, title and masthead as a page can carry them; sections, notes and names stay as they were drawn."""
    listed = {name: lines_of(getattr(bulletin, name)) for name in ("labels", "sources", "imprint")}
    people = {"board": whole().board, "distribution": whole().distribution}
    sections = (one if one.kind is Kind.ARTICLE else replace(one, subtitle="", byline="") for one in bulletin.sections)
    kept = {"annotations": Annotations(), "sections": tuple(sections)}
    return replace(bulletin, series=TITLE, year=2022, **listed, **people, **kept)


def lines_of(texts):
    return tuple(" ".join(text.split()) for text in texts if text.strip())


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(bulletin=bulletins().map(as_printed))
def test_any_bulletin_is_taken_in_exactly_or_refused_with_a_sentence(take_in, bulletin):
    before = stored()
    with transaction.atomic():
        try:
            issue = take_in(bulletin).issue
        except intake.CannotTakeIn as refusal:
            assert str(refusal).endswith("。") and "不一致" not in str(refusal)
            assert stored() == before
        else:
            assert printed_digest(bulletin_of(issue)) == printed_digest(bulletin)
        transaction.set_rollback(True)


def test_the_same_file_again_changes_nothing(take_in):
    issue = take_in(small()).issue
    before = stored()
    again = take_in(small())
    assert (again.issue, again.created) == (issue, False)
    assert "没有变化" in again.lines[0]
    assert stored() == before


def test_a_file_whose_draft_is_in_the_trash_is_taken_in_anew(take_in, editor):
    issue = take_in(small()).issue
    moves.put_in_trash(issue, by=editor)
    assert take_in(small()).created


def test_a_bulletin_of_another_title_is_refused(take_in):
    before = stored()
    with pytest.raises(intake.CannotTakeIn, match="这是《科技参考》"):
        take_in(small(series="科技参考"))
    assert stored() == before


def test_a_bulletin_without_a_title_of_its_series_is_ours(take_in):
    assert take_in(small(series="")).issue.series_title == TITLE


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [({"total": 419}, "2022年第4期"), ({"number": 5}, "总第418期已经在系统里")],
)
def test_numbers_that_are_taken_are_refused(take_in, numbers, sentence):
    take_in(small())
    before = stored()
    with pytest.raises(intake.CannotTakeIn, match=sentence):
        take_in(small(**numbers), sha256="b")
    assert stored() == before


def test_a_supplement_takes_no_number_of_an_issue(take_in):
    take_in(small())
    assert take_in(small(supplement=True, total=None), sha256="b").issue.numbering == "2022年增刊第4期"


def test_a_case_without_a_heading_is_refused_naming_its_place(take_in):
    with pytest.raises(intake.CannotTakeIn, match="第2段是案例"):
        take_in(small(sections=(Section(Kind.LEAD, text="导语。"), Section(Kind.CASE, text="不知是谁。"))))
    assert not Issue.objects.exists()


def test_what_is_too_long_is_refused_naming_the_place_in_the_words_of_the_form(take_in):
    before = stored()
    sections = (Section(Kind.LEAD, text="导语。"), Section(Kind.DISCUSSION, heading="长" * 201, text="正文。"))
    with pytest.raises(intake.CannotTakeIn, match=r"^第2段的小标题："):
        take_in(small(sections=sections))
    with pytest.raises(intake.CannotTakeIn, match=r"^标题："):
        take_in(small(title="长" * 201))
    assert stored() == before


def test_a_hub_known_by_an_alias_is_recognised_and_an_unknown_one_made(take_in):
    london = Hub.objects.create(name="大伦敦", country="英国", aliases="伦敦")
    outcome = take_in(small())
    cases = [section.case_study.hub for section in outcome.issue.sections.filter(case_study__isnull=False)]
    assert cases[0] == london
    assert (cases[1].country, cases[1].name) == ("日本", "东京科技创新中心")
    assert any("已新建“东京科技创新中心" in line for line in outcome.lines)


def test_a_new_hub_told_of_twice_is_made_once(take_in):
    sections = tuple(Section(Kind.CASE, heading="日本东京科技创新中心", text=f"第{n}段。") for n in (1, 2))
    take_in(small(sections=sections))
    assert Hub.objects.get().case_studies.count() == 2


def test_a_country_with_a_colon_is_no_part_of_a_hubs_name(take_in):
    take_in(small(sections=(Section(Kind.CASE, heading="韩国：大田科技创新中心", text="大田的事。"),)))
    assert (Hub.objects.get().country, Hub.objects.get().name) == ("韩国", "大田科技创新中心")


def test_a_hub_chosen_by_hand_goes_before_what_the_heading_says(take_in):
    hub = Hub.objects.create(name="大阪科技创新中心", country="日本")
    issue = take_in(small(), chosen={2: hub}).issue
    assert issue.sections.get(position=3).case_study.hub == hub
    assert not Hub.objects.filter(name="东京科技创新中心").exists()


def test_what_was_new_is_told_and_what_was_known_is_not(take_in):
    made = take_in(small()).made
    assert made["hubs"] == list(Hub.objects.order_by("pk").values_list("pk", flat=True))
    assert made["lessons"] == list(Lesson.objects.order_by("pk").values_list("pk", flat=True))
    again = take_in(small(number=5, total=419), sha256="b").made
    assert (again["hubs"], again["lessons"], len(again["cases"])) == ([], [], 2)


def test_lessons_are_suggested_under_a_theme_to_be_sorted(take_in):
    issue = take_in(small()).issue
    drawn = issue.attached_lessons.all()
    assert [attached.lesson.theme.name for attached in drawn] == ["待归类", "待归类"]
    assert all(attached.passage in LESSONS for attached in drawn)
    assert bulletin_of(issue).annotations.lessons == ()


def test_a_lesson_that_is_known_is_drawn_again(take_in):
    take_in(small())
    take_in(small(number=5, total=419), sha256="b")
    assert Lesson.objects.count() == 2
    assert AttachedLesson.objects.count() == 4


def test_the_editor_who_imports_is_an_author_of_all_that_was_made(take_in, editor):
    issue = take_in(small()).issue
    for row in (issue, *CaseStudy.objects.all(), *Hub.objects.all(), *Lesson.objects.all()):
        assert author_ids([row]) == {editor.pk}


def test_the_import_is_in_the_audit_without_its_words(take_in):
    issue = take_in(small()).issue
    entry = AuditEntry.objects.get(event="导入")
    assert str(issue.pk) in entry.subject
    assert issue.title not in entry.subject + entry.detail
