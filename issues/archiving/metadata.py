"""metadata.json of one publication: what an archivist catalogues it by (after DA/T 80-2019 and DA/T 18)."""

from datetime import UTC

from issues.models import BackIssue, Decision
from issues.moves import facts
from issues.states import Stage


def public(publication, digest):
    """What an outsider may know: no names of those who decided, no digest of the words he does not get."""
    return _catalogued(publication) | {"attribute": "主动公开", "digest": digest}


def whole(publication):
    """Everything: who reviewed, signed, decided and published, and what became of it."""
    revision = publication.revision
    reviews = revision.reviews.select_related("decided_by", "stand_in_for").order_by("at", "pk")
    signed = [one for one in reviews if one.stage == Stage.FINAL and one.decision == Decision.PASS]
    return _catalogued(publication) | {
        "issue": str(publication.issue.key),
        "release": publication.sequence,
        "revision": revision.number,
        "digest": revision.digest,
        "printed_digest": revision.printed_digest,
        "attribute": _attribute(revision),
        "reviews": [_decided(one) | {"stage": one.stage, "decision": one.get_decision_display()} for one in reviews],
        "signed": _decided(signed[-1]) if signed else None,
        "printed_earlier": _printed_earlier(revision),
        "published": {"by": str(publication.by), "at": _time(publication.at)},
        "withdrawn": _withdrawn(publication),
    }


def _catalogued(publication):
    return {
        "title": publication.title,
        "subtitle": publication.subtitle,
        "series": publication.series_title,
        "number": publication.numbering,
        "total": publication.total,
        "date": str(publication.date),
        "publisher": publication.publisher,
        "language": "zh-CN",
        "audience": publication.get_audience_display(),
        "go_live_at": _time(publication.go_live_at),
        "ends_at": publication.ends_at and _time(publication.ends_at),
    }


def _attribute(revision):
    newest = facts.disclosure(revision)
    if newest is None:
        return None
    return _decided(newest) | {"attribute": newest.get_attribute_display(), "ground": newest.ground}


def _decided(one):
    on_behalf = {"stand_in_for": str(one.stand_in_for)} if one.stand_in_for else {}
    return {"by": str(one.decided_by), **on_behalf, "at": _time(one.at)}


def _printed_earlier(revision):
    """过刊入库: who had signed it on paper, and when."""
    entered = BackIssue.objects.filter(revision=revision).select_related("accession__decided_by").first()
    if entered is None:
        return None
    accession = entered.accession
    decision = {"by": str(accession.decided_by), "at": _time(accession.at), "ground": accession.ground}
    return {"signer": entered.signer, "signed_on": str(entered.signed_on), "accession": decision}


def _withdrawn(publication):
    withdrawal = getattr(publication, "withdrawal", None)
    if withdrawal is None:
        return None
    kind = withdrawal.get_kind_display()
    return {"kind": kind, "notice": withdrawal.notice, "by": str(withdrawal.by), "at": _time(withdrawal.at)}


def _time(moment):
    return moment.astimezone(UTC).isoformat()
