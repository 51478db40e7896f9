"""Bulletin → Revision, and what carries over from one revision to the next."""

from django.utils import timezone

from bulletin.serialization import digest, printed_digest, to_json
from issues.models import Decision, DisclosureDecision, Notice, Review, Revision
from issues.moves import facts
from issues.snapshot import bulletin_of


def freeze(issue, *, by, purpose, basis=None):
    """The issue's rows as a new Revision; with `basis` in its round, else in a new one."""
    newest = issue.newest_revision
    number, turn = (newest.number, newest.round) if newest else (0, 0)
    places = {"number": number + 1, "round": basis.round if basis else turn + 1, "basis": basis}
    revision = frozen(issue, bulletin_of(issue), by=by, purpose=purpose, **places)
    revision.save()
    return revision


def frozen(issue, bulletin, *, by, purpose, **places):
    """The unsaved Revision of `bulletin`; `places` say where among the revisions of the issue it stands."""
    digests = {"digest": digest(bulletin), "printed_digest": printed_digest(bulletin)}
    made = {"by": by, "at": timezone.now(), "purpose": purpose}
    return Revision(issue=issue, json=to_json(bulletin), **digests, **made, **places)


def carry_passes(revision):
    """Record the passes of the basis for `revision` too; returns them."""
    passes = revision.basis.reviews.filter(decision=Decision.PASS)
    return [_carried(one, revision, stage=one.stage, decision=one.decision, remark=one.remark) for one in passes]


def carry_disclosure(revision):
    """Record the disclosure decision that counts on the basis for `revision` too."""
    if newest := facts.disclosure(revision.basis):
        _carried(newest, revision, attribute=newest.attribute, ground=newest.ground)


def _carried(one, revision, **fields):
    names = ("decided_by", "stand_in_for", "entered_by", "paper")
    people = {name: getattr(one, name) for name in names}
    kind = Review if isinstance(one, Review) else DisclosureDecision
    return kind.objects.create(revision=revision, carried_from=one, **people, **fields)


def tell(reviews, text):
    """One notice for each decider of `reviews`."""
    for review in reviews:
        Notice.objects.create(to=review.decided_by, issue=review.revision.issue, text=text)
