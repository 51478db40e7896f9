"""The verbs that change what readers see: 印发 / 公开发布, 取消定时发布, 撤下, 公开审查."""

from datetime import UTC

from django.utils import timezone

from issues import printing
from issues.models import Attribute, Audience, DisclosureDecision, Publication, PublishedFile, Withdrawal
from issues.moves import facts
from issues.moves.refusal import Refused
from issues.moves.step import begin, change, decided, done, verb
from issues.projections import release
from issues.search import index
from issues.states import State


@verb
def publish(issue, *, by, revision, audience, go_live_at=None, paper=None):
    """印发 or 公开发布: release the signed Revision to `audience` now or at `go_live_at`; what was live ends then."""
    asked = {"revision": revision, "audience": Audience(audience), "go_live_at": go_live_at}
    issue = begin("publish", issue, by=by, **asked)
    at = _moment(go_live_at)
    publication = replace_live(issue, revision, audience=audience, at=at, by=by)
    issue = change(issue, state=State.PUBLISHED)
    detail = {"audience": audience, "go_live_at": at.astimezone(UTC).isoformat(), **files_of(publication)}
    return done("publish", issue, by=by, revision=revision.number, digest=revision.digest, paper=paper, **detail)


def _moment(go_live_at):
    now = timezone.now()
    if go_live_at is None:
        return now
    if go_live_at < now:
        raise Refused(["定时发布的时间已经过去。请写将来的时间，或选择立即发布。"])
    return go_live_at


def replace_live(issue, revision, *, audience, at, by):
    """Release `revision` from `at` on; the publication without an end, if any, ends at that moment."""
    predecessor = issue.publications.filter(ends_at__isnull=True).first()
    if predecessor:
        _end(predecessor, at)
    publication = release(revision, audience=audience, go_live_at=at, by=by, supersedes=predecessor)
    printing.keep(publication)
    return publication


def files_of(publication):
    """What the audit trail says of a publication and the paper kept with it."""
    files = dict(publication.files.exclude(kind=PublishedFile.Kind.SCAN).values_list("kind", "sha256"))
    return {"publication": publication.sequence, "files": files}


def _end(publication, at):
    Publication.objects.filter(pk=publication.pk).update(ends_at=at)
    index.settle(publication)


@verb
def cancel_schedule(issue, *, by, lock_version):
    """取消定时发布: the pending publication ends before it began and its predecessor goes on."""
    issue = begin("cancel_schedule", issue, by=by, lock_version=lock_version)
    waiting = facts.pending(issue)
    _cancel(waiting)
    issue = change(issue, state=_state_without(waiting))
    return done("cancel_schedule", issue, by=by, publication=waiting.sequence)


def _cancel(waiting):
    _end(waiting, timezone.now())
    ended_by_it = Publication.objects.filter(pk=waiting.supersedes_id, ends_at=waiting.go_live_at)
    if ended_by_it.filter(withdrawal__isnull=True).update(ends_at=None):
        index.settle(waiting.supersedes)


def _state_without(waiting):
    return State.PUBLISHED if facts.was_ever_live(waiting.revision) else State.APPROVED


@verb
def withdraw(issue, *, by, lock_version, kind, notice, paper=None):
    """撤下: what is live or pending ends now, with a notice to those who could read it. One person is enough."""
    kind = Withdrawal.Kind(kind)
    issue = begin("withdraw", issue, by=by, lock_version=lock_version, notice=notice)
    waiting, on = facts.pending(issue), facts.live(issue)
    now = timezone.now()
    for publication in filter(None, (waiting, on)):
        _withdraw(publication, now, kind=kind, notice=notice, by=by)
    issue = change(issue)
    return done("withdraw", issue, by=by, kind=kind.value, paper=paper)


def _withdraw(publication, at, *, kind, notice, by):
    _end(publication, at)
    Withdrawal.objects.create(publication=publication, kind=kind, notice=notice.strip(), by=by, at=at)


REVOKED = "本期不再公开。"


@verb
def decide_disclosure(issue, *, by, revision, attribute, ground, paper=None):
    """公开审查: record whether the public may read `revision`. Anything but 主动公开 ends its public publications."""
    attribute = Attribute(attribute)
    issue = begin("decide_disclosure", issue, by=by, revision=revision, ground=ground)
    people = decided("decide_disclosure", issue, by=by, paper=paper)
    DisclosureDecision.objects.create(revision=revision, attribute=attribute, ground=ground.strip(), **people)
    state = issue.state if attribute == Attribute.PUBLIC else _revoke(issue, revision, by=by)
    issue = change(issue, state=state)
    detail = {"revision": revision.number, "digest": revision.digest, "attribute": attribute.value}
    return done("decide_disclosure", issue, by=by, paper=paper, **detail)


def _revoke(issue, revision, *, by):
    waiting, on = facts.pending(issue), facts.live(issue)
    state = issue.state
    if waiting and _is_public_of(waiting, revision):
        _cancel(waiting)
        state = _state_without(waiting)
    if on and _is_public_of(on, revision):
        _withdraw(on, timezone.now(), kind=Withdrawal.Kind.REVOKED, notice=REVOKED, by=by)
    return state


def _is_public_of(publication, revision):
    return publication.is_public and publication.revision_id == revision.pk
