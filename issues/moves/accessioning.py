"""过刊入库: issues printed long ago become internal releases by one recorded decision for the whole batch."""

import datetime
from dataclasses import dataclass
from datetime import UTC

from django.db.models import F, Max
from django.utils import timezone

from accounts import access, audit
from accounts.access import Action
from issues.models import Accession, Audience, BackIssue, Issue, Revision
from issues.models.revision import Purpose
from issues.moves.back_issues import BackIssues
from issues.moves.freezing import frozen
from issues.moves.reasons import closed_to, without_role
from issues.moves.refusal import SOMEBODY_ELSE_WAS_FASTER, Stale, StaleSentence, raise_if
from issues.moves.step import verb
from issues.projections import release_first
from issues.states import MOVES, State

MOST_BACK_ISSUES = 1000
DECIDED = "过刊入库决定"


@dataclass(frozen=True)
class Entering:
    """One issue of the batch as the person saw it, with who signed it when it was printed.

    Without `signed_on` it was signed on the day it bears.
    """

    issue: Issue
    lock_version: int
    digest: str
    signer: str
    signed_on: datetime.date | None = None


@verb
def accession(entering, *, by, ground):
    """过刊入库 of every issue of `entering` (Entering), or of none: Refused names each issue with what it lacks.

    They are visible to readers inside at once, under the date they bear; the paper kept with a publication is made
    afterwards (manage.py render). Returns the Accession.
    """
    entering = list({one.issue.pk: one for one in entering}.values())
    issues = _locked(entering)
    batch = BackIssues(issues.values())
    raise_if([*_reasons(entering, issues, batch, by, ground)])
    now = timezone.now()
    revisions = _freeze(issues.values(), batch.bulletins, by)
    publications = _release(revisions, batch.bulletins, by, now)
    record = _record(entering, revisions, by=by, ground=ground, now=now)
    _change(issues.values())
    _tell(publications, record, by)
    return record


def _locked(entering):
    found = Issue.objects.select_for_update().in_bulk([one.issue.pk for one in entering])
    return {one.issue.pk: found[one.issue.pk] for one in entering if one.issue.pk in found}


def _reasons(entering, issues, batch, by, ground):
    if not entering:
        yield "请至少选一期。"
    if len(entering) > MOST_BACK_ISSUES:
        yield f"一次最多{MOST_BACK_ISSUES}期，请分批办理。"
    if not ground.strip():
        yield "请写明依据，如“档案目录第3卷，逐期核对过原件”。"
    if issues:
        yield from without_role("accession", next(iter(issues.values())), by)
    for one in entering:
        issue = issues.get(one.issue.pk)
        yield from (_named(issue or one.issue, sentence) for sentence in _against(one, issue, batch, by))


def _against(one, issue, batch, by):
    if issue is None or issue.lock_version != one.lock_version or batch.digest_of(issue) != one.digest:
        yield StaleSentence("您打开这一页之后有过改动，请看过现在的内容再办。")
    elif closed := closed_to("accession", issue, is_disposed=issue.pk in batch.disposed):
        yield closed
    else:
        yield from batch.reasons_against(issue, by)
    if not one.signer.strip():
        yield "缺原签发人：请照原件填写。"
    if one.signed_on and one.signed_on >= timezone.localdate():
        yield "原签发日期应在今天之前，请核对。"


def _named(issue, sentence):
    return type(sentence)(f"{issue}：{sentence}")


def _freeze(issues, bulletins, by):
    last = Revision.objects.filter(issue__in=issues).values_list("issue")
    places = {pk: (number, turn) for pk, number, turn in last.annotate(Max("number"), Max("round")).order_by()}
    revisions = []
    for issue in issues:
        number, turn = places.get(issue.pk, (0, 0))
        place = {"purpose": Purpose.ACCESSION, "number": number + 1, "round": turn + 1}
        revisions.append(frozen(issue, bulletins[issue.pk], by=by, **place))
    return Revision.objects.bulk_create(revisions)


def _release(revisions, bulletins, by, now):
    pairs = [(revision, bulletins[revision.issue_id]) for revision in revisions]
    return release_first(pairs, audience=Audience.INTERNAL, go_live_at=now, by=by)


def _record(entering, revisions, *, by, ground, now):
    stand_in = access.stand_in_for(by, Action.SIGN)
    people = {"decided_by": by, "stand_in_for": stand_in.principal if stand_in else None}
    record = Accession.objects.create(**people, ground=ground.strip(), count=len(entering), at=now)
    BackIssue.objects.bulk_create(
        BackIssue(
            accession=record,
            revision=revision,
            digest=revision.digest,
            signer=one.signer.strip(),
            signed_on=one.signed_on or revision.issue.date,
        )
        for one, revision in zip(entering, revisions, strict=True)
    )
    return record


def _change(issues):
    mine = Issue.objects.filter(pk__in=[issue.pk for issue in issues], state=State.DRAFT)
    if mine.update(state=State.PUBLISHED, lock_version=F("lock_version") + 1) != len(issues):
        raise Stale([SOMEBODY_ELSE_WAS_FASTER])


def _tell(publications, record, by):
    """The decision as one entry of the audit trail, each release as one more."""
    audit.record(DECIDED, by=by, subject=audit.subject_of(record), count=record.count)
    audit.record_each(MOVES["accession"].label, [_told(one, record) for one in publications], by=by)


def _told(publication, record):
    issue, revision = publication.issue, publication.revision
    release = {
        "audience": publication.audience,
        "go_live_at": publication.go_live_at.astimezone(UTC).isoformat(),
        "publication": publication.sequence,
        "revision": revision.number,
        "digest": revision.digest,
    }
    told = {"move": "accession", "issue": str(issue.key), "accession": record.pk, **release}
    return f"{audit.subject_of(issue)} {issue.numbering}", told
