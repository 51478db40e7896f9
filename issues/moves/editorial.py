"""The editors' verbs: 送审, 改后再送, 撤回送审, and saving."""

from accounts import access
from accounts.authorship import record_authorship
from issues.models import Disposal, Issue
from issues.models.revision import Purpose
from issues.moves.freezing import carry_passes, freeze, tell
from issues.moves.refusal import SOMEBODY_ELSE_WAS_FASTER, Refused, Stale
from issues.moves.step import begin, change, done, verb
from issues.states import REVIEW_STATE, Stage, State

CLOSED = "本期现在是“{}”，不能修改。要改请先撤回送审，或请审核人退回修改。"


@verb
def submit(issue, *, by, digest):
    """送审: freeze what was previewed (its `digest`) as a Revision and hand it to the first review."""
    issue = begin("submit", issue, by=by, digest=digest)
    record_authorship(issue, by=by)
    revision = freeze(issue, by=by, purpose=Purpose.SUBMITTED)
    issue = change(issue, state=State.FIRST_REVIEW)
    return done("submit", issue, by=by, revision=revision.number, digest=revision.digest)


@verb
def resubmit(issue, *, by, digest):
    """改后再送: a new Revision for the stage that asked; earlier passes carry to it and their reviewers are told.

    A disclosure decision does not: it was taken on other words.
    """
    issue = begin("resubmit", issue, by=by, digest=digest)
    record_authorship(issue, by=by)
    revision = freeze(issue, by=by, purpose=Purpose.RESUBMITTED, basis=issue.newest_revision)
    tell(carry_passes(revision), f"{issue}按意见改成了第{revision.number}稿，您此前的同意沿用到这一稿，请看改动。")
    issue = change(issue, state=REVIEW_STATE[Stage(issue.asked_by_stage)], asked_by_stage="")
    return done("resubmit", issue, by=by, revision=revision.number, digest=revision.digest)


@verb
def recall(issue, *, by, lock_version):
    """撤回送审: back to draft, all stages to come again."""
    issue = begin("recall", issue, by=by, lock_version=lock_version)
    issue = change(issue, state=State.DRAFT, asked_by_stage="")
    return done("recall", issue, by=by)


@verb
def saving(issue_pk, *, by, lock_version):
    """Claim the issue for a save by `by`, who saw `lock_version`; call it first in the form's transaction.

    Raises Stale when somebody saved since, Refused when the issue may not be edited now. In state published only
    what is not printed may be saved: the attached lessons (for 补充资料).
    """
    issue = Issue.objects.select_for_update().get(pk=issue_pk)
    if not access.allows(by, access.Action.EDIT):
        raise Refused(["修改要由“编辑”办理，您的账号没有这个角色。"])
    if issue.lock_version != lock_version:
        raise Stale([SOMEBODY_ELSE_WAS_FASTER])
    if Disposal.objects.filter(issue=issue).exists():
        raise Refused(["本期已作涉密处置，不能修改。"])
    if not issue.is_editable and issue.state != State.PUBLISHED:
        raise Refused([CLOSED.format(issue.get_state_display())])
    issue = change(issue)
    record_authorship(issue, by=by)
    return issue


@verb
def editing(issue_pk, *, by, lock_version):
    """As `saving`, for what is printed: only while the issue is a draft or being amended."""
    issue = saving(issue_pk, by=by, lock_version=lock_version)
    if not issue.is_editable:
        raise Refused([CLOSED.format(issue.get_state_display())])
    return issue
