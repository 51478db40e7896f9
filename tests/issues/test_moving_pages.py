"""The pages of the moves: what is offered, what is refused and why, and what the history tells."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.access import Role
from bulletin.serialization import digest
from issues import moves
from issues.models import Attribute, Audience, Decision, Issue
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.office import clear, edit, make_issue, office, release, write_draft
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def signed_in(user, **settings):
    client = Client(**settings)
    client.force_login(user)
    return client


def page(issue):
    return f"/admin/issues/issue/{issue.pk}/change/"


def address(issue, move):
    return f"/admin/issues/issue/{issue.pk}/moves/{move}/"


def post(user, issue, move, **data):
    return signed_in(user).post(address(issue, move), data)


def text(response):
    return response.content.decode()


def now(issue):
    return Issue.objects.get(pk=issue.pk)


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


def test_the_moves_of_others_are_off_and_say_whose_they_are(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    shown = text(signed_in(cast.second).get(page(issue)))
    assert "由核稿办理" in shown
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


# Signing, disclosure, release


def test_signing_proposes_the_next_numbers_and_today(cast):
    make_issue(cast, number=5)
    issue = make_issue(cast, State.FINAL_REVIEW, number=None, year=2022)
    shown = text(signed_in(cast.signer).get(address(issue, "sign")))
    assert 'name="number" value="6"' in shown
    assert 'name="total" value="420"' in shown
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in shown
    assert 'name="year"' not in shown


def test_signing_sets_the_numbers_that_were_typed(cast):
    issue = make_issue(cast, State.FINAL_REVIEW, number=None)
    data = {"year": 2022, "number": 8, "total": 430, "date": "2022-03-01", "revision": issue.newest_revision.pk}
    assert post(cast.signer, issue, "sign", **data).status_code == 302
    assert (now(issue).number, now(issue).state) == (8, State.APPROVED)


def test_signing_does_not_ask_for_numbers_the_issue_has(cast):
    issue = make_issue(cast, State.FINAL_REVIEW)
    assert 'name="number"' not in text(signed_in(cast.signer).get(address(issue, "sign")))


def test_the_release_buttons_are_named_by_their_readers(cast):
    issue = clear(make_issue(cast, State.APPROVED), cast)
    shown = text(signed_in(cast.publisher).get(page(issue)))
    assert "印发（内部）…" in shown
    assert "公开发布…" in shown


def test_public_release_without_a_decision_is_off_and_says_so(cast):
    shown = text(signed_in(cast.publisher).get(page(make_issue(cast, State.APPROVED))))
    assert "公开发布须先有“主动公开”的公开审查决定" in shown
    assert "印发（内部）…" in shown


def test_the_release_page_shows_the_disclosure_decision_and_takes_the_audience_asked_for(cast):
    issue = clear(make_issue(cast, State.APPROVED), cast)
    shown = text(signed_in(cast.publisher).get(address(issue, "publish") + "?audience=public"))
    assert "主动公开（discloser" in shown
    assert re.search(r'<input type="radio" name="audience" value="public"[^>]* checked', shown)


def test_the_release_page_publishes_at_once(cast):
    issue = make_issue(cast, State.APPROVED)
    data = {"revision": issue.newest_revision.pk, "audience": "internal", "when": "now", "go_live_at": ""}
    assert post(cast.publisher, issue, "publish", **data).status_code == 302
    assert issue.publications.live().get().audience == Audience.INTERNAL


def test_a_release_at_a_time_is_in_the_time_of_the_office(cast):
    issue = make_issue(cast, State.APPROVED)
    day = timezone.localdate() + timedelta(days=2)
    data = {"revision": issue.newest_revision.pk, "audience": "internal", "when": "later", "go_live_at": f"{day}T08:30"}
    assert post(cast.publisher, issue, "publish", **data).status_code == 302
    assert timezone.localtime(issue.publications.get().go_live_at).strftime("%H:%M %z") == "08:30 +0800"
    shown = text(signed_in(cast.publisher).get(page(issue)))
    assert f"第1稿定于{day.year}年{day.month}月{day.day}日 08:30印发（内部）。" in shown
    assert address(issue, "cancel_schedule") in shown


def test_a_later_release_needs_its_time(cast):
    issue = make_issue(cast, State.APPROVED)
    response = post(
        cast.publisher, issue, "publish", revision=issue.newest_revision.pk, audience="internal", when="later"
    )
    assert response.status_code == 422
    assert "请填定时发布的日期和时间" in text(response)


def test_a_disclosure_decision_is_recorded_with_its_ground(cast):
    issue = make_issue(cast, State.APPROVED)
    data = {"revision": issue.newest_revision.pk, "attribute": "withheld", "ground": "属内部研究"}
    assert post(cast.discloser, issue, "decide_disclosure", **data).status_code == 302
    decision = issue.newest_revision.disclosure_decisions.get()
    assert (decision.attribute, decision.ground) == (Attribute.WITHHELD, "属内部研究")


def test_during_a_correction_the_released_revision_can_be_decided_on_too(cast):
    issue = make_issue(cast, State.PUBLISHED)
    released = issue.newest_revision
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改一字")
    issue = edit(issue, cast.editor, title="改过的标题")
    issue = moves.submit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    shown = text(signed_in(cast.discloser).get(address(issue, "decide_disclosure")))
    assert "第1稿（读者已有的）" in shown
    data = {"revision": released.pk, "attribute": "withheld", "ground": "不宜公开"}
    assert post(cast.discloser, issue, "decide_disclosure", **data).status_code == 302
    assert not issue.publications.live().exists()


def test_withdrawal_takes_its_kind_and_notice(cast):
    issue = make_issue(cast, State.PUBLISHED)
    data = {"lock_version": issue.lock_version, "kind": "error", "notice": "本期有误，已撤下。"}
    assert post(cast.signer, issue, "withdraw", **data).status_code == 302
    shown = text(signed_in(cast.editor).get(page(issue)))
    assert "已撤下，读者现在读不到。" in shown
    assert "本期有误，已撤下。" in shown


def test_a_correction_starts_and_is_abandoned_from_its_pages(cast):
    issue = make_issue(cast, State.PUBLISHED)
    assert post(cast.editor, issue, "start_correction", lock_version=issue.lock_version, note="").status_code == 302
    issue = now(issue)
    assert "更正稿：读者现在读到的是第1稿" in text(signed_in(cast.editor).get(page(issue)))
    assert post(cast.editor, issue, "abandon_correction", lock_version=issue.lock_version).status_code == 302
    assert now(issue).state == State.PUBLISHED


def test_an_annotation_is_offered_only_when_there_is_something_new(cast):
    issue = make_issue(cast, State.PUBLISHED)
    client = signed_in(cast.editor)
    assert address(issue, "annotate") not in text(client.get(page(issue)))
    hub = issue.sections.get(case_study__isnull=False).case_study.hub
    hub.city = "大伦敦"
    hub.save()
    assert address(issue, "annotate") in text(client.get(page(issue)))
    assert post(cast.editor, issue, "annotate", digest=digest(bulletin_of(issue))).status_code == 302
    assert "补充的资料（第2稿）等撰写人以外的一位审核人员确认" in text(client.get(page(issue)))
    assert post(cast.first, issue, "confirm_annotation", revision=issue.newest_revision.pk).status_code == 302
    assert issue.publications.live().get().revision.number == 2


# The history


def test_the_history_tells_revisions_opinions_decisions_and_releases(cast):
    issue = make_issue(cast, State.AMENDING)
    issue = edit(issue, cast.editor, subtitle="按意见改")
    issue = moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    shown = text(signed_in(cast.second).get(page(issue)))
    for words in ("经过（2稿）", "第2稿</strong>（修改稿）editor", "初审：同意（附修改），first", "改一处"):
        assert words in shown


def test_a_carried_pass_is_marked(cast):
    issue = make_issue(cast, State.SECOND_REVIEW)
    issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="改")
    issue = edit(issue, cast.editor, subtitle="按意见改")
    issue = moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    assert issue.newest_revision.reviews.filter(decision=Decision.PASS, carried_from__isnull=False).exists()
    assert '<span class="history-mark">沿用</span>' in text(signed_in(cast.second).get(page(issue)))


def test_a_remark_is_shown_as_text(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    moves.send_back(issue, by=cast.first, revision=issue.newest_revision, remark="<script>alert(1)</script>")
    shown = text(signed_in(cast.editor).get(page(issue)))
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


def test_releases_and_their_ends_are_told(cast):
    issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    release(issue, cast, Audience.PUBLIC)
    shown = text(signed_in(cast.editor).get(page(issue)))
    assert shown.count("第1稿，") >= 2
    assert "公开发布</strong>" in shown
    assert "印发（内部）</strong>" in shown


def test_the_panel_costs_the_same_queries_however_long_the_history(cast, django_assert_max_num_queries):
    issue = make_issue(cast, State.PUBLISHED)
    client = signed_in(cast.first)
    with django_assert_max_num_queries(200) as short:
        client.get(page(issue))
    for number in range(3):
        issue = moves.start_correction(now(issue), by=cast.editor, lock_version=now(issue).lock_version, note="改")
        issue = edit(issue, cast.editor, subtitle=f"改{number}")
        issue = moves.submit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
        for stage in (cast.first, cast.second):
            issue = moves.pass_review(issue, by=stage, revision=issue.newest_revision)
        issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision)
        issue = release(issue, cast, Audience.PUBLIC)
    with django_assert_max_num_queries(len(short.captured_queries)):
        client.get(page(issue))
