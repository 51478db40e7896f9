"""Two people, or two tabs, on one issue: one wins, the other loses nothing."""

import pytest

from accounts.access import Role
from issues import moves
from issues.models import Issue
from issues.states import State
from tests.issues.issue_form import fields_of, opened, page_of, posted, with_row
from tests.issues.office import make_issue, office, submit, write_draft
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def test_the_second_tab_is_refused_and_shows_mine_theirs_and_the_difference(client, cast):
    issue = write_draft(cast.editor, title="原来的标题")
    first_tab = opened(client, cast.editor, page_of(issue))
    client.post(page_of(issue), posted({**first_tab, "title": "别人的标题"}))
    response = client.post(page_of(issue), posted({**first_tab, "title": "我的标题", "sections-0-body": "我的导语。"}))
    page = response.content.decode()
    assert response.status_code == 409
    assert Issue.objects.get(pk=issue.pk).title == "别人的标题"
    assert issue.sections.first().body == "导语一段。"
    assert 'value="我的标题"' in page
    assert "标题：<del>别人</del>的标题" in page
    assert "标题：<ins>我</ins>的标题" in page
    assert "editor在" in page


def test_what_was_kept_in_the_form_can_be_saved_deliberately(client, cast):
    issue = write_draft(cast.editor)
    first_tab = opened(client, cast.editor, page_of(issue))
    client.post(page_of(issue), posted({**first_tab, "title": "别人的标题"}))
    refused = client.post(page_of(issue), posted({**first_tab, "title": "我的标题"}))
    client.post(page_of(issue), posted(fields_of(refused)))
    assert Issue.objects.get(pk=issue.pk).title == "我的标题"


def test_a_section_that_somebody_deleted_comes_back_with_my_text(client, cast):
    issue = write_draft(cast.editor)
    mine = opened(client, cast.editor, page_of(issue))
    client.post(page_of(issue), posted({**mine, "sections-0-DELETE": "on"}))
    refused = client.post(page_of(issue), posted({**mine, "sections-0-body": "我改过的导语。"}))
    assert refused.status_code == 409
    client.post(page_of(issue), posted(fields_of(refused)))
    assert issue.sections.get(position=1).body == "我改过的导语。"
    assert issue.sections.count() == 3


def test_a_section_that_somebody_added_stays_after_mine(client, cast):
    issue = write_draft(cast.editor)
    mine = opened(client, cast.editor, page_of(issue))
    client.post(page_of(issue), posted(with_row(mine, "sections", position="1", body="别人加的一段。")))
    refused = client.post(page_of(issue), posted({**mine, "title": "我的标题"}))
    assert "别人加的一段。" in refused.content.decode()
    client.post(page_of(issue), posted({**fields_of(refused), "sections-0-body": "改了。"}))
    assert list(issue.sections.values_list("position", flat=True)) == [1, 2, 3, 4]
    assert issue.sections.last().body == "别人加的一段。"


def test_saving_after_it_was_submitted_is_refused_and_the_text_is_still_there(client, cast):
    issue = write_draft(cast.editor)
    mine = opened(client, cast.editor, page_of(issue))
    submit(issue, cast.editor)
    response = client.post(page_of(issue), posted({**mine, "sections-0-body": "晚了一步的导语。"}))
    page = response.content.decode()
    assert response.status_code == 409
    assert "晚了一步的导语。" in page
    assert "本期现在是“初审中”" in page
    assert 'name="_save"' not in page
    assert 'name="_continue"' not in page
    assert issue.sections.first().body == "导语一段。"


def test_text_marked_secret_is_not_shown_again_in_the_difference(client, cast):
    issue = write_draft(cast.editor)
    mine = opened(client, cast.editor, page_of(issue))
    client.post(page_of(issue), posted({**mine, "title": "别人的标题"}))
    marked = {"sections-0-body": "机密★10年", "editor_note": "绝密★长期"}
    response = client.post(page_of(issue), posted({**mine, **marked}))
    assert response.status_code == 409
    assert "★" not in response.content.decode()


def test_saving_what_somebody_put_in_the_trash_is_refused(client, cast):
    issue = write_draft(cast.editor)
    mine = opened(client, cast.editor, page_of(issue))
    moves.put_in_trash(issue, by=cast.other_editor)
    response = client.post(page_of(issue), posted({**mine, "title": "我的标题"}))
    assert "本期已移入回收站" in response.content.decode()


def test_a_move_that_slips_in_between_is_refused_by_the_database(client, cast, monkeypatch):
    issue = write_draft(cast.editor)
    mine = opened(client, cast.editor, page_of(issue))

    def slip_in(formset):
        Issue.objects.filter(pk=issue.pk).update(lock_version=issue.lock_version + 7)

    monkeypatch.setattr("issues.forms.OrderedFormSet.clean", slip_in)
    response = client.post(page_of(issue), posted({**mine, "title": "我的标题"}))
    assert response.status_code == 409
    assert 'value="我的标题"' in response.content.decode()
    assert Issue.objects.get(pk=issue.pk).title == issue.title


def test_the_lessons_of_a_form_opened_when_published_never_blank_the_draft_of_a_correction(client, cast):
    issue = make_issue(cast, State.PUBLISHED)
    mine = opened(client, cast.editor, page_of(issue))
    moves.start_correction(issue, by=cast.editor, lock_version=Issue.objects.get(pk=issue.pk).lock_version)
    refused = client.post(page_of(issue), posted({**mine, "attached_lessons-0-passage": "正文"}))
    assert refused.status_code == 409
    client.post(page_of(issue), posted(fields_of(refused)))
    saved = Issue.objects.get(pk=issue.pk)
    assert saved.title == issue.title
    assert saved.sections.first().body == "导语一段。"
    assert saved.attached_lessons.get().passage == "正文"


def test_a_reviewer_cannot_save_by_posting_a_stale_version(client, cast):
    issue = write_draft(cast.editor)
    mine = opened(client, cast.editor, page_of(issue))
    client.force_login(person("he", Role.FIRST_REVIEWER), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(page_of(issue), posted({**mine, "lock_version": "99"})).status_code == 403
