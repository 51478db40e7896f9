"""Three reviews by three people who wrote nothing of it."""

import datetime

import pytest

from accounts.access import Role
from accounts.authorship import save
from bulletin.serialization import digest
from hubs.models import CaseStudy
from issues import moves
from issues.models import Decision, Issue, Notice, Review
from issues.snapshot import bulletin_of
from issues.states import Stage, State
from tests.issues.office import edit, make_issue, office, submit, write_draft
from tests.people import again, person, stand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def passed(issue, by):
    return moves.pass_review(issue, by=by, revision=issue.newest_revision)


class TestSubmitting:
    def test_freezes_what_was_previewed(self, cast):
        issue = write_draft(cast.editor)
        seen = bulletin_of(issue)
        issue = moves.submit(issue, by=cast.editor, digest=digest(seen))
        assert issue.state == State.FIRST_REVIEW
        assert issue.newest_revision.bulletin == seen

    def test_refuses_what_was_previewed_before_a_later_save(self, cast):
        issue = write_draft(cast.editor)
        seen = digest(bulletin_of(issue))
        edit(issue, cast.other_editor, title="别人改的标题")
        with pytest.raises(moves.Stale, match="重新预览"):
            moves.submit(issue, by=cast.editor, digest=seen)
        assert Issue.objects.get().state == State.DRAFT

    def test_lists_everything_missing_at_once(self, cast):
        issue = Issue.objects.create()
        errors = moves.reasons_against("submit", issue, by=cast.editor).errors
        assert [error[:4] for error in errors] == ["缺标题：", "缺正文：", "缺编发单"]

    def test_only_warns_of_numbers_that_can_be_set_at_signing(self, cast):
        issue = write_draft(cast.editor, number=None)
        reasons = moves.reasons_against("submit", issue, by=cast.editor)
        assert not reasons.errors
        assert any("签发时再定" in warning for warning in reasons.warnings)

    def test_refuses_a_marked_secret(self, cast):
        issue = write_draft(cast.editor)
        Issue.objects.filter(pk=issue.pk).update(editor_note="秘密★1年")
        with pytest.raises(moves.Refused):
            submit(issue, cast.editor)

    def test_can_be_recalled_by_an_author_only(self, cast):
        issue = make_issue(cast, State.SECOND_REVIEW)
        with pytest.raises(moves.Refused, match="作者"):
            moves.recall(issue, by=cast.other_editor, lock_version=issue.lock_version)
        issue = moves.recall(issue, by=cast.editor, lock_version=issue.lock_version)
        assert issue.state == State.DRAFT

    def test_after_a_recall_all_stages_come_again(self, cast):
        issue = make_issue(cast, State.SECOND_REVIEW)
        issue = submit(moves.recall(issue, by=cast.editor, lock_version=issue.lock_version), cast.editor)
        assert issue.state == State.FIRST_REVIEW
        assert not issue.newest_revision.reviews.exists()


