"""The rows and the Bulletin say the same: read off the rows, frozen, put back."""

import pytest
from django.utils import timezone

from accounts import trash
from accounts.authorship import author_ids, save
from bulletin.serialization import digest, from_json, printed_digest, to_json
from hubs.models import CaseStudy, Figure, Milestone
from issues import moves, rows
from issues.models import Issue, Section
from issues.models.issue import Kinds
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.office import LESSON, edit, make_issue, office, write_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


@pytest.fixture
def draft(cast):
    return write_draft(
        cast.editor, board="主编：张三\n编辑: 李四", distribution="报：市委", copies=80, sources="年鉴\n网站"
    )


def the_case(issue):
    return issue.sections.get(case_study__isnull=False).case_study


def test_the_masthead_is_split_into_its_parts(draft):
    bulletin = bulletin_of(draft)
    assert bulletin.labels == ("内部资料", "领导参阅")
    assert [(member.role, member.name) for member in bulletin.board] == [("主编", "张三"), ("编辑", "李四")]
    assert [(one.verb, one.names) for one in bulletin.distribution.recipients] == [("报", "市委")]
    assert (bulletin.distribution.copies, bulletin.sources) == (80, ("年鉴", "网站"))


def test_a_case_section_prints_its_case_study(draft):
    section = bulletin_of(draft).sections[1]
    assert (section.heading, section.thesis) == ("英国伦敦科技创新中心", "成为世界城市的榜样。")
    assert section.text == the_case(draft).body


def test_what_is_known_but_not_printed_changes_the_digest_and_not_the_printed_one(draft):
    before = bulletin_of(draft)
    Figure.objects.create(case_study=the_case(draft), label="产值占比", value="50%", year=2020)
    Milestone.objects.create(case_study=the_case(draft), year=2014, month=3, what="成立")
    after = bulletin_of(draft)
    assert digest(before) != digest(after) and printed_digest(before) == printed_digest(after)
    (note,) = after.annotations.cases
    assert (note.figures[0].value, note.milestones[0].month) == ("50%", 3)


def test_a_lesson_carries_its_passage_and_the_sections_it_rests_on(draft):
    (note,) = bulletin_of(draft).annotations.lessons
    assert (note.statement, note.passage, note.rests_on) == ("营造创新环境", LESSON, (1,))


def test_sections_stand_in_the_order_of_their_positions(draft):
    Section.objects.filter(issue=draft, position=1).update(position=9)
    assert [section.kind.value for section in bulletin_of(draft).sections] == ["case", "lessons", "lead"]


def test_it_is_one_value_whoever_reads_it(draft):
    bulletin = bulletin_of(draft)
    assert bulletin_of(Issue.objects.get()) == bulletin
    assert from_json(to_json(bulletin)) == bulletin


def test_it_costs_the_same_queries_for_one_case_and_for_four(draft, django_assert_num_queries):
    with django_assert_num_queries(5):
        bulletin_of(draft)
    hub = the_case(draft).hub
    for position in range(4, 7):
        case = CaseStudy.objects.create(hub=hub, body="又一个案例。")
        Section.objects.create(issue=draft, position=position, kind=Kinds.CASE, case_study=case)
    with django_assert_num_queries(5):
        bulletin_of(draft)


def test_put_back_the_rows_give_the_same_bulletin(cast, draft):
    frozen = bulletin_of(draft)
    issue = edit(draft, cast.editor, title="改了", labels="", board="", copies=None, correction_note="说明")
    case = the_case(issue)
    case.body = "改了。"
    save(case, by=cast.editor)
    issue.sections.filter(position=1).update(body="改了。", position=7)
    issue.attached_lessons.all().delete()
    rows.restore(issue, frozen, by=cast.editor)
    assert bulletin_of(Issue.objects.get()) == frozen


def test_an_abandoned_correction_leaves_the_rows_as_published(cast):
    issue = make_issue(cast, State.PUBLISHED)
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version)
    issue = edit(issue, cast.editor, title="改了")
    issue.sections.all().delete()
    issue = moves.abandon_correction(issue, by=cast.editor, lock_version=issue.lock_version)
    assert to_json(bulletin_of(issue)) == issue.newest_revision.json


def test_a_case_dropped_and_put_in_the_trash_comes_back_with_the_abandoned_correction(cast):
    issue = make_issue(cast, State.PUBLISHED)
    case = the_case(issue)
    lesson = issue.attached_lessons.get().lesson
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version)
    issue.sections.filter(case_study=case).delete()
    issue.attached_lessons.all().delete()
    lesson.rests_on.clear()
    for row in (lesson, case):
        trash.put_in_trash(row, by=cast.editor)
    issue = moves.abandon_correction(issue, by=cast.editor, lock_version=issue.lock_version)
    assert the_case(issue).trashed_at is None
    assert issue.attached_lessons.get().lesson.trashed_at is None


def test_a_case_whose_hub_is_in_the_trash_stops_the_abandoning_with_a_sentence(cast):
    issue = make_issue(cast, State.PUBLISHED)
    case = the_case(issue)
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version)
    issue.sections.all().delete()
    for row in (case, case.hub):
        type(row).objects.filter(pk=row.pk).update(trashed_at=timezone.now())
    with pytest.raises(moves.Refused, match="在回收站里，请先恢复它"):
        moves.abandon_correction(issue, by=cast.editor, lock_version=issue.lock_version)
    assert Issue.objects.get().state == State.DRAFT


def test_a_draft_whose_total_was_taken_meanwhile_is_not_restored(cast):
    issue = write_draft(cast.editor)
    moves.put_in_trash(issue, by=cast.editor)
    Issue.objects.create(total=issue.total)
    with pytest.raises(moves.Refused, match="这个总期号已经有一期了"):
        moves.restore(issue, by=cast.editor)


def test_what_another_issue_prints_too_is_put_back_by_an_author(cast):
    issue = make_issue(cast, State.PUBLISHED)
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version)
    case = the_case(issue)
    case.body = "改了。"
    save(case, by=cast.editor)
    moves.abandon_correction(issue, by=cast.other_editor, lock_version=issue.lock_version)
    assert cast.other_editor.pk in author_ids([case])


def test_natural_keys_lead_back_to_their_rows(cast):
    issue = make_issue(cast, State.PUBLISHED)
    revision, publication = issue.newest_revision, issue.publications.get()
    found = [issue, revision, publication, *issue.sections.all(), *issue.attached_lessons.all(), the_case(issue)]
    for row in [*found, the_case(issue).hub, issue.attached_lessons.get().lesson.theme]:
        assert type(row)._default_manager.get_by_natural_key(*row.natural_key()) == row
