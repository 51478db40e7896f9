"""补录: decisions taken on paper, entered by one person, confirmed by a second, then made in the decider's name."""

import datetime

from django.utils import timezone

from accounts import access, audit
from issues.models import Issue, PaperDecision, Revision
from issues.models.revision import Purpose
from issues.moves import correcting, publishing, reviewing
from issues.moves.reasons import reasons_against
from issues.moves.refusal import Refused, raise_if
from issues.moves.step import verb

VERBS = {
    "pass_review": reviewing.pass_review,
    "ask_changes": reviewing.ask_changes,
    "send_back": reviewing.send_back,
    "sign": reviewing.sign,
    "decide_disclosure": publishing.decide_disclosure,
    "publish": publishing.publish,
    "withdraw": publishing.withdraw,
    "confirm_annotation": correcting.confirm_annotation,
}
# The argument that takes the words on the paper, where there is one.
WORDS = {"decide_disclosure": "ground", "withdraw": "notice", "publish": None}
# What the 审签单 has a box for; the others are ordered on any paper.
ON_THE_SHEET = frozenset(VERBS) - {"publish", "withdraw"}


@verb
def enter_decision(
    issue, *, by, move, revision, decided_by, decided_on, words, given=None, check_code="", scan=None, scan_type=""
):
    """Enter what `decided_by` decided on paper on the day `decided_on`; returns the PaperDecision to be confirmed.

    `given` are the verb's further arguments, as JSON can hold them (dates as ISO text). `check_code` is the one
    printed on the sheet, empty for a sheet without; `scan` and `scan_type` are the picture of the sheet.
    """
    if move not in VERBS:
        raise Refused(["这件事不能补录。"])
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    raise_if([*_entering(by, decided_on, words, revision, issue)])
    paper = PaperDecision(issue=issue, move=move, revision=revision, decided_by=decided_by, entered_by=by)
    paper.words, paper.decided_on, paper.given = words.strip(), decided_on, given or {}
    paper.check_code, paper.scan, paper.scan_type = check_code, scan, scan_type
    against = reasons_against(move, issue, by=decided_by, **_judged(paper)).errors
    raise_if([*against, *_of_another_sheet(check_code, revision)])
    paper.save()
    _record("补录", paper, by)
    return paper


@verb
def confirm_decision(paper, *, by):
    """Confirm as a second person and make the decision; returns the issue. Raises Refused if it cannot be made now."""
    paper = PaperDecision.objects.select_for_update().get(pk=paper.pk)
    raise_if([*_confirming(paper, by)])
    PaperDecision.objects.filter(pk=paper.pk).update(confirmed_by=by, confirmed_at=timezone.now())
    _record("核对补录", paper, by)
    return VERBS[paper.move](paper.issue, by=paper.decided_by, paper=paper, **arguments(paper))


@verb
def discard_decision(paper, *, by):
    """Drop an entered decision that was not confirmed."""
    paper = PaperDecision.objects.select_for_update().get(pk=paper.pk)
    raise_if([*_open(paper), *_office(by)])
    PaperDecision.objects.filter(pk=paper.pk).update(discarded_at=timezone.now())
    _record("作废补录", paper, by)


def arguments(paper):
    """The verb's arguments: what was seen, the words, and what else was given."""
    given = {name: _value(name, value) for name, value in paper.given.items()}
    if paper.move == "withdraw":
        given["lock_version"] = paper.issue.lock_version
    else:
        given["revision"] = paper.revision
    words = WORDS.get(paper.move, "remark")
    return ({words: paper.words} if words else {}) | given


def _judged(paper):
    return arguments(paper) if paper.move != "publish" else arguments(paper) | {"go_live_at": None}


def _value(name, value):
    if name == "date" and value:
        return datetime.date.fromisoformat(value)
    if name == "go_live_at" and value:
        return datetime.datetime.fromisoformat(value)
    return value


def _entering(by, decided_on, words, revision, issue):
    yield from _office(by)
    if not words.strip():
        yield "请照录纸上的原话；只画圈的，写“圈阅”。"
    if decided_on > timezone.localdate():
        yield "签署日期不能在今天之后。"
    if revision and decided_on < timezone.localdate(revision.at):
        yield f"签署日期不能早于这一稿送审的日期（{timezone.localdate(revision.at):%Y-%m-%d}）。"
    if issue.paper_decisions.filter(confirmed_at__isnull=True, discarded_at__isnull=True).exists():
        yield "本期还有一条补录没有核对。请先核对或作废那一条。"


def _of_another_sheet(code, revision):
    """A sheet printed of other words than those decided on; a 定稿 has the words of the revision it numbers."""
    of = revision.basis if revision and revision.purpose == Purpose.NUMBERED else revision
    if not code or not revision or code in (revision.check_code, of.check_code):
        return
    other = Revision.objects.with_check_code(code).select_related("issue").first()
    if other is None:
        yield f"没有校验码是“{code}”的稿子，请照审签单再核对一遍。"
    elif other.issue_id == revision.issue_id:
        yield f"这张审签单是第{other.number}稿的，不是现在所办的第{revision.number}稿。请印这一稿的审签单再签。"
    else:
        yield f"这张审签单是{other}的，不是本期的。请到那一期补录。"


def _confirming(paper, by):
    yield from _open(paper)
    yield from _office(by)
    if by.pk == paper.entered_by_id:
        yield "补录要由另一位同事核对，录入人不能自己核对。"


def _open(paper):
    if not paper.is_open:
        yield "这条补录已经核对或作废。"


def _office(by):
    if not access.allows(by, access.Action.ENTER_DECISION):
        yield "补录要由编辑部的同事办理，您的账号没有这个权限。"


def _record(event, paper, by):
    detail = {"move": paper.move, "decided_by": str(paper.decided_by), "decided_on": paper.decided_on}
    if paper.check_code:
        detail["check_code"] = paper.check_code
    audit.record(event, by=by, subject=audit.subject_of(paper.issue), **detail)