class TestFourEyes:
    def refused(self, issue, by):
        with pytest.raises(moves.Refused, match="自己写的内容"):
            passed(issue, by)

    def test_the_editor_who_wrote_it_may_not_review_it(self, cast):
        both = person("both", Role.EDITOR, Role.FIRST_REVIEWER)
        self.refused(submit(write_draft(both), both), both)

    def test_nor_who_edited_an_attached_case_study(self, cast):
        both = person("both", Role.EDITOR, Role.FIRST_REVIEWER)
        issue = write_draft(cast.editor)
        save(CaseStudy.objects.get(), by=both)
        self.refused(submit(issue, cast.editor), both)

    def test_nor_who_edited_an_attached_lesson(self, cast):
        both = person("both", Role.EDITOR, Role.FIRST_REVIEWER)
        issue = write_draft(cast.editor)
        save(issue.attached_lessons.get().lesson, by=both)
        self.refused(submit(issue, cast.editor), both)

    def test_nor_who_only_submitted_it(self, cast):
        both = person("both", Role.EDITOR, Role.FIRST_REVIEWER)
        self.refused(submit(write_draft(cast.editor), both), both)

    def test_nor_a_superuser_author(self, cast):
        boss = person("boss", Role.EDITOR, Role.FIRST_REVIEWER, is_superuser=True)
        self.refused(submit(write_draft(boss), boss), boss)

    def test_an_author_may_not_decide_disclosure(self, cast):
        both = person("both", Role.EDITOR, Role.DISCLOSER)
        issue = submit(write_draft(both), both)
        with pytest.raises(moves.Refused, match="自己写的内容"):
            moves.decide_disclosure(issue, by=both, revision=issue.newest_revision, attribute="public", ground="可以")

    def test_the_same_person_may_not_take_two_stages(self, cast):
        double = person("double", Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, is_superuser=True)
        issue = passed(make_issue(cast, State.FIRST_REVIEW), double)
        with pytest.raises(moves.Refused, match="不同的人"):
            passed(issue, double)

    def test_nor_after_asking_for_changes_in_the_other(self, cast):
        double = person("double", Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
        issue = make_issue(cast, State.FIRST_REVIEW)
        issue = moves.ask_changes(issue, by=double, revision=issue.newest_revision, remark="改")
        issue = edit(issue, cast.editor, title="改过的标题")
        issue = moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
        with pytest.raises(moves.Refused, match="不同的人"):
            passed(passed(issue, cast.first), double)

    def test_after_publication_a_former_author_may_review_what_others_correct(self, cast):
        both = person("both", Role.EDITOR, Role.FIRST_REVIEWER)
        cast.editor, original = both, cast.editor
        issue = make_issue(cast, State.PUBLISHED)
        issue = moves.start_correction(issue, by=original, lock_version=issue.lock_version, note="改一个字")
        issue = submit(edit(issue, original, title="改过的标题"), original)
        assert passed(issue, again(both)).state == State.SECOND_REVIEW


class TestStandingIn:
    def test_a_stand_in_reviews_and_is_recorded_as_one(self, cast):
        deputy = person("deputy", Role.READER)
        stand_in(cast.first, deputy, Role.FIRST_REVIEWER)
        issue = passed(make_issue(cast, State.FIRST_REVIEW), again(deputy))
        review = Review.objects.get()
        assert (review.decided_by, review.stand_in_for) == (deputy, cast.first)
        assert issue.state == State.SECOND_REVIEW

    def test_whom_an_author_stood_in_for_is_an_author_too(self, cast):
        principal = person("principal", Role.EDITOR, Role.FIRST_REVIEWER)
        deputy = person("deputy", Role.READER)
        stand_in(principal, deputy, Role.EDITOR)
        issue = submit(write_draft(again(deputy)), cast.editor)
        with pytest.raises(moves.Refused, match="自己写的内容"):
            passed(issue, principal)

    @pytest.mark.usefixtures("one_day")
    def test_not_before_nor_after_the_days_named(self, cast):
        deputy = person("deputy", Role.READER)
        stand_in(cast.first, deputy, Role.FIRST_REVIEWER, starts=1, ends=2)
        with pytest.raises(moves.Refused, match="没有这个角色"):
            passed(make_issue(cast, State.FIRST_REVIEW), again(deputy))

    def test_not_for_somebody_who_decided_another_stage(self, cast):
        double = person("double", Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
        deputy = person("deputy", Role.READER)
        stand_in(double, deputy, Role.SECOND_REVIEWER)
        issue = passed(make_issue(cast, State.FIRST_REVIEW), double)
        with pytest.raises(moves.Refused, match="不同的人"):
            passed(issue, again(deputy))


class TestSaving:
    def test_is_for_editors(self, cast):
        issue = write_draft(cast.editor)
        with pytest.raises(moves.Refused, match="编辑"):
            moves.saving(issue.pk, by=cast.first, lock_version=issue.lock_version)


class TestReviewing:
    def test_a_stale_tab_is_refused(self, cast):
        issue = make_issue(cast, State.FIRST_REVIEW)
        seen = issue.newest_revision
        issue = submit(
            edit(moves.recall(issue, by=cast.editor, lock_version=issue.lock_version), cast.editor, title="新"),
            cast.editor,
        )
        with pytest.raises(moves.Stale, match="最新一稿"):
            moves.pass_review(issue, by=cast.first, revision=seen)

    @pytest.mark.parametrize("state", [State.FIRST_REVIEW, State.FINAL_REVIEW, State.APPROVED])
    def test_a_case_changed_after_submission_stops_the_issue_until_sent_back(self, cast, state):
        issue = make_issue(cast, state)
        case = CaseStudy.objects.get()
        case.body = "悄悄改过。"
        save(case, by=cast.other_editor)
        verbs = {
            State.FIRST_REVIEW: lambda: passed(issue, cast.first),
            State.FINAL_REVIEW: lambda: moves.sign(issue, by=cast.signer, revision=issue.newest_revision),
            State.APPROVED: lambda: moves.publish(
                issue, by=cast.publisher, revision=issue.newest_revision, audience="internal"
            ),
        }
        with pytest.raises(moves.Stale, match="与审的稿子不一致"):
            verbs[state]()
        reviewer = cast.first if state == State.FIRST_REVIEW else cast.signer
        back = moves.send_back(issue, by=reviewer, revision=issue.newest_revision, remark="案例改了，重新送")
        assert back.state == State.DRAFT

    @pytest.mark.parametrize("verb", [moves.ask_changes, moves.send_back])
    def test_a_remark_is_demanded(self, cast, verb):
        issue = make_issue(cast, State.FIRST_REVIEW)
        with pytest.raises(moves.Refused, match="请写明"):
            verb(issue, by=cast.first, revision=issue.newest_revision, remark=" ")

    def test_sent_back_all_stages_come_again_and_the_reason_stays(self, cast):
        issue = make_issue(cast, State.FINAL_REVIEW)
        issue = moves.send_back(issue, by=cast.signer, revision=issue.newest_revision, remark="标题再斟酌")
        issue = submit(edit(issue, cast.editor, title="斟酌过的标题"), cast.editor)
        assert (issue.state, issue.newest_revision.round) == (State.FIRST_REVIEW, 2)
        assert Review.objects.get(decision=Decision.SEND_BACK).remark == "标题再斟酌"
        assert passed(issue, again(cast.first)).state == State.SECOND_REVIEW

    def test_two_stages_go_from_the_first_to_the_last(self, cast):
        issue = make_issue(cast, State.FIRST_REVIEW, stages=2)
        assert passed(issue, cast.first).state == State.FINAL_REVIEW


class TestAgreeingWithChanges:
    def amended(self, cast):
        issue = make_issue(cast, State.SECOND_REVIEW)
        issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="标题改短")
        return edit(issue, cast.editor, title="短标题")

    def test_the_stage_that_asked_sees_the_new_revision_and_earlier_passes_carry(self, cast):
        issue = self.amended(cast)
        issue = moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
        assert issue.state == State.SECOND_REVIEW
        carried = issue.newest_revision.reviews.get()
        assert (carried.stage, carried.decided_by, carried.carried_from.revision.number) == (Stage.FIRST, cast.first, 1)
        assert passed(issue, cast.second).state == State.FINAL_REVIEW

    def test_earlier_reviewers_are_told(self, cast):
        issue = self.amended(cast)
        moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
        assert "第2稿" in Notice.objects.get(to=cast.first).text

    def test_nothing_changed_is_not_resubmitted(self, cast):
        issue = make_issue(cast, State.AMENDING)
        with pytest.raises(moves.Refused, match="还没有按意见改动"):
            moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))

    def test_an_editor_who_only_amends_is_an_author(self, cast):
        both = person("both", Role.EDITOR, Role.SIGNER)
        issue = make_issue(cast, State.SECOND_REVIEW)
        issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="标题改短")
        issue = edit(issue, both, title="短标题")
        issue = moves.resubmit(issue, by=both, digest=digest(bulletin_of(issue)))
        issue = passed(issue, cast.second)
        with pytest.raises(moves.Refused, match="自己写的内容"):
            moves.sign(issue, by=both, revision=issue.newest_revision)


