"""The pages of the moves: what is offered, what is refused and why."""

import pytest
from django.test import Client

from accounts.access import Role
from bulletin.serialization import digest
from issues import moves
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.moving_pages import address, now, page, post, signed_in, text
from tests.issues.office import edit, make_issue, office, write_draft
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


# What is offered


def test_an_editor_sees_the_submit_button_with_what_was_seen(cast):
    issue = make_issue(cast)
    shown = text(signed_in(cast.editor).get(page(issue)))
    assert f'action="{address(issue, "submit")}"' in shown
    assert digest(bulletin_of(issue)) in shown
    assert "草稿：编辑写好后送审。" in shown


def test_a_button_that_is_off_says_why(cast):
    issue = make_issue(cast, title="")
    shown = text(signed_in(cast.editor).get(page(issue)))
    assert "缺标题" in shown
    assert f'action="{address(issue, "submit")}"' not in shown


def test_warnings_stand_beside_the_button_before_the_click(cast):
    issue = make_issue(cast, number=None)
    assert "还没有填，签发时再定也可以" in text(signed_in(cast.editor).get(page(issue)))


def test_the_moves_of_others_are_told_in_a_sentence_and_are_no_buttons(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    shown = text(signed_in(cast.second).get(page(issue)))
    assert "同意、同意（附修改）、退回修改由核稿人员办理；公开审查由公开审查人员办理；撤回送审由编辑人员办理。" in shown
    assert "disabled" not in shown.partition('class="moves"')[2].partition("</section>")[0]
    assert f'action="{address(issue, "pass_review")}"' not in shown


def test_moves_that_are_not_possible_from_here_are_not_shown(cast):
    shown = text(signed_in(cast.editor).get(page(make_issue(cast))))
    for label in ("签发</button>", "撤下", "更正…", "放弃更正"):
        assert label not in shown


def test_the_sentence_names_who_acts_next(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    assert "第1稿初审中，等核稿（first）审阅。" in text(signed_in(cast.editor).get(page(issue)))


def test_an_author_with_the_reviewers_role_is_told_why_not(cast):
    both = person("both", Role.EDITOR, Role.FIRST_REVIEWER)
    issue = edit(write_draft(cast.editor), both, subtitle="副标题")
    issue = moves.submit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    assert "不能再审自己写的内容" in text(signed_in(both).get(page(issue)))


def test_the_panel_stands_outside_the_form_of_the_page(cast):
    shown = text(signed_in(cast.editor).get(page(make_issue(cast))))
    assert shown.index('<section class="moves"') > shown.index("</form>", shown.index('id="issue_form"'))


def test_the_panel_is_on_the_preview_page(cast):
    issue = make_issue(cast)
    assert address(issue, "submit") in text(signed_in(cast.editor).get(f"/admin/issues/issue/{issue.pk}/preview/"))


# Making a move


def test_a_click_submits_and_returns_to_the_issue(cast):
    issue = make_issue(cast)
    response = post(cast.editor, issue, "submit", digest=digest(bulletin_of(issue)))
    assert response.status_code == 302
    assert response["Location"] == page(issue)
    assert now(issue).state == State.FIRST_REVIEW


def test_nothing_is_moved_by_a_get(cast):
    issue = make_issue(cast)
    assert signed_in(cast.editor).get(address(issue, "submit")).status_code == 200
    assert now(issue).state == State.DRAFT


def test_a_move_without_the_forms_token_is_refused(cast):
    issue = make_issue(cast)
    client = signed_in(cast.editor, enforce_csrf_checks=True)
    assert client.post(address(issue, "submit"), {"digest": digest(bulletin_of(issue))}).status_code == 403
    assert now(issue).state == State.DRAFT


def test_an_unknown_move_is_not_found(cast):
    assert signed_in(cast.editor).get(address(make_issue(cast), "explode")).status_code == 404


def test_a_stale_page_is_answered_409_and_nothing_moves(cast):
    issue = make_issue(cast)
    seen = digest(bulletin_of(issue))
    edit(issue, cast.other_editor, subtitle="另一位编辑改的")
    response = post(cast.editor, issue, "submit", digest=seen)
    assert response.status_code == 409
    assert "请重新预览" in text(response)
    assert now(issue).state == State.DRAFT


def test_a_stale_page_keeps_the_remark_and_shows_the_newest_revision(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    seen = issue.newest_revision
    issue = moves.recall(issue, by=cast.editor, lock_version=issue.lock_version)
    issue = edit(issue, cast.editor, subtitle="改过")
    issue = moves.submit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    response = post(cast.first, issue, "ask_changes", revision=seen.pk, remark="第三段的数字请核对")
    assert response.status_code == 409
    assert "第三段的数字请核对" in text(response)
    assert "第2稿" in text(response)
    assert f'value="{issue.newest_revision.pk}"' in text(response)
    assert not seen.reviews.exists()


def test_a_colleague_of_another_role_is_answered_403_with_the_sentence(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    response = post(cast.second, issue, "pass_review", revision=issue.newest_revision.pk)
    assert response.status_code == 403
    assert "您的账号没有这个角色" in text(response)
    assert now(issue).state == State.FIRST_REVIEW


@pytest.mark.parametrize("name", ["reader", "administrator"])
def test_outsiders_find_nothing_at_the_address_of_a_move(cast, name):
    issue = make_issue(cast, State.FIRST_REVIEW)
    client = signed_in(getattr(cast, name))
    for answer in (client.get(address(issue, "pass_review")), client.post(address(issue, "pass_review"))):
        assert answer.status_code in (302, 404)
        assert str(issue.title) not in text(answer)
    assert now(issue).state == State.FIRST_REVIEW


def test_the_signed_out_are_sent_to_the_door(cast):
    response = Client().post(address(make_issue(cast), "submit"))
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_a_page_that_lost_what_was_seen_says_so(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    response = post(cast.first, issue, "pass_review")
    assert response.status_code == 422
    assert "页面信息不全" in text(response)


def test_a_revision_of_another_issue_is_refused(cast):
    issue, other = make_issue(cast, State.FIRST_REVIEW), make_issue(cast, State.FIRST_REVIEW, number=6)
    response = post(cast.first, issue, "pass_review", revision=other.newest_revision.pk)
    assert response.status_code == 422
    assert now(issue).state == State.FIRST_REVIEW


def test_sending_back_needs_a_remark(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    response = post(cast.first, issue, "send_back", revision=issue.newest_revision.pk, remark="  ")
    assert response.status_code == 422
    assert "请写明意见" in text(response)
    assert now(issue).state == State.FIRST_REVIEW


def test_a_remark_that_carries_a_secrecy_mark_is_neither_kept_nor_shown(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    remark = "机密★10年 独一无二的句子"
    response = post(cast.first, issue, "send_back", revision=issue.newest_revision.pk, remark=remark)
    assert response.status_code == 422
    assert "独一无二的句子" not in text(response)


def test_a_form_page_shows_what_is_decided_on(cast):
    issue = make_issue(cast, State.AMENDING)
    issue = edit(issue, cast.editor, subtitle="按意见改")
    issue = moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    shown = text(signed_in(cast.first).get(address(issue, "send_back")))
    assert "<strong>第2稿</strong>" in shown
    assert f"/admin/issues/issue/{issue.pk}/revisions/2/" in shown
    assert f"/admin/issues/issue/{issue.pk}/revisions/2/difference/" in shown


def test_whoever_cannot_write_finds_what_may_be_done_before_the_form(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    shown = text(signed_in(cast.first).get(page(issue)))
    assert shown.index('class="moves"') < shown.index('id="issue_form"')
    assert f"/admin/issues/issue/{issue.pk}/revisions/1/" in shown


def test_an_author_finds_what_the_reviewers_wish_at_the_head_of_the_form(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    post(cast.first, issue, "send_back", revision=issue.newest_revision.pk, remark="导语太长")
    shown = text(signed_in(cast.editor).get(page(issue)))
    assert shown.index("导语太长") < shown.index('id="issue_form"') < shown.index(">送审<")
    assert "导语太长" not in text(signed_in(cast.editor).get(page(make_issue(cast, number=6))))
