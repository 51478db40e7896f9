"""The list of issues: what stands where, and finding one by a few characters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import Role
from issues.models import Audience, Issue
from issues.states import State
from tests.issues.issue_form import LIST
from tests.issues.office import make_issue, office, write_draft
from tests.people import again, person

pytestmark = pytest.mark.django_db


def read(client, user, query=""):
    client.force_login(again(user), backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(LIST + query)
    assert response.status_code == 200
    return response


def titles(response):
    return [issue.title for issue in response.context["cl"].result_list]


def act(client, user, action, *issues, query=""):
    client.force_login(again(user), backend="django.contrib.auth.backends.ModelBackend")
    data = {"action": action, "_selected_action": [issue.pk for issue in issues]}
    return client.post(LIST + query, data, follow=True).content.decode()


def test_each_row_says_its_state_and_who_acts_next(client):
    cast = office()
    for number, state in enumerate((State.DRAFT, State.FIRST_REVIEW, State.AMENDING, State.APPROVED), start=5):
        make_issue(cast, state, number=number)
    make_issue(cast, State.PUBLISHED, number=9, audience=Audience.INTERNAL)
    page = read(client, cast.editor).content.decode()
    for words in ("草稿", "核稿：审阅", "编辑：按意见改后再送", "发布：印发或公开发布", "已发布（内部）"):
        assert words in page


def test_issues_are_found_by_title_section_case_and_number(client):
    editor = person("wang", Role.EDITOR)
    write_draft(editor, number=5, title="甲乙丙", body="独一无二的案例正文")
    issue = write_draft(editor, number=6, title="丁戊己", hub="柏林科技创新中心")
    issue.sections.filter(position=1).update(body="导语里的特殊字眼")
    assert titles(read(client, editor, "?q=乙丙")) == ["甲乙丙"]
    assert titles(read(client, editor, "?q=无二的案例")) == ["甲乙丙"]
    assert titles(read(client, editor, "?q=特殊字眼")) == ["丁戊己"]
    assert titles(read(client, editor, "?q=柏林")) == ["丁戊己"]
    assert titles(read(client, editor, "?q=420")) == ["丁戊己"]
    assert titles(read(client, editor, "?q=查无此字")) == []


def test_an_issue_that_matches_in_several_sections_is_listed_once(client):
    editor = person("wang", Role.EDITOR)
    issue = write_draft(editor)
    issue.sections.exclude(kind="case").update(body="相同的字")
    assert len(titles(read(client, editor, "?q=相同的字"))) == 1


def test_the_list_is_narrowed_by_state_and_year(client):
    editor = person("wang", Role.EDITOR)
    write_draft(editor, number=5, title="今年")
    write_draft(editor, number=6, title="往年", year=2015)
    assert titles(read(client, editor, "?year=2015")) == ["往年"]
    assert titles(read(client, editor, "?state__exact=approved")) == []


def test_two_hundred_issues_cost_the_queries_of_ten(client):
    editor = person("wang", Role.EDITOR)

    def cost():
        client.force_login(again(editor), backend="django.contrib.auth.backends.ModelBackend")
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST + "?all=")
        return len(queries)

    add = [Issue(title=f"第{number}份", year=2020, number=number, total=number) for number in range(1, 201)]
    Issue.objects.bulk_create(add[:10])
    few = cost()
    Issue.objects.bulk_create(add[10:])
    assert cost() == few


def test_a_draft_goes_to_the_trash_and_comes_back(client):
    editor = person("wang", Role.EDITOR)
    issue = write_draft(editor)
    assert "已移入回收站" in act(client, editor, "move_to_trash", issue)
    assert titles(read(client, editor)) == []
    assert "已恢复" in act(client, editor, "restore_from_trash", issue, query="?trash=1")
    assert titles(read(client, editor)) == [issue.title]


def test_an_issue_under_review_does_not_go_to_the_trash(client):
    cast = office()
    issue = make_issue(cast, State.FIRST_REVIEW)
    assert "只有草稿可以移入回收站" in act(client, cast.editor, "move_to_trash", issue)
    assert Issue.objects.get(pk=issue.pk).trashed_at is None


def test_an_issue_whose_number_was_taken_does_not_come_back(client):
    editor = person("wang", Role.EDITOR)
    issue = write_draft(editor, number=5)
    act(client, editor, "move_to_trash", issue)
    write_draft(editor, number=5, title="新的第5期")
    assert "不能恢复" in act(client, editor, "restore_from_trash", issue, query="?trash=1")


def test_a_reviewer_has_no_trash(client):
    cast = office()
    issue = make_issue(cast, State.DRAFT)
    act(client, cast.first, "move_to_trash", issue)
    assert Issue.objects.get(pk=issue.pk).trashed_at is None
