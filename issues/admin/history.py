"""What has happened to an issue, for its page: every 稿, every opinion on it, every release."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from issues.admin.situation import released, stage_names
from issues.models import Decision, Publication, Review, Revision
from issues.states import Stage


@dataclass(frozen=True)
class Said:
    """One decision on a revision, in the office's words."""

    what: str
    who: str
    at: object
    words: str = ""
    is_carried: bool = False
    is_from_paper: bool = False


@dataclass(frozen=True)
class Round:
    revision: Revision
    url: str
    difference_url: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Release:
    publication: Publication
    what: str
    withdrawal: object
    copy_url: str


def rounds_of(issue, user):
    """The revisions of `issue` that `user` may read, newest first, each with what was said on it."""
    people = ("decided_by", "stand_in_for", "entered_by")
    names = stage_names()
    revisions = list(
        issue.revisions.readable_by(user)
        .defer("json")
        .select_related("by", *(f"back_issue__accession__{one}" for one in ("decided_by", "stand_in_for")))
        .prefetch_related(*(f"reviews__{one}" for one in people), *(f"disclosure_decisions__{one}" for one in people))
        .order_by("-number")
    )
    return [_round(revision, names) for revision in revisions]


def releases_of(issue):
    """Every publication of `issue`, newest first, with its withdrawal."""
    publications = issue.publications.listed().select_related("revision", "by", "withdrawal__by")
    return [_release(one) for one in publications.order_by("-sequence")]


def _release(publication):
    withdrawal = getattr(publication, "withdrawal", None)
    may_be_copied = publication.is_public and publication.is_live
    copy_url = reverse("reading:issue-copy", args=[publication.year, publication.slug]) if may_be_copied else ""
    return Release(publication, released(publication), withdrawal, copy_url)


def wishes():
    """Reviews on the newest revision of an issue that ask for other words, newest first."""
    newer = Revision.objects.filter(issue=OuterRef("revision__issue"), number__gt=OuterRef("revision__number"))
    wishes = Review.objects.filter(~Exists(newer), decision__in=(Decision.ASK_CHANGES, Decision.SEND_BACK))
    return wishes.exclude(stage=Stage.ANNOTATION).order_by("-at")


def wishes_for(issue):
    """What the reviewers want changed, while it can be changed."""
    if not issue.is_editable:
        return []
    names = stage_names()
    found = wishes().filter(revision__issue=issue).select_related("decided_by", "stand_in_for")
    return [_review(review, names) for review in found]


def revision_url(revision):
    if revision is None:
        return ""
    return reverse("admin:issues_issue_revision", args=[revision.issue_id, revision.number])


def difference_url(revision):
    """Where the difference from the 稿 before is shown; empty for none and for the first."""
    if revision is None or revision.number == 1:
        return ""
    return reverse("admin:issues_issue_difference", args=[revision.issue_id, revision.number])


def _round(revision, names):
    said = [_review(review, names) for review in revision.reviews.all()]
    said += [_disclosure(decision) for decision in revision.disclosure_decisions.all()]
    said += [_entered(back_issue)] if (back_issue := getattr(revision, "back_issue", None)) else []
    return Round(
        revision, revision_url(revision), difference_url(revision), tuple(sorted(said, key=lambda one: one.at))
    )


def _review(review, names):
    what = f"{names[review.stage]}：{review.get_decision_display()}"
    return _said(review, what, review.remark)


def _disclosure(decision):
    return _said(decision, f"公开审查：{decision.get_attribute_display()}", decision.ground)


def _entered(back_issue):
    accession, day = back_issue.accession, back_issue.signed_on
    signed = f"原签发人：{back_issue.signer}，{day.year}年{day.month}月{day.day}日签。"
    words = f"{signed}依据：{accession.ground}（同批{accession.count}期）"
    return Said(what="过刊入库", who=_decider(accession), at=accession.at, words=words)


def _said(decision, what, words):
    return Said(
        what=what,
        who=_decider(decision),
        at=decision.at,
        words=words,
        is_carried=decision.carried_from_id is not None,
        is_from_paper=decision.paper_id is not None,
    )


def _decider(decision):
    return f"{decision.decided_by}（代{decision.stand_in_for}）" if decision.stand_in_for else str(decision.decided_by)
