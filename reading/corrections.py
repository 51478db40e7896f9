"""更正: what has changed in an issue since a reader could first read it, as far as that reader could follow it."""

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from issues.models import Publication


class Edition(NamedTuple):
    """A publication of the issue that the reader has had."""

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


COLUMNS = ("pk", "go_live_at", "correction_note", "supersedes", "revision", "revision__printed_digest")


def history(publication, user):
    """When `user` could first read the issue, and every change up to this publication of it."""
    if publication.sequence == 1:
        return History(publication.go_live_at, None, [])
    read = _editions(publication, user)
    changes = [_change(*both) for both in pairwise(read) if both[0].revision != both[1].revision][::-1]
    corrected = next((change.at for change in changes if change.corrected), None)
    return History(read[0].go_live_at, corrected, changes)


def tells(publication, user):
    """Whether the note of this publication speaks of a change that `user` could follow."""
    changes = history(publication, user).changes
    return any(change.note == publication.correction_note for change in changes)


def _editions(publication, user):
    """Every publication of the issue that `user` could read, up to this one, oldest first."""
    read = Publication.objects.been_live().for_audience_of(user)
    rows = read.filter(issue=publication.issue_id, sequence__lte=publication.sequence).order_by("sequence")
    return [Edition(*row) for row in rows.values_list(*COLUMNS)]


def _change(before, after):
    corrected = before.printed != after.printed
    # 补充资料 repeats the note of the correction before it. A note about words this reader never had tells of them.
    new = corrected or after.correction_note != before.correction_note
    followed = after.supersedes in (before.pk, None)
    note = after.correction_note if new and followed else ""
    return Change(after.go_live_at, before.go_live_at, corrected, note)
