"""The office's first page: what waits for whom."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.access import Role
from bulletin.serialization import digest
from issues import moves
from issues.admin.desk import gaps
from issues.models import Audience, Issue, Notice
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.office import make_issue, office, release
from tests.people import again, person, stand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def desk(user):
    client = Client()
    client.force_login(user)
    return client.get("/admin/").content.decode()


def tasks(user):
    """The part of the page headed 待我办理."""
    return desk(user).split("待我办理", 1)[1].split("</section>", 1)[0]


def test_an_issue_waits_on_the_desk_of_its_stage_and_on_no_other(cast):
    make_issue(cast, State.FIRST_REVIEW, title="等初审的一期")
    assert "等初审的一期" in tasks(cast.first)
    assert "等您初审" in tasks(cast.first)
    for other in (cast.second, cast.signer, cast.publisher, cast.editor):
        assert "等初审的一期" not in tasks(other)


def test_a_stand_in_finds_the_work_of_the_one_away(cast):
    make_issue(cast, State.FIRST_REVIEW, title="等初审的一期")
    deputy = person("deputy", Role.PUBLISHER)
    stand_in(cast.first, deputy, Role.FIRST_REVIEWER)
    assert "等初审的一期" in tasks(again(deputy))


def test_an_issue_to_be_amended_waits_for_the_editors(cast):
    make_issue(cast, State.AMENDING, title="要改的一期")
    assert "初审同意，附有修改意见：改好后再送" in tasks(cast.editor)
    assert "要改的一期" not in tasks(cast.first)


def test_an_issue_sent_back_waits_for_the_editors_until_it_is_submitted_again(cast):
    issue = make_issue(cast, State.FIRST_REVIEW, title="退回的一期")
    moves.send_back(issue, by=cast.first, revision=issue.newest_revision, remark="导语太长")
    shown = tasks(cast.editor)
    assert "退回的一期" in shown
    assert "已退回修改：请按审核意见改好后再送审" in shown
    assert "退回的一期" not in tasks(cast.first)
    issue.refresh_from_db()
    moves.submit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    assert "退回的一期" not in tasks(cast.editor)


def test_a_signed_issue_waits_for_the_publisher(cast):
    make_issue(cast, State.APPROVED, title="签好的一期")
    assert "签好的一期" in tasks(cast.publisher)
    assert "签好的一期" not in tasks(cast.signer)


def test_a_sheet_waits_for_everybody_but_the_one_who_entered_it(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    told = {"move": "pass_review", "decided_by": cast.first, "decided_on": timezone.localdate(), "words": "圈阅"}
    moves.enter_decision(issue, by=cast.editor, revision=issue.newest_revision, **told)
    assert "补录等您核对：first的“同意”" in tasks(cast.publisher)
    assert "补录等您核对" not in tasks(cast.editor)


def test_an_annotation_waits_for_the_reviewers_until_it_is_answered(cast):
    issue = make_issue(cast, State.PUBLISHED)
    hub = issue.sections.get(case_study__isnull=False).case_study.hub
    hub.city = "大伦敦"
    hub.save()
    issue = moves.annotate(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    assert "补充的资料（第2稿）等您确认" in tasks(cast.first)
    assert "补充的资料" not in tasks(cast.publisher)
    moves.decline_annotation(issue, by=cast.second, revision=issue.newest_revision, remark="来源不明")
    assert "补充的资料" not in tasks(cast.first)


def test_a_notice_is_shown_until_it_is_read(cast):
    notice = Notice.objects.create(to=cast.first, issue=make_issue(cast), text="您的同意沿用到第2稿")
    client = Client()
    client.force_login(cast.first)
    assert "您的同意沿用到第2稿" in desk(cast.first)
    assert "您的同意沿用到第2稿" not in desk(cast.second)
    assert client.post(f"/admin/issues/issue/notices/{notice.pk}/read/").status_code == 302
    assert "您的同意沿用到第2稿" not in desk(cast.first)


def test_nobody_reads_anothers_notice_away(cast):
    notice = Notice.objects.create(to=cast.first, issue=make_issue(cast), text="给初审的话")
    client = Client()
    client.force_login(cast.second)
    assert client.post(f"/admin/issues/issue/notices/{notice.pk}/read/").status_code == 404
    assert client.get(f"/admin/issues/issue/notices/{notice.pk}/read/").status_code == 405
    assert "给初审的话" in desk(cast.first)


def test_editors_find_every_draft_and_the_way_to_import(cast):
    make_issue(cast, title="一份草稿")
    for editor in (cast.editor, cast.other_editor):
        assert "一份草稿" in desk(editor)
        assert "/admin/issues/issue/intake/" in desk(editor)
    assert "/admin/issues/issue/intake/" not in desk(cast.first)


def test_a_draft_in_the_trash_is_gone_from_the_desk(cast):
    moves.put_in_trash(make_issue(cast, title="不要的草稿"), by=cast.editor)
    assert "不要的草稿" not in desk(cast.editor)


def test_what_is_scheduled_is_shown_with_its_time(cast):
    issue = make_issue(cast, State.APPROVED, title="定好时间的一期")
    at = timezone.now() + timedelta(days=2)
    release(issue, cast, Audience.INTERNAL, go_live_at=at)
    day = timezone.localtime(at)
    assert f"{day.year}年{day.month}月{day.day}日 {day:%H:%M}印发（内部）" in desk(cast.second)


@pytest.mark.parametrize("name", ["administrator", "reader"])
def test_who_reads_no_drafts_sees_no_desk(cast, name):
    make_issue(cast, title="一份草稿")
    shown = desk(getattr(cast, name))
    assert "待我办理" not in shown
    assert "一份草稿" not in shown


def test_numbers_not_used_are_named_for_the_editors(cast):
    for number in (1, 2, 6):
        Issue.objects.create(year=2022, number=number, date=date(2022, 1, number))
    assert gaps() == ["2022年还没有录入：第3至5期。"]
    assert "2022年还没有录入：第3至5期。" in desk(cast.editor)


def test_the_desk_costs_the_same_queries_for_three_issues_and_for_nine(cast, django_assert_max_num_queries):
    both = person("both", *[role for role in Role if role not in (Role.ADMINISTRATOR, Role.AUDITOR, Role.READER)])
    _fill(cast, 0)
    with django_assert_max_num_queries(40) as few:
        desk(both)
    _fill(cast, 1)
    _fill(cast, 2)
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk(both)


def _fill(cast, nth):
    for offset, state in enumerate((State.DRAFT, State.FIRST_REVIEW, State.APPROVED), start=1):
        issue = make_issue(cast, state, number=nth * 3 + offset)
        Notice.objects.create(to=cast.first, issue=issue, text="看一看")
