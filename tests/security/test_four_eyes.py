"""Ways round four eyes that were tried: nobody decides on words he wrote."""

import pytest

from accounts.access import Role
from accounts.authorship import save
from accounts.trash import put_in_trash
from bulletin.serialization import digest
from hubs.models import CaseStudy, Hub
from issues import moves
from issues.models import Audience, Section
from issues.models.issue import Kinds
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.office import clear, edit, make_issue, office, submit, write_draft
from tests.people import again, person, stand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


@pytest.fixture
def both(db):
    return person("both", Role.FIRST_REVIEWER, Role.EDITOR)


def resubmit(issue, by):
    return moves.resubmit(issue, by=by, digest=digest(bulletin_of(issue)))


def attach(issue, case):
    Section.objects.create(issue=issue, position=9, kind=Kinds.CASE, heading="另一处", case_study=case)


def test_a_disclosure_decision_does_not_carry_to_words_changed_after_it(cast):
    issue = clear(make_issue(cast, State.SECOND_REVIEW), cast)
    issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="改一处")
    issue = resubmit(edit(issue, cast.editor, editor_note="没有审查过的话"), cast.editor)
    assert not issue.newest_revision.disclosure_decisions.exists()


def test_the_pass_of_a_reviewer_who_then_edits_does_not_carry(cast, both):
    issue = make_issue(cast, State.FIRST_REVIEW)
    issue = moves.pass_review(issue, by=both, revision=issue.newest_revision)
    issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="改一处")
    issue = edit(issue, both, editor_note="自己审过，又自己写的话")
    with pytest.raises(moves.Refused, match="他的同意不能沿用"):
        resubmit(issue, cast.editor)


def test_the_pass_of_a_reviewer_who_only_resubmits_does_not_carry(cast, both):
    issue = make_issue(cast, State.FIRST_REVIEW)
    issue = moves.pass_review(issue, by=both, revision=issue.newest_revision)
    issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="改一处")
    issue = edit(issue, cast.editor, editor_note="改好了")
    with pytest.raises(moves.Refused, match="他的同意不能沿用"):
        resubmit(issue, both)


def test_a_case_written_long_ago_makes_an_author_of_the_correction_that_attaches_it(cast, both):
    case = CaseStudy(hub=Hub.objects.create(name="旧中心"), thesis="论点。", body="正文。")
    save(case, by=both)
    issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="补一个案例")
    issue = moves.saving(issue.pk, by=cast.editor, lock_version=issue.lock_version)
    attach(issue, case)
    issue = submit(issue, cast.editor)
    with pytest.raises(moves.Refused, match="参与过本期的撰写"):
        moves.pass_review(issue, by=both, revision=issue.newest_revision)


def test_a_case_of_the_published_revision_makes_no_author_of_its_correction(cast):
    issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    issue = moves.start_correction(issue, by=cast.other_editor, lock_version=issue.lock_version, note="改一处")
    issue = submit(edit(issue, cast.other_editor, editor_note="改好"), cast.other_editor)
    reviewer = cast.of("editor")
    reviewer.groups.add(cast.first.groups.get())
    assert moves.pass_review(issue, by=again(reviewer), revision=issue.newest_revision).state == State.SECOND_REVIEW


def test_who_abandons_a_correction_writes_the_cases_it_brings_back(cast, both):
    issue = make_issue(cast, State.PUBLISHED)
    case = issue.sections.get(kind=Kinds.CASE).case_study
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改一处")
    case.body = "更正稿里的话。"
    save(case, by=cast.other_editor)
    other = write_draft(cast.editor, number=6, hub="乙科技创新中心")
    moves.abandon_correction(issue, by=both, lock_version=issue.lock_version)
    attach(other, case)
    other = submit(other, cast.editor)
    with pytest.raises(moves.Refused, match="参与过本期的撰写"):
        moves.pass_review(other, by=both, revision=other.newest_revision)


def test_an_author_is_not_stood_in_for_at_the_review(cast, both):
    deputy = person("deputy")
    stand_in(both, deputy, Role.FIRST_REVIEWER)
    issue = submit(write_draft(both), both)
    with pytest.raises(moves.Refused, match="您代理的both参与过"):
        moves.pass_review(issue, by=again(deputy), revision=issue.newest_revision)


def test_two_deputies_of_one_person_are_not_two_people(cast):
    boss = person("boss", Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
    first, second = person("deputy1"), person("deputy2")
    stand_in(boss, first, Role.FIRST_REVIEWER)
    stand_in(boss, second, Role.SECOND_REVIEWER)
    issue = make_issue(cast, State.FIRST_REVIEW)
    issue = moves.pass_review(issue, by=again(first), revision=issue.newest_revision)
    with pytest.raises(moves.Refused, match="由不同的人办理"):
        moves.pass_review(issue, by=again(second), revision=issue.newest_revision)


def test_abandoning_a_correction_takes_its_case_and_lesson_out_of_the_bin(cast):
    issue = make_issue(cast, State.PUBLISHED)
    case, lesson = issue.sections.get(kind=Kinds.CASE).case_study, issue.attached_lessons.get().lesson
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="去掉一个案例")
    issue.sections.filter(kind=Kinds.CASE).delete()
    issue.attached_lessons.all().delete()
    put_in_trash(lesson, by=cast.editor)
    put_in_trash(case, by=cast.editor)
    moves.abandon_correction(issue, by=cast.editor, lock_version=issue.lock_version)
    case.refresh_from_db()
    lesson.refresh_from_db()
    assert (case.trashed_at, lesson.trashed_at) == (None, None)
