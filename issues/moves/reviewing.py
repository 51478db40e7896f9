"""The reviewers' verbs: 同意, 同意（附修改）, 退回修改, 签发."""

import dataclasses

from issues.models import Decision, Review
from issues.models.revision import Purpose
from issues.moves.freezing import carry_disclosure, carry_passes, freeze
from issues.moves.refusal import Refused
from issues.moves.step import begin, change, decided, done, verb
from issues.snapshot import bulletin_of
from issues.states import REVIEW_STATE, STAGES, Stage, State


@verb
def pass_review(issue, *, by, revision, remark="", paper=None):
    """同意: on to the next stage."""
    issue = begin("pass_review", issue, by=by, revision=revision)
    _review("pass_review", issue, revision, Decision.PASS, by=by, remark=remark, paper=paper)
    issue = change(issue, state=REVIEW_STATE[_next_stage(issue)])
    return done("pass_review", issue, by=by, revision=revision.number, paper=paper)


def _next_stage(issue):
    """Of the stages the issue takes now, the first after the one it is in, which may be none of them any more."""
    every = STAGES[3]
    later = every[every.index(issue.stage) + 1 :]
    return next(stage for stage in later if stage in STAGES[issue.stages])


@verb
def ask_changes(issue, *, by, revision, remark, paper=None):
    """同意（附修改）: back to the editors with a remark; it returns to this stage."""
    issue = begin("ask_changes", issue, by=by, revision=revision, remark=remark)
    _review("ask_changes", issue, revision, Decision.ASK_CHANGES, by=by, remark=remark, paper=paper)
    issue = change(issue, state=State.AMENDING, asked_by_stage=issue.stage)
    return done("ask_changes", issue, by=by, revision=revision.number, paper=paper)


@verb
def send_back(issue, *, by, revision, remark, paper=None):
    """退回修改: back to draft with a reason, all stages to come again."""
    issue = begin("send_back", issue, by=by, revision=revision, remark=remark)
    _review("send_back", issue, revision, Decision.SEND_BACK, by=by, remark=remark, paper=paper)
    issue = change(issue, state=State.DRAFT)
    return done("send_back", issue, by=by, revision=revision.number, paper=paper)


@verb
def sign(issue, *, by, revision, remark="", year=None, number=None, total=None, date=None, paper=None):
    """签发: the last stage passes. Numbers still empty are set, in a further Revision that differs in nothing else."""
    numbers = {"year": year, "number": number, "total": total, "date": date}
    issue = begin("sign", issue, by=by, revision=revision, **numbers)
    before, stage = revision, issue.stage
    if new := {name: value for name, value in numbers.items() if value and getattr(issue, name) is None}:
        revision = _numbered(change(issue, **new), before, new, by=by)
    _review("sign", issue, revision, Decision.PASS, by=by, remark=remark, paper=paper, stage=stage)
    issue = change(issue, state=State.APPROVED)
    return done("sign", issue, by=by, revision=revision.number, digest=revision.digest, paper=paper)


def _numbered(issue, before, new, *, by):
    if bulletin_of(issue) != dataclasses.replace(before.bulletin, **new):
        raise Refused(["定号之后的稿子与送审稿还有别的不同，没有签发。请退回修改。"])
    revision = freeze(issue, by=by, purpose=Purpose.NUMBERED, basis=before)
    carry_passes(revision)
    carry_disclosure(revision)
    return revision


def _review(move, issue, revision, decision, *, by, remark, paper, stage=None):
    stage = stage or issue.stage or Stage.FINAL
    people = decided(move, issue, by=by, paper=paper)
    return Review.objects.create(revision=revision, stage=stage, decision=decision, remark=remark.strip(), **people)