class TestSigning:
    NUMBERS = {"year": 2022, "number": 9, "total": 423, "date": datetime.date(2022, 3, 9)}

    def test_sets_the_numbers_that_were_empty_in_a_further_revision(self, cast):
        issue = make_issue(cast, State.FINAL_REVIEW, number=None)
        before = issue.newest_revision
        issue = moves.sign(issue, by=cast.signer, revision=before, **self.NUMBERS)
        after = issue.newest_revision
        assert (issue.state, after.number) == (State.APPROVED, before.number + 1)
        assert (after.bulletin.number, after.bulletin.title) == (9, before.bulletin.title)
        assert set(after.reviews.values_list("stage", flat=True)) == set(Stage.values) - {Stage.ANNOTATION}

    def test_demands_the_numbers_that_are_missing(self, cast):
        issue = make_issue(cast, State.FINAL_REVIEW, number=None)
        with pytest.raises(moves.Refused, match=r"缺年份.*缺期号.*缺日期"):
            moves.sign(issue, by=cast.signer, revision=issue.newest_revision)

    def test_refuses_a_number_that_is_taken(self, cast):
        make_issue(cast, number=9)
        issue = make_issue(cast, State.FINAL_REVIEW, number=None)
        with pytest.raises(moves.Refused, match="已经有了"):
            moves.sign(issue, by=cast.signer, revision=issue.newest_revision, **self.NUMBERS)

    def test_makes_no_one_an_author(self, cast):
        issue = make_issue(cast, State.FINAL_REVIEW, number=None)
        moves.sign(issue, by=cast.signer, revision=issue.newest_revision, **self.NUMBERS)
        issue = moves.send_back(issue, by=cast.signer, revision=Issue.objects.get().newest_revision, remark="重来")
        issue = passed(passed(submit(issue, cast.editor), cast.first), cast.second)
        assert moves.sign(issue, by=again(cast.signer), revision=issue.newest_revision).state == State.APPROVED

    def test_carries_a_disclosure_decision_to_the_numbered_revision(self, cast):
        issue = make_issue(cast, State.FINAL_REVIEW, number=None)
        revision = issue.newest_revision
        moves.decide_disclosure(issue, by=cast.discloser, revision=revision, attribute="public", ground="可以公开")
        issue = moves.sign(issue, by=cast.signer, revision=revision, **self.NUMBERS)
        assert issue.newest_revision.disclosure_decisions.get().carried_from.revision == revision
