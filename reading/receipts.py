"""待阅与签收 as a reader meets them: what waits for him and those he signs for, and what was signed."""

from dataclasses import dataclass

from django.db.models import F

from issues.models import Publication, Receipt
from issues.receipts import to_receive

AT_MOST = 30
RECENT = 20
COUNTED_TO = 99


@dataclass(frozen=True)
class Waiting:
    """The newest issues that wait for `reader`; `more` tells how many others do."""

    reader: object
    issues: list
    more: int

    @property
    def count(self):
        return len(self.issues) + self.more


@dataclass(frozen=True)
class Signed:
    receipt: Receipt
    publication: Publication


@dataclass(frozen=True)
class Standing:
    """Where one issue stands with `reader`: received, or to be received, perhaps for the second time."""

    reader: object
    receipt: Receipt | None
    is_corrected: bool


def waiting_for(reader):
    unread = to_receive(reader)
    newest = list(unread.listed().latest_first()[:AT_MOST])
    return Waiting(reader, newest, unread.count() - AT_MOST if len(newest) == AT_MOST else 0)


def count(readers):
    """How many issues wait for `readers` together, “99+” when for one of them it is more than that."""
    counts = [to_receive(reader).order_by()[: COUNTED_TO + 1].count() for reader in readers]
    return f"{COUNTED_TO}+" if any(one > COUNTED_TO for one in counts) else sum(counts)


def recently_signed(readers):
    """The newest receipts of `readers`, each with what stands there now, if that still prints what was signed for."""
    found = list(_receipts(readers)[:RECENT])
    visible = {reader.pk: _visible(reader, found) for reader in readers}
    pairs = [(one, visible[one.reader_id].get((one.issue_id, one.printed_digest))) for one in found]
    return [Signed(receipt, publication) for receipt, publication in pairs if publication]


def standings(publication, readers):
    """For each of `readers`, whether the text of `publication` is received; in two queries."""
    text = Publication.objects.filter(pk=publication.pk).values_list("issue_id", "revision__printed_digest").get()
    found = list(_receipts(readers).filter(issue=text[0]))
    return [_standing(reader, text[1], [one for one in found if one.reader_id == reader.pk]) for reader in readers]


def _standing(reader, printed_digest, found):
    same = next((one for one in found if one.printed_digest == printed_digest), None)
    return Standing(reader, same, is_corrected=bool(found) and same is None)


def _receipts(readers):
    return Receipt.objects.filter(reader__in=readers).select_related("reader", "signed_by")


def _visible(reader, found):
    issues = [one.issue_id for one in found if one.reader_id == reader.pk]
    visible = Publication.objects.visible_to(reader).filter(issue__in=issues)
    return {(one.issue_id, one.text): one for one in visible.listed().annotate(text=F("revision__printed_digest"))}
