"""The page of an issue for whoever reads it and does not write it."""

import pytest

from issues.models import Issue
from issues.states import State
from tests.issues.issue_form import opened
from tests.issues.moving_pages import page, signed_in, text
from tests.issues.office import make_issue, office, write_draft

pytestmark = pytest.mark.django_db
ONLY_LESSONS = "已发布的文字不能直接改；这里只能改启示的主题和原文"


@pytest.fixture
def cast():
    return office()


def read(user, issue):
    return text(signed_in(user).get(page(issue)))


def test_what_is_empty_is_left_out_and_what_is_looked_for_is_said_to_be_empty(cast):
    shown = read(cast.first, write_draft(cast.editor, number=None, editor_note="编者的话"))
    assert "编者的话" in shown
    for label in ("副标题", "网址", "份号"):
        assert f"{label}：</label>" not in shown
    assert shown.count('<span class="unfilled">未填</span>') == 4
    assert '<div class="readonly">-</div>' not in shown
    assert "可以先不填" not in shown


def test_a_supplement_is_said_to_be_one_in_a_word(cast):
    issue = write_draft(cast.editor)
    assert "增刊" not in read(cast.first, issue)
    Issue.objects.filter(pk=issue.pk).update(supplement=True)
    shown = read(cast.first, issue)
    assert "增刊：</label>" in shown
    assert '<div class="readonly">是</div>' in shown
    assert "icon-yes" not in shown


@pytest.mark.parametrize("state", [State.DRAFT, State.FIRST_REVIEW, State.PUBLISHED])
def test_there_is_no_bar_of_buttons_where_nothing_can_be_saved(cast, state):
    issue = make_issue(cast, state)
    assert "submit-row" not in read(cast.first, issue)


def test_the_issue_is_named_once_above_the_page_and_has_no_history_of_djangos(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    for user in (cast.editor, cast.first):
        shown = read(user, issue)
        assert f"<h1>{issue}（初审中）</h1>" in shown
        assert f"<h2>{issue}</h2>" not in shown
        assert "/history/" not in shown


def test_the_editor_of_a_published_issue_is_told_what_can_be_changed_here(cast):
    issue = make_issue(cast, State.PUBLISHED)
    shown = read(cast.editor, issue)
    assert shown.index('id="attached_lessons-heading"') < shown.index(ONLY_LESSONS)
    assert shown.count(ONLY_LESSONS) == 1
    assert 'name="_save"' in shown
    for reader, other in ((cast.first, issue), (cast.editor, make_issue(cast, number=6))):
        assert ONLY_LESSONS not in read(reader, other)


def test_an_editor_is_offered_every_field_of_a_draft(client, cast):
    fields = opened(client, cast.editor, page(write_draft(cast.editor)))
    assert {"supplement", "subtitle", "website", "copy_number"} <= fields.keys()
