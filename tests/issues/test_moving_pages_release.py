"""The pages of signing, disclosure, release, withdrawal, correction and annotation."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bulletin.serialization import digest
from issues import moves
from issues.models import Attribute, Audience
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.moving_pages import address, now, page, post, signed_in, text
from tests.issues.office import clear, edit, make_issue, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def submits(shown):
    """What stands on the buttons that send the form of a move."""
    form = shown.partition('class="desk-form"')[2].partition("</form>")[0]
    return re.findall(r'<button type="submit"[^>]*>([^<]*)<', form)


@pytest.mark.usefixtures("one_day")
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
    assert '<input type="hidden" name="audience" value="public"' in shown
    assert submits(shown) == ["公开发布"]
    assert re.search(r'href="[^"]*audience=internal">印发（内部）…</a>', shown)


def test_what_cannot_be_released_to_all_is_off_beside_what_can_be_issued_inside(cast):
    issue = make_issue(cast, State.APPROVED)
    shown = text(signed_in(cast.publisher).get(address(issue, "publish") + "?audience=internal"))
    assert submits(shown) == ["印发（内部）"]
    assert re.search(r"disabled>公开发布</button>.*公开发布须先有“主动公开”的公开审查决定", shown, re.DOTALL)


@pytest.mark.parametrize("asked", ["", "?audience=everybody", "?audience=public"])
def test_until_a_possible_release_is_chosen_there_is_nothing_to_send(cast, asked):
    shown = text(signed_in(cast.publisher).get(address(make_issue(cast, State.APPROVED), "publish") + asked))
    assert submits(shown) == []
    assert "请选一种" in shown
    assert "印发（内部）…</a>" in shown


def test_what_is_released_already_is_not_called_impossible(cast):
    issue = make_issue(cast, State.PUBLISHED)
    shown = text(signed_in(cast.publisher).get(address(issue, "publish") + "?audience=public"))
    assert "这一稿已经按这个范围发布了。" in shown
    assert "现在还不能" not in shown


def test_a_release_posted_for_nobody_is_not_made(cast):
    issue = make_issue(cast, State.APPROVED)
    response = post(cast.publisher, issue, "publish", revision=issue.newest_revision.pk, audience="", when="now")
    assert response.status_code == 422
    assert "请先选定印发（内部）还是公开发布" in text(response)
    assert not issue.publications.exists()


def test_a_release_refused_when_sent_stays_the_one_that_was_chosen(cast):
    issue = make_issue(cast, State.APPROVED)
    data = {"revision": issue.newest_revision.pk, "audience": "public", "when": "now"}
    response = post(cast.publisher, issue, "publish", **data)
    assert response.status_code == 422
    assert "没有办理" in text(response)
    assert submits(text(response)) == ["公开发布"]


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
