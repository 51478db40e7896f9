"""签收: who has received which printed text, who is still asked to, and who may sign for whom."""

from django.db.models import Exists, IntegerField, Max, Min, OuterRef, Q, Subquery
from django.utils import timezone

from accounts import access, audit
from accounts.access import Action, Role
from accounts.models import User
from issues.models import BackIssue, Issue, Publication, Receipt
from issues.moves.refusal import Refused, Stale
from issues.moves.step import verb

EVENT = "签收"
CORRECTED = "这一期刚刚更正过，您看到的已不是现在的内容。请读过新的内容再签收。"
WITHDRAWN = "这一期已经撤下，不用签收。"


def signs_for(user):
    """Those for whom `user` may sign today: himself, if he reads in a role of his own, then those he stands in for."""
    if not (user.is_authenticated and user.is_active):
        return []
    own = [user] if user.roles & access.roles_for(Action.READ_INTERNAL) else []
    return list(dict.fromkeys([*own, *(one.principal for one in user.active_stand_ins if one.role == Role.READER)]))


def to_receive(reader):
    """What `reader` may read now and has yet to receive, each with `is_corrected`: he signed for an earlier text.

    Asked for are the texts released since the account was made, of the newest issue's year and the one before, and
    every correction of what was signed for; of what entered as 过刊 only those. `still_asked` is the same rule seen
    from the issue.
    """
    visible = Publication.objects.visible_to(reader)
    received = Receipt.objects.filter(reader=reader, issue=OuterRef("issue"))
    earlier = _releases_of(OuterRef("issue"), OuterRef("revision__printed_digest"))
    is_new = ~Exists(earlier.filter(go_live_at__lt=reader.date_joined)) & Q(year__gte=_newest_year(visible) - 1)
    unsigned = visible.filter(~Exists(received.filter(printed_digest=OuterRef("revision__printed_digest"))))
    entered = _entered_as(OuterRef("issue"), OuterRef("revision__printed_digest"))
    return unsigned.annotate(is_corrected=Exists(received)).filter(is_new & ~Exists(entered) | Q(is_corrected=True))


def still_asked(publication):
    """The readers (阅读对象) who have yet to receive the live `publication`."""
    text = publication.revision.printed_digest
    received = Receipt.objects.filter(reader=OuterRef("pk"), issue=publication.issue_id)
    asked = Exists(received)
    newest = Publication.objects.live().aggregate(year=Max("year"))["year"]
    if publication.year >= newest - 1 and not _entered_as(publication.issue_id, text).exists():
        first = _releases_of(publication.issue_id, text).aggregate(at=Min("go_live_at"))["at"]
        asked |= Q(date_joined__lte=first)
    return readers().filter(~Exists(received.filter(printed_digest=text)), asked)


def readers():
    """The accounts in use with the role 阅读对象."""
    return User.objects.filter(is_active=True, groups__name=Role.READER)


@verb
def receive(publication, *, by, reader):
    """签收 for `reader` the text that `by`, himself or his deputy, saw in `publication`; twice is once.

    Raises Refused, or Stale when the text was corrected or withdrawn meanwhile.
    """
    if reader not in signs_for(by):
        raise Refused([f"您现在不能代{reader}签收。"])
    issue = Issue.objects.select_for_update().get(pk=publication.issue_id)
    now = timezone.now()
    current = _unchanged(publication, reader, now)
    text = {"reader": reader, "issue": issue, "printed_digest": current.revision.printed_digest}
    return Receipt.objects.filter(**text).first() or _sign(Receipt(**text, publication=current, signed_by=by, at=now))


def _sign(receipt):
    receipt.save()
    subject = f"{audit.subject_of(receipt.issue)} {receipt.publication.numbering}"
    audit.record(EVENT, by=receipt.signed_by, subject=subject, **told(receipt))
    return receipt


def told(receipt):
    """What the audit trail says of a receipt; people by number, for they may be renamed."""
    return {
        "issue": str(receipt.issue.key),
        "publication": receipt.publication.sequence,
        "reader": receipt.reader_id,
        "signed_by": receipt.signed_by_id,
    }


def _unchanged(publication, reader, at):
    """What `reader` has now in the place of `publication`, if it prints the same."""
    visible = Publication.objects.visible_to(reader, at).filter(issue=publication.issue_id)
    current = visible.listed().select_related("revision").first()
    if current is None:
        raise Stale([WITHDRAWN])
    if current.revision.printed_digest != publication.revision.printed_digest:
        raise Stale([CORRECTED])
    return current


def _releases_of(issue, printed_digest):
    return Publication.objects.been_live().filter(issue=issue, revision__printed_digest=printed_digest)


def _entered_as(issue, printed_digest):
    """The issue's 过刊入库 with these words: printed long ago, they were received on paper."""
    return BackIssue.objects.filter(revision__issue=issue, revision__printed_digest=printed_digest)


def _newest_year(visible):
    return Subquery(visible.order_by("-year").values("year")[:1], output_field=IntegerField())
