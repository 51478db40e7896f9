"""The corpus in a database: the real issue by the real moves, invented ones before it released straight."""

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from bench import corpus
from bulletin.serialization import digest, printed_digest, to_json
from bulletin.value import Bulletin
from issues import rows
from issues.demo.build import build_the_real_issue
from issues.models import Audience, Issue, Revision
from issues.models.revision import Purpose
from issues.projections import release
from issues.states import State

REAL_TOTAL = 418


def fill(issues: int) -> None:
    """Migrate the empty database and publish `issues` issues to everybody: the real one and those before it.

    The moves of all 418 would take minutes. Readers' pages read only what `release` writes, so the invented ones
    are frozen and released without working sections and reviews.
    """
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        build_the_real_issue(passwords=False)
        editor = User.objects.get(username="bianji")
        for total in range(REAL_TOTAL - issues + 1, REAL_TOTAL):
            _release(corpus.composed(total), editor)


def _release(bulletin, editor):
    issue = Issue(state=State.PUBLISHED)
    rows.fill(issue, bulletin)
    issue.save()
    revision = frozen(issue, bulletin, editor)
    revision.save()
    release(revision, audience=Audience.PUBLIC, go_live_at=timezone.now(), by=editor)


def frozen(issue: Issue, bulletin: Bulletin, by: User) -> Revision:
    """The unsaved first Revision of `issue`."""
    return Revision(
        issue=issue,
        number=1,
        round=1,
        purpose=Purpose.SUBMITTED,
        json=to_json(bulletin),
        digest=digest(bulletin),
        printed_digest=printed_digest(bulletin),
        by=by,
        at=timezone.now(),
    )
