"""过刊入库: issues printed long ago enter by one decision."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.access import Role
from accounts.audit import AuditEntry
from accounts.growing import install_triggers, remove_triggers
from bulletin.serialization import digest
from issues import moves, receipts, verification
from issues.models import (
    Accession,
    Attribute,
    Audience,
    BackIssue,
    Issue,
    Publication,
    Revision,
)
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.office import edit, entering, make_issue, office, submit, write_draft
from tests.people import person, stand_in

pytestmark = pytest.mark.django_db
GROUND = "档案室第3卷，逐期核对过原件"


@pytest.fixture
def cast():
    return office()


def back_issues(cast, *numbers, **fields):
    return [write_draft(cast.editor, number=number, **fields) for number in numbers]


def enter(cast, *issues, **given):
    return moves.accession([entering(issue, **given) for issue in issues], by=cast.signer, ground=GROUND)


def now(issue):
    return Issue.objects.get(pk=issue.pk)


def refused(cast, *entries, by=None):
    with pytest.raises(moves.Refused) as refusal:
        moves.accession(list(entries), by=by or cast.signer, ground=GROUND)
    assert not Accession.objects.exists()
    assert not Publication.objects.exists()
    assert not Revision.objects.exists()
    return refusal.value.reasons


class TestOneDecision:
    def test_lets_the_whole_batch_be_read_inside_and_by_nobody_else(self, cast):
        enter(cast, *back_issues(cast, 5, 6, 7))
        assert Publication.objects.visible_to(cast.reader).count() == 3
        assert not Publication.objects.visible_to(AnonymousUser()).exists()
        assert set(Issue.objects.values_list("state", flat=True)) == {State.PUBLISHED}
        assert list(verification.problems()) == []

    def test_is_recorded_once_with_every_issue_and_who_had_signed_it(self, cast):
        issues = back_issues(cast, 5, 6)
        other = entering(issues[1], signer="李卫东", signed_on=datetime.date(2022, 2, 1))
        moves.accession([entering(issues[0]), other], by=cast.signer, ground=GROUND)
        record = Accession.objects.get()
        assert (record.decided_by, record.count, record.ground) == (cast.signer, 2, GROUND)
        told = record.back_issues.values_list("revision__issue__number", "signer", "signed_on")
        assert list(told) == [
            (5, "张建国", datetime.date(2022, 2, 5)),
            (6, "李卫东", datetime.date(2022, 2, 1)),
        ]

    def test_keeps_the_day_the_issue_bears_and_the_moment_it_entered_apart(self, cast):
        before = timezone.now()
        enter(cast, *back_issues(cast, 5))
        publication = Publication.objects.get()
        assert publication.date == datetime.date(2022, 2, 5)
        assert before <= publication.go_live_at <= timezone.now()

    def test_leaves_an_entry_for_the_decision_and_one_for_each_release(self, cast):
        enter(cast, *back_issues(cast, 5, 6))
        entries = AuditEntry.objects.filter(event__startswith="过刊入库").order_by("sequence")
        assert [(one.event, one.actor_name) for one in entries] == [
            ("过刊入库决定", str(cast.signer)),
            ("过刊入库", str(cast.signer)),
            ("过刊入库", str(cast.signer)),
        ]

    def test_freezes_what_the_rows_say(self, cast):
        (issue,) = back_issues(cast, 5)
        enter(cast, issue)
        revision = Revision.objects.get()
        assert revision.digest == digest(bulletin_of(now(issue))) == BackIssue.objects.get().digest

    def test_asks_nobody_to_receive_what_was_received_on_paper(self, cast):
        (issue,) = back_issues(cast, 5)
        enter(cast, issue)
        assert not receipts.to_receive(cast.reader).exists()
        assert not receipts.still_asked(Publication.objects.get()).exists()

    def test_takes_as_many_queries_for_many_as_for_few(self, cast):
        few = [entering(issue) for issue in back_issues(cast, 1, 2)]
        many = [entering(issue) for issue in back_issues(cast, *range(3, 15), hub="东京科技创新中心")]
        counts = []
        for batch in (few, many):
            with CaptureQueriesContext(connection) as queries:
                moves.accession(batch, by=cast.of("signer"), ground=GROUND)
            counts.append(len(queries))
        assert counts[1] < counts[0] + 10


class TestRefused:
    def test_as_a_whole_with_every_reason_naming_its_issue(self, cast):
        good, untitled, undated = back_issues(cast, 5, 6, 7)
        untitled, undated = edit(untitled, cast.editor, title=""), edit(undated, cast.editor, date=None)
        reasons = refused(cast, *map(entering, (good, untitled, undated)))
        assert reasons == (
            "2022年第6期（未命名）：缺标题：请照原件填写。",
            "2022年第7期《第7期的标题》：缺日期：请照原件填写。",
        )

    def test_without_text_and_without_a_scan(self, cast):
        (issue,) = back_issues(cast, 5)
        issue.sections.all().delete()
        assert refused(cast, entering(issue)) == (f"{issue}：既没有正文，也没有影像件：请录入正文，或者附上影像件。",)

    def test_without_the_original_signer(self, cast):
        (issue,) = back_issues(cast, 5)
        assert refused(cast, entering(issue, signer=" ")) == (f"{issue}：缺原签发人：请照原件填写。",)

    def test_without_a_ground(self, cast):
        (issue,) = back_issues(cast, 5)
        with pytest.raises(moves.Refused, match="依据"):
            moves.accession([entering(issue)], by=cast.signer, ground=" ")

    def test_for_whoever_brought_the_issue_in(self, cast):
        both = person("both", Role.EDITOR, Role.SIGNER)
        mine = write_draft(both, number=5)
        assert "参与过本期的撰写" in refused(cast, entering(mine), by=both)[0]

    def test_for_the_deputy_of_whoever_brought_it_in(self, cast):
        both, deputy = person("both", Role.EDITOR, Role.SIGNER), person("deputy")
        mine = write_draft(both, number=5)
        stand_in(both, deputy, Role.SIGNER)
        assert "代理" in refused(cast, entering(mine), by=deputy)[0]

    @pytest.mark.usefixtures("one_day")
    def test_for_what_is_of_today(self, cast):
        (issue,) = back_issues(cast, 5, date=timezone.localdate())
        assert "不是过刊" in refused(cast, entering(issue))[0]

    def test_when_somebody_saved_meanwhile(self, cast):
        (issue,) = back_issues(cast, 5)
        seen = entering(issue)
        edit(issue, cast.editor, title="别的标题")
        with pytest.raises(moves.Stale):
            moves.accession([seen], by=cast.signer, ground=GROUND)

    def test_when_an_attached_case_was_changed_elsewhere(self, cast):
        (issue,) = back_issues(cast, 5)
        seen = entering(issue)
        case = issue.sections.get(case_study__isnull=False).case_study
        case.body = "改写过的正文。"
        case.save()
        with pytest.raises(moves.Stale):
            moves.accession([seen], by=cast.signer, ground=GROUND)

    def test_for_a_number_readers_know_another_issue_by(self, cast):
        published = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
        correction = moves.start_correction(published, by=cast.editor, lock_version=published.lock_version)
        edit(correction, cast.editor, number=9, total=500)
        (issue,) = back_issues(cast, 5)
        with pytest.raises(moves.Refused, match="已经发布过"):
            enter(cast, issue)

    def test_for_the_draft_of_a_correction(self, cast):
        published = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
        correction = moves.start_correction(published, by=cast.editor, lock_version=published.lock_version)
        with pytest.raises(moves.Refused, match="已经发布过"):
            enter(cast, correction)

    def test_nothing_chosen(self, cast):
        assert refused(cast) == ("请至少选一期。",)


class TestAfterwards:
    def test_the_public_gets_it_only_through_a_correction_and_three_stages(self, cast):
        (issue,) = back_issues(cast, 5)
        enter(cast, issue)
        issue = now(issue)
        revision = issue.newest_revision
        given = {"revision": revision, "attribute": Attribute.PUBLIC, "ground": "可以公开"}
        issue = moves.decide_disclosure(issue, by=cast.discloser, **given)
        with pytest.raises(moves.Refused, match="更正"):
            moves.publish(issue, by=cast.publisher, revision=revision, audience=Audience.PUBLIC)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version)
        issue = submit(issue, cast.editor)
        issue = moves.pass_review(issue, by=cast.first, revision=issue.newest_revision)
        issue = moves.pass_review(issue, by=cast.second, revision=issue.newest_revision)
        issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision)
        given["revision"] = issue.newest_revision
        issue = moves.decide_disclosure(issue, by=cast.discloser, **given)
        moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.PUBLIC)
        assert Publication.objects.visible_to(AnonymousUser()).count() == 1
        assert list(verification.problems()) == []

    def test_what_is_known_of_it_may_be_completed(self, cast):
        (issue,) = back_issues(cast, 5)
        enter(cast, issue)
        case = issue.sections.get(case_study__isnull=False).case_study
        case.figures.create(position=1, label="大学", value="40所", year=2020)
        issue = moves.annotate(now(issue), by=cast.editor, digest=digest(bulletin_of(now(issue))))
        moves.confirm_annotation(issue, by=cast.first, revision=issue.newest_revision)
        assert list(verification.problems()) == []

    def test_it_can_be_withdrawn_and_released_inside_again(self, cast):
        (issue,) = back_issues(cast, 5)
        enter(cast, issue)
        issue = now(issue)
        issue = moves.withdraw(issue, by=cast.signer, lock_version=issue.lock_version, kind="error", notice="有误")
        moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.INTERNAL)
        assert Publication.objects.visible_to(cast.reader).count() == 1
        assert list(verification.problems()) == []


class TestVerify:
    @pytest.fixture(autouse=True)
    def entered(self, cast):
        enter(cast, *back_issues(cast, 5, 6))
        assert list(verification.problems()) == []
        connection.check_constraints()
        remove_triggers(connection)

    def problems(self):
        connection.check_constraints()
        install_triggers(connection)
        return list(verification.problems())

    def test_names_a_release_without_reviews_that_no_accession_names(self):
        BackIssue.objects.filter(revision__issue__number=5).delete()
        assert [one for one in self.problems() if "没有审满" in one] == [
            "2022年第5期《第5期的标题》（内部）：发布的稿子没有审满。"
        ]

    def test_names_an_accession_that_has_lost_an_issue(self):
        BackIssue.objects.filter(revision__issue__number=5).delete()
        assert any("记有2期，现在只找到1期" in one for one in self.problems())

    def test_names_a_release_whose_words_are_not_those_that_entered(self):
        BackIssue.objects.filter(revision__issue__number=5).update(digest="0" * 64)
        assert any("没有审满" in one for one in self.problems())

    def test_names_a_public_release_that_rests_on_an_accession_alone(self):
        Publication.objects.filter(number=5).update(audience=Audience.PUBLIC)
        assert any("没有审满" in one for one in self.problems())
