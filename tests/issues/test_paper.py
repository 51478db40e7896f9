"""补录: decisions taken on paper."""

import datetime

import pytest
from django.utils import timezone

from accounts.audit import AuditEntry
from issues import moves
from issues.models import PaperDecision, Review
from issues.states import State
from tests.issues.office import edit, make_issue, office, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def enter(issue, cast, move="pass_review", **changes):
    arguments = {
        "by": cast.editor,
        "revision": issue.newest_revision,
        "decided_by": cast.first,
        "decided_on": timezone.localdate(),
        "words": "圈阅",
    }
    return moves.enter_decision(issue, move=move, **arguments | changes)


def test_an_entered_decision_does_nothing_until_confirmed(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    enter(issue, cast)
    issue.refresh_from_db()
    assert issue.state == State.FIRST_REVIEW


def test_a_second_person_confirms_and_it_is_the_deciders_decision(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    paper = enter(issue, cast)
    assert moves.confirm_decision(paper, by=cast.other_editor).state == State.SECOND_REVIEW
    review = Review.objects.get()
    assert (review.decided_by, review.entered_by, review.remark) == (cast.first, cast.editor, "圈阅")


def test_who_entered_it_does_not_confirm_it(cast):
    paper = enter(make_issue(cast, State.FIRST_REVIEW), cast)
    with pytest.raises(moves.Refused, match="另一位同事"):
        moves.confirm_decision(paper, by=cast.editor)


def test_four_eyes_counts_deciders_not_typists(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    with pytest.raises(moves.Refused, match="没有这个角色"):
        enter(issue, cast, decided_by=cast.editor)
    paper = enter(issue, cast, by=cast.second)
    issue = moves.confirm_decision(paper, by=cast.editor)
    assert moves.pass_review(issue, by=cast.second, revision=issue.newest_revision).state == State.FINAL_REVIEW


def test_signing_on_paper_takes_its_numbers_along(cast):
    issue = make_issue(cast, State.FINAL_REVIEW, number=None)
    given = {"year": 2022, "number": 9, "total": 423, "date": "2022-03-09"}
    paper = enter(issue, cast, "sign", decided_by=cast.signer, given=given, words="同意印发")
    issue = moves.confirm_decision(paper, by=cast.first)
    assert (issue.state, issue.number, issue.date) == (State.APPROVED, 9, datetime.date(2022, 3, 9))


def test_a_disclosure_decision_on_paper_takes_its_words_as_ground(cast):
    issue = make_issue(cast, State.APPROVED)
    paper = enter(
        issue, cast, "decide_disclosure", decided_by=cast.discloser, given={"attribute": "public"}, words="可以公开"
    )
    moves.confirm_decision(paper, by=cast.first)
    assert issue.newest_revision.disclosure_decisions.get().ground == "可以公开"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": " "}, "圈阅"),
        ({"decided_on": datetime.date(2999, 1, 1)}, "今天之后"),
        ({"decided_on": datetime.date(2020, 1, 1)}, "不能早于"),
    ],
)
def test_what_is_wrong_on_the_sheet_is_refused(cast, changes, sentence):
    with pytest.raises(moves.Refused, match=sentence):
        enter(make_issue(cast, State.FIRST_REVIEW), cast, **changes)
    assert not PaperDecision.objects.exists()


def test_an_outsider_neither_enters_nor_confirms(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    for outsider in (cast.reader, cast.administrator):
        with pytest.raises(moves.Refused, match="没有这个权限"):
            enter(issue, cast, by=outsider)
        paper = PaperDecision.objects.first() or enter(issue, cast)
        with pytest.raises(moves.Refused, match="没有这个权限"):
            moves.confirm_decision(paper, by=outsider)
        with pytest.raises(moves.Refused, match="没有这个权限"):
            moves.discard_decision(paper, by=outsider)


def test_overtaken_by_a_new_revision_it_is_refused_and_can_be_discarded(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    paper = enter(issue, cast)
    issue.refresh_from_db()
    moves.recall(issue, by=cast.editor, lock_version=issue.lock_version)
    with pytest.raises(moves.Refused):
        moves.confirm_decision(paper, by=cast.other_editor)
    paper.refresh_from_db()
    assert paper.is_open
    moves.discard_decision(paper, by=cast.other_editor)
    paper.refresh_from_db()
    assert not paper.is_open


def test_entering_and_confirming_leave_their_rows_in_the_audit(cast):
    paper = enter(make_issue(cast, State.FIRST_REVIEW), cast)
    moves.confirm_decision(paper, by=cast.other_editor)
    events = list(AuditEntry.objects.order_by("sequence").values_list("event", "actor_name"))
    assert events[-3:] == [("补录", "editor"), ("核对补录", "other_editor"), ("同意", "first")]


# The 校验码 printed on the sheet


def test_the_code_on_the_sheet_is_kept_with_the_decision_and_in_the_audit(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    code = issue.newest_revision.check_code
    assert enter(issue, cast, check_code=code).check_code == code
    assert code in AuditEntry.objects.order_by("sequence").last().detail


def test_a_sheet_of_an_earlier_revision_is_refused_with_its_number(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    old = issue.newest_revision.check_code
    issue = moves.recall(issue, by=cast.editor, lock_version=issue.lock_version)
    issue = submit(edit(issue, cast.editor, subtitle="另有副标题"), cast.editor)
    with pytest.raises(moves.Refused, match="这张审签单是第1稿的，不是现在所办的第2稿"):
        enter(issue, cast, check_code=old)
    assert not PaperDecision.objects.exists()


def test_a_sheet_of_another_issue_is_refused_with_its_name(cast):
    issue, other = make_issue(cast, State.FIRST_REVIEW), make_issue(cast, State.FIRST_REVIEW, number=6)
    with pytest.raises(moves.Refused, match="2022年第6期《第6期的标题》 第1稿的，不是本期的"):
        enter(issue, cast, check_code=other.newest_revision.check_code)


def test_a_code_of_no_revision_is_refused(cast):
    with pytest.raises(moves.Refused, match="没有校验码是“2222-2222”的稿子"):
        enter(make_issue(cast, State.FIRST_REVIEW), cast, check_code="2222-2222")


def test_the_sheet_signed_before_the_number_was_given_serves_the_numbered_revision(cast):
    issue = make_issue(cast, State.FINAL_REVIEW, number=None)
    code = issue.newest_revision.check_code
    numbers = {"year": 2022, "number": 9, "total": 423, "date": datetime.date(2022, 3, 9)}
    issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision, **numbers)
    given = {"attribute": "public"}
    enter(issue, cast, "decide_disclosure", decided_by=cast.discloser, given=given, words="可以公开", check_code=code)
    assert PaperDecision.objects.get().revision.number == 2
