"""What every verb does: lock, check, compare-and-set, record; all in one transaction."""

from functools import wraps

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts import access, audit
from issues.models import Issue
from issues.moves.reasons import action_for, reasons_against
from issues.moves.refusal import SOMEBODY_ELSE_WAS_FASTER, Stale, raise_if
from issues.states import MOVES


def verb(function):
    """Run a verb in one transaction; two that collide in the database end as one Stale."""

    @wraps(function)
    def run(*args, **kwargs):
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except IntegrityError as collision:
            raise Stale([SOMEBODY_ELSE_WAS_FASTER]) from collision

    return run


def begin(move, issue, *, by, **given):
    """The issue locked as it is now. Raises Refused with every reason against the move."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    raise_if(reasons_against(move, current, by=by, **given).errors)
    return current


def change(issue, **changes):
    """Compare-and-set: write `changes` if nobody else has written since `issue` was read. Raises Stale."""
    mine = Issue.objects.filter(pk=issue.pk, lock_version=issue.lock_version)
    if not mine.update(lock_version=F("lock_version") + 1, **changes):
        raise Stale([SOMEBODY_ELSE_WAS_FASTER])
    issue.refresh_from_db()
    return issue


def done(move, issue, *, by, paper=None, **detail):
    """Record the move in the audit trail and return the issue as it is now."""
    on_paper = {"entered_by": str(paper.entered_by), "decided_on": paper.decided_on} if paper else {}
    subject = f"{audit.subject_of(issue)} {issue.numbering}"
    told = {"move": move, "issue": str(issue.key), "state": issue.state, **on_paper, **detail}
    audit.record(MOVES[move].label, by=by, subject=subject, **told)
    return issue


def decided(move, issue, *, by, paper=None):
    """Who decides, for whom, and who typed it: fields of a Review or DisclosureDecision."""
    stand_in = next(filter(None, (access.stand_in_for(by, action) for action in action_for(move, issue))), None)
    return {
        "decided_by": by,
        "stand_in_for": stand_in.principal if stand_in else None,
        "entered_by": paper.entered_by if paper else by,
        "paper": paper,
    }
