"""预览 and 各稿: what readers will see, what reviewers saw, and what differs."""

import pytest

from bulletin.serialization import digest
from issues import moves
from issues.models import Issue
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.issue_form import page_of
from tests.issues.office import edit, make_issue, office, submit, write_draft
from tests.people import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def get(client, user, address):
    client.force_login(again(user), backend="django.contrib.auth.backends.ModelBackend")
    return client.get(address)


def read(client, user, address):
    return get(client, user, address).content.decode()


def test_the_whole_form_shows_the_labels_and_the_public_form_does_not(client, cast):
    issue = write_draft(cast.editor)
    assert "领导参阅" in read(client, cast.first, page_of(issue, "preview"))
    assert "领导参阅" not in read(client, cast.first, page_of(issue, "preview") + "?form=public")


def test_the_plain_text_is_plain(client, cast):
    issue = write_draft(cast.editor)
    response = get(client, cast.editor, page_of(issue, "preview_text"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "英国伦敦科技创新中心：成为世界城市的榜样。" in response.content.decode()


def test_what_is_missing_for_submission_is_listed_at_once(client, cast):
    issue = write_draft(cast.editor, title="", publisher="")
    page = read(client, cast.editor, page_of(issue, "preview"))
    assert "缺标题" in page
    assert "缺编发单位" in page


def test_the_button_of_submission_carries_what_was_previewed(client, cast):
    issue = write_draft(cast.editor)
    assert digest(bulletin_of(issue)) in read(client, cast.editor, page_of(issue, "preview"))


def test_nothing_of_a_preview_is_kept_by_the_browser(client, cast):
    issue = write_draft(cast.editor)
    for name in ("preview", "preview_text", "revisions"):
        assert "no-store" in get(client, cast.editor, page_of(issue, name))["Cache-Control"]


def test_a_preview_may_not_be_framed(client, cast):
    issue = write_draft(cast.editor)
    assert get(client, cast.editor, page_of(issue, "preview"))["X-Frame-Options"] == "DENY"


def test_typed_marks_are_shown_and_not_obeyed(client, cast):
    issue = write_draft(cast.editor, title="<script>alert(1)</script>")
    assert "<script>alert" not in read(client, cast.editor, page_of(issue, "preview"))


def test_a_revision_is_shown_as_it_was_frozen(client, cast):
    issue = make_issue(cast, State.FIRST_REVIEW, title="送审时的标题")
    Issue.objects.filter(pk=issue.pk).update(title="后来的标题")
    assert "送审时的标题" in read(client, cast.first, page_of(issue, "revision", 1))
    assert "第1稿" in read(client, cast.first, page_of(issue, "revisions"))


def test_the_difference_marks_the_characters_that_changed(client, cast):
    issue = make_issue(cast, State.FIRST_REVIEW, title="包容开发的城市")
    issue = moves.send_back(issue, by=cast.first, revision=issue.newest_revision, remark="错字")
    issue = submit(edit(issue, cast.editor, title="包容开放的城市"), cast.editor)
    page = read(client, cast.first, page_of(issue, "difference", 2))
    assert "包容开<del>发</del>的城市" in page
    assert "包容开<ins>放</ins>的城市" in page
    assert "导语一段。" not in page
    assert "导语一段。" in read(client, cast.first, page_of(issue, "difference", 2) + "?show=all")


def test_a_revision_can_be_compared_with_what_stands_there_now(client, cast):
    issue = make_issue(cast, State.AMENDING, title="旧标题")
    edit(issue, cast.editor, title="新标题")
    assert "<ins>新</ins>标题" in read(client, cast.editor, page_of(issue, "difference_now", 1))


def test_there_is_no_difference_before_the_first_revision(client, cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    assert get(client, cast.first, page_of(issue, "difference", 1)).status_code == 404
    assert get(client, cast.first, page_of(issue, "revision", 9)).status_code == 404


def test_revisions_are_for_the_office_only(client, cast):
    issue = make_issue(cast, State.PUBLISHED)
    for address in (page_of(issue, "revision", 1), page_of(issue, "revisions"), page_of(issue, "difference", 1)):
        assert get(client, cast.administrator, address).status_code == 404
        assert get(client, cast.reader, address).status_code == 302
        client.logout()
        assert client.get(address).status_code == 302
