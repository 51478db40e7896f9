"""更正: what has changed in an issue since a reader could first read it, as far as that reader could follow it."""

from dataclasses import replace
from datetime import datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser

from bulletin.value import public_form
from issues.models import Publication


class Edition(NamedTuple):
    """A publication of an issue that the reader has had."""

    issue: int
    pk: int
    go_live_at: datetime
    correction_note: str
    supersedes: int | None
    revision: int
    printed: str


class Change(NamedTuple):
    at: datetime
    replaced: datetime
    corrected: bool  # 更正: printed words changed; else 补充资料
    note: str


class History(NamedTuple):
    released: datetime
    corrected: datetime | None
    changes: list[Change]  # newest first


COLUMNS = ("issue", "pk", "go_live_at", "correction_note", "supersedes", "revision", "revision__printed_digest")


def history(publication, user):
    """When `user` could first read the issue, and every change since."""
    if publication.sequence == 1:
        return History(publication.go_live_at, None, [])
    read = _editions([publication.issue_id], user)[publication.issue_id]
    changes = _changes(read)
    corrected = next((change.at for change in changes if change.corrected), None)
    return History(read[0].go_live_at, corrected, changes)


def told(publications, user):
    """The notes of these by key, where they speak of a change that `user` could follow; in one query at most."""
    noted = {one.issue_id: one for one in publications if one.correction_note and one.sequence > 1}
    changes = {issue: _changes(read) for issue, read in _editions(noted, user).items()} if noted else {}
    return {
        one.pk: one.correction_note
        for issue, one in noted.items()
        if any(change.note == one.correction_note for change in changes[issue])
    }


def without_untold(bulletin, publication, user):
    """`bulletin` with no note on words that `user` never had."""
    if not bulletin.annotations.correction_note or told([publication], user):
        return bulletin
    return replace(bulletin, annotations=replace(bulletin.annotations, correction_note=""))


def public_bulletin(publication):
    """The frozen bulletin as an outsider may have it."""
    return without_untold(public_form(publication.bulletin), publication, AnonymousUser())


def _editions(issues, user):
    """Every publication of the issues that `user` could read, by issue, oldest first."""
    read = Publication.objects.been_live().for_audience_of(user).filter(issue__in=list(issues))
    rows = map(Edition._make, read.order_by("issue", "sequence").values_list(*COLUMNS))
    return {issue: list(group) for issue, group in groupby(rows, attrgetter("issue"))}


def _changes(editions):
    """Newest first; the same revision released again changed nothing."""
    pairs = [both for both in pairwise(editions) if both[0].revision != both[1].revision]
    return [_change(*both) for both in reversed(pairs)]


def _change(before, after):
    corrected = before.printed != after.printed
    # 补充资料 repeats the note of the correction before it. A note about words this reader never had tells of them.
    new = corrected or after.correction_note != before.correction_note
    followed = after.supersedes in (before.pk, None)
    note = after.correction_note if new and followed else ""
    return Change(after.go_live_at, before.go_live_at, corrected, note)
