"""What readers see, when, and until when."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.access import Role
from accounts.authorship import save
from bulletin.serialization import digest
from hubs.models import Hub
from issues import moves, verification
from issues.models import Attribute, Audience, Publication, Withdrawal
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.office import clear, edit, make_issue, office, release, submit
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


@pytest.fixture(autouse=True)
def all_holds_in_the_end(db):
    yield
    assert list(verification.problems()) == []


def visible(user):
    return [(one.title, one.audience) for one in Publication.objects.visible_to(user)]


def public():
    return visible(AnonymousUser())


def in_an_hour():
    return timezone.now() + datetime.timedelta(hours=1)


def withdraw(issue, cast, notice="本期有误，已撤下。"):
    kind = Withdrawal.Kind.ERROR
    return moves.withdraw(issue, by=cast.signer, lock_version=issue.lock_version, kind=kind, notice=notice)


def corrected(issue, cast, **fields):
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改正标题")
    issue = submit(edit(issue, cast.editor, **fields), cast.editor)
    issue = moves.pass_review(issue, by=cast.first, revision=issue.newest_revision)
    issue = moves.pass_review(issue, by=cast.second, revision=issue.newest_revision)
    return moves.sign(issue, by=cast.signer, revision=issue.newest_revision)


class TestGoingPublic:
    def test_needs_a_disclosure_decision(self, cast):
        issue = make_issue(cast, State.APPROVED)
        with pytest.raises(moves.Refused, match="公开审查决定"):
            moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.PUBLIC)
        assert public() == []

    @pytest.mark.parametrize("attribute", [Attribute.ON_REQUEST, Attribute.WITHHELD])
    def test_needs_it_to_say_public(self, cast, attribute):
        issue = clear(make_issue(cast, State.APPROVED), cast, attribute)
        with pytest.raises(moves.Refused, match="公开审查决定"):
            moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.PUBLIC)

    def test_needs_three_stages(self, cast):
        issue = clear(make_issue(cast, State.APPROVED, stages=2), cast)
        with pytest.raises(moves.Refused, match="三审"):
            moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.PUBLIC)
        issue = release(issue, cast, Audience.INTERNAL)
        assert issue.state == State.PUBLISHED

    def test_an_issue_released_after_two_stages_goes_public_through_a_correction_without_a_note(self, cast):
        issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL, stages=2)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version)
        issue = submit(edit(issue, cast.editor, stages=3), cast.editor)
        issue = moves.pass_review(issue, by=cast.first, revision=issue.newest_revision)
        issue = moves.pass_review(issue, by=cast.second, revision=issue.newest_revision)
        issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision)
        release(issue, cast, Audience.PUBLIC)
        assert public() == [("第5期的标题", Audience.PUBLIC)]

    def test_widens_what_was_internal_with_the_same_revision(self, cast):
        issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
        revision = issue.newest_revision
        assert public() == []
        release(issue, cast, Audience.PUBLIC)
        assert public() == [("第5期的标题", Audience.PUBLIC)]
        assert Publication.objects.live().get().revision == revision

    def test_is_never_narrowed(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        with pytest.raises(moves.Refused, match="撤下"):
            moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.INTERNAL)


class TestScheduling:
    def test_is_seen_from_its_time_on(self, cast, monkeypatch):
        issue = make_issue(cast, State.APPROVED)
        release(issue, cast, Audience.PUBLIC, go_live_at=in_an_hour())
        assert public() == [] and visible(cast.reader) == []
        later = timezone.now() + datetime.timedelta(hours=2)
        monkeypatch.setattr(timezone, "now", lambda: later)
        assert public() == [("第5期的标题", Audience.PUBLIC)]

    def test_the_old_text_stays_until_the_new_one_comes(self, cast, monkeypatch):
        issue = corrected(make_issue(cast, State.PUBLISHED), cast, title="新标题")
        release(issue, cast, Audience.PUBLIC, go_live_at=in_an_hour())
        assert public() == [("第5期的标题", Audience.PUBLIC)]
        later = timezone.now() + datetime.timedelta(hours=2)
        monkeypatch.setattr(timezone, "now", lambda: later)
        assert public() == [("新标题", Audience.PUBLIC)]

    def test_cancelled_before_anything_was_live_leaves_the_issue_approved(self, cast):
        issue = release(make_issue(cast, State.APPROVED), cast, Audience.PUBLIC, go_live_at=in_an_hour())
        issue = moves.cancel_schedule(issue, by=cast.publisher, lock_version=issue.lock_version)
        assert issue.state == State.APPROVED
        assert release(issue, cast, Audience.INTERNAL).state == State.PUBLISHED

    def test_cancelled_gives_its_predecessor_back_its_endless_life(self, cast):
        issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
        issue = release(issue, cast, Audience.PUBLIC, go_live_at=in_an_hour())
        issue = moves.cancel_schedule(issue, by=cast.publisher, lock_version=issue.lock_version)
        assert issue.state == State.PUBLISHED
        assert Publication.objects.get(ends_at__isnull=True).audience == Audience.INTERNAL

    def test_a_cancelled_correction_waits_approved_while_readers_keep_the_old_text(self, cast):
        issue = corrected(make_issue(cast, State.PUBLISHED), cast, title="新标题")
        issue = release(issue, cast, Audience.PUBLIC, go_live_at=in_an_hour())
        issue = moves.cancel_schedule(issue, by=cast.publisher, lock_version=issue.lock_version)
        assert (issue.state, public()) == (State.APPROVED, [("第5期的标题", Audience.PUBLIC)])

    @pytest.mark.parametrize("move", ["publish", "annotate", "start_correction"])
    def test_while_pending_nothing_else_begins(self, cast, move):
        issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
        issue = release(issue, cast, Audience.PUBLIC, go_live_at=in_an_hour())
        by = cast.publisher if move == "publish" else cast.editor
        assert any("定时发布" in error for error in moves.reasons_against(move, issue, by=by).errors)

    def test_withdrawal_ends_what_is_pending_and_what_is_live(self, cast):
        issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
        issue = release(issue, cast, Audience.PUBLIC, go_live_at=in_an_hour())
        withdraw(issue, cast)
        assert visible(cast.reader) == [] and not Publication.objects.pending().exists()


class TestCorrecting:
    def test_readers_see_the_old_text_until_the_correction_is_published(self, cast):
        issue = corrected(make_issue(cast, State.PUBLISHED), cast, title="新标题")
        assert public() == [("第5期的标题", Audience.PUBLIC)]
        release(issue, cast, Audience.PUBLIC)
        assert public() == [("新标题", Audience.PUBLIC)]

    def test_of_a_public_issue_needs_its_own_disclosure_decision(self, cast):
        issue = corrected(make_issue(cast, State.PUBLISHED), cast, title="新标题")
        for audience, reason in ((Audience.PUBLIC, "公开审查决定"), (Audience.INTERNAL, "撤下")):
            with pytest.raises(moves.Refused, match=reason):
                moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=audience)

    def test_changed_words_need_a_public_note(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version)
        with pytest.raises(moves.Refused, match="更正说明"):
            submit(edit(issue, cast.editor, title="新标题"), cast.editor)

    def test_the_number_stays(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改")
        with pytest.raises(moves.Refused, match="期号不能改"):
            submit(edit(issue, cast.editor, number=17), cast.editor)

    def test_abandoned_puts_the_rows_back(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改")
        issue = edit(issue, cast.editor, title="新标题")
        issue.sections.filter(position=3).delete()
        case = issue.sections.get(position=2).case_study
        case.body = "改过的案例。"
        save(case, by=cast.editor)
        issue = moves.abandon_correction(issue, by=cast.editor, lock_version=issue.lock_version)
        assert issue.state == State.PUBLISHED
        assert digest(bulletin_of(issue)) == issue.newest_revision.digest

    def test_abandoned_puts_figures_and_formula_back_too(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改")
        case = issue.sections.get(position=2).case_study
        case.formula = "科技（辐射）+产业（网络）"
        case.figures.create(label="企业", value="数万家")
        save(case, by=cast.editor)
        issue = moves.abandon_correction(issue, by=cast.editor, lock_version=issue.lock_version)
        assert digest(bulletin_of(issue)) == issue.newest_revision.digest

    def test_is_not_abandoned_over_the_words_of_another_draft(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改")
        case = issue.sections.get(position=2).case_study
        other = make_issue(cast, number=6)
        other.sections.filter(position=2).update(case_study=case)
        case.body = "为第6期改写。"
        save(case, by=cast.other_editor)
        with pytest.raises(moves.Refused, match="2022年第6期"):
            moves.abandon_correction(issue, by=cast.editor, lock_version=issue.lock_version)

    def test_a_first_draft_has_no_correction_to_abandon(self, cast):
        issue = make_issue(cast)
        with pytest.raises(moves.Refused, match="还没有发布过"):
            moves.abandon_correction(issue, by=cast.editor, lock_version=issue.lock_version)


class TestWithdrawing:
    def test_ends_it_at_once_with_a_notice_to_those_who_could_read_it(self, cast):
        issue = withdraw(make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL), cast)
        assert (issue.state, visible(cast.reader)) == (State.PUBLISHED, [])
        assert Publication.objects.withdrawn_from(cast.reader).get().withdrawal.notice == "本期有误，已撤下。"
        assert not Publication.objects.withdrawn_from(AnonymousUser()).exists()

    def test_needs_a_notice(self, cast):
        with pytest.raises(moves.Refused, match="告示"):
            withdraw(make_issue(cast, State.PUBLISHED), cast, notice=" ")

    def test_the_same_revision_can_be_released_again(self, cast):
        issue = withdraw(make_issue(cast, State.PUBLISHED), cast)
        release(issue, cast, Audience.INTERNAL)
        assert visible(cast.reader) == [("第5期的标题", Audience.INTERNAL)]

    def test_works_while_a_correction_is_being_written(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改")
        assert withdraw(issue, cast).state == State.DRAFT
        assert public() == []


class TestRevokingDisclosure:
    def test_ends_what_is_public(self, cast):
        issue = clear(make_issue(cast, State.PUBLISHED), cast, Attribute.WITHHELD)
        assert public() == [] and issue.state == State.PUBLISHED
        assert release(issue, cast, Audience.INTERNAL) and visible(cast.reader)

    def test_ends_what_is_about_to_be_public_and_leaves_the_internal_release(self, cast):
        issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
        issue = release(issue, cast, Audience.PUBLIC, go_live_at=in_an_hour())
        issue = clear(issue, cast, Attribute.ON_REQUEST)
        assert visible(cast.reader) == [("第5期的标题", Audience.INTERNAL)]
        assert Publication.objects.live().get().ends_at is None

    def test_is_possible_while_a_correction_is_being_written(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改")
        clear(issue, cast, Attribute.WITHHELD)
        assert public() == []


class TestAnnotating:
    def annotated(self, cast, audience=Audience.PUBLIC):
        issue = make_issue(cast, State.PUBLISHED, audience=audience)
        hub = Hub.objects.get()
        hub.latitude, hub.longitude = "51.507400", "-0.127800"
        save(hub, by=cast.editor)
        return moves.annotate(issue, by=cast.editor, digest=digest(bulletin_of(issue)))

    def latitude(self):
        return Publication.objects.live().get().cases.get().latitude

    def test_waits_for_a_reviewer_and_then_replaces_what_is_live_for_the_same_audience(self, cast):
        issue = self.annotated(cast)
        assert self.latitude() is None
        moves.confirm_annotation(issue, by=cast.first, revision=issue.newest_revision)
        assert self.latitude() == 51.5074
        assert public() == [("第5期的标题", Audience.PUBLIC)]

    def test_is_not_confirmed_by_its_author(self, cast):
        cast.editor = person("both", Role.EDITOR, Role.FIRST_REVIEWER)
        issue = self.annotated(cast)
        with pytest.raises(moves.Refused, match="自己写的内容"):
            moves.confirm_annotation(issue, by=cast.editor, revision=issue.newest_revision)

    def test_declined_with_a_reason_changes_nothing(self, cast):
        issue = self.annotated(cast)
        moves.decline_annotation(issue, by=cast.first, revision=issue.newest_revision, remark="坐标不对")
        assert self.latitude() is None

    def test_may_not_change_what_is_printed(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        case = issue.sections.get(position=2).case_study
        case.body = "改过的案例。"
        save(case, by=cast.editor)
        with pytest.raises(moves.Refused, match="更正"):
            moves.annotate(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
        case.body = issue.newest_revision.bulletin.sections[1].text
        save(case, by=cast.editor)

    def test_without_a_change_is_refused(self, cast):
        issue = make_issue(cast, State.PUBLISHED)
        with pytest.raises(moves.Refused, match="没有变化"):
            moves.annotate(issue, by=cast.editor, digest=digest(bulletin_of(issue)))

    def test_after_it_the_disclosure_decision_still_counts(self, cast):
        issue = self.annotated(cast)
        issue = moves.confirm_annotation(issue, by=cast.first, revision=issue.newest_revision)
        issue = withdraw(issue, cast)
        revision = moves.publishable(issue)
        moves.publish(issue, by=cast.publisher, revision=revision, audience=Audience.PUBLIC)
        assert public()
