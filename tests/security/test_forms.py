"""Posts that no page of ours would send."""

import pytest
from django.utils import timezone

from accounts.authorship import save
from hubs.models import CaseStudy, Hub
from issues import moves
from issues.states import State
from lessons.models import Lesson, Theme
from tests.issues.issue_form import opened, page_of, posted, with_row
from tests.issues.moving_pages import now, post
from tests.issues.office import edit, make_issue, office, write_draft
from tests.security.test_four_eyes import resubmit

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def test_a_case_in_the_bin_is_not_attached(cast, client):
    issue = write_draft(cast.editor)
    case = CaseStudy(hub=Hub.objects.create(name="旧中心"), thesis="论点。", trashed_at=timezone.now())
    save(case, by=cast.editor)
    fields = opened(client, cast.editor, page_of(issue))
    answer = client.post(page_of(issue), posted(with_row(fields, "sections", kind="case", case_study=case.pk)))
    assert "在回收站里" in answer.content.decode()
    assert not issue.sections.filter(case_study=case).exists()


def test_a_lesson_in_the_bin_is_not_attached(cast, client):
    issue = write_draft(cast.editor)
    lesson = Lesson(theme=Theme.objects.create(name="旧主题"), statement="旧启示", trashed_at=timezone.now())
    save(lesson, by=cast.editor)
    fields = opened(client, cast.editor, page_of(issue))
    answer = client.post(page_of(issue), posted(with_row(fields, "attached_lessons", lesson=lesson.pk)))
    assert "在回收站里" in answer.content.decode()
    assert not issue.attached_lessons.filter(lesson=lesson).exists()


def test_a_section_is_not_moved_by_posting_its_number_with_another_issue(cast, client):
    victim, own = write_draft(cast.editor), write_draft(cast.editor, number=6)
    section = victim.sections.first()
    fields = opened(client, cast.editor, page_of(own))
    client.post(page_of(own), posted(with_row(fields, "sections", id=section.pk, issue=own.pk, body="改写")))
    client.post(page_of(own), posted({**fields, "sections-0-id": section.pk, "sections-0-body": "改写"}))
    section.refresh_from_db()
    assert (section.issue_id, section.body) == (victim.pk, "导语一段。")


@pytest.mark.parametrize("total", ["abc", "-1", "", "999999999", "9" * 5000])
def test_a_stale_form_with_a_wrong_count_of_rows_is_refused_and_not_an_error(cast, client, total):
    issue = write_draft(cast.editor)
    fields = opened(client, cast.editor, page_of(issue))
    wrong = {**posted(fields), "lock_version": "77", "sections-TOTAL_FORMS": total}
    assert client.post(page_of(issue), wrong).status_code == 409


@pytest.mark.parametrize("state", [State.FIRST_REVIEW, State.APPROVED, State.PUBLISHED])
def test_an_issue_that_is_decided_on_is_not_saved_by_a_forged_form(cast, client, state):
    issue = make_issue(cast, state)
    draft = write_draft(cast.editor, number=6)
    fields = opened(client, cast.editor, page_of(draft))
    forged = {**posted(fields), "title": "换了的标题", "state": "draft", "lock_version": now(issue).lock_version}
    assert client.post(page_of(issue), forged).status_code == 409
    assert (now(issue).title, now(issue).state) == (issue.title, state)


def test_the_state_is_no_field_of_the_form(cast, client):
    issue = write_draft(cast.editor)
    fields = opened(client, cast.editor, page_of(issue))
    client.post(page_of(issue), posted({**fields, "state": "published", "trashed_at_0": "2022-01-01"}))
    assert (now(issue).state, now(issue).trashed_at) == (State.DRAFT, None)


def test_fewer_stages_chosen_while_amending_leave_the_stage_that_asked_its_way_on(cast):
    issue = make_issue(cast, State.SECOND_REVIEW)
    issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="改一处")
    issue = resubmit(edit(issue, cast.editor, editor_note="改好", stages=2), cast.editor)
    assert post(cast.second, issue, "pass_review", revision=issue.newest_revision.pk).status_code == 302
    assert now(issue).state == State.FINAL_REVIEW
