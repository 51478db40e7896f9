"""A large archive to measure search in: any number of invented issues, released and indexed, but without pages."""

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from bench import corpus
from bench.office import frozen
from issues import rows
from issues.models import Audience, Issue, Publication, Revision
from issues.projections import columns
from issues.search import index
from issues.states import State

AT_ONCE = 500


def fill_archive(issues: int) -> int:
    """Migrate the empty database and release issues 1 to `issues`; gives the number of texts in the index."""
    call_command("migrate", verbosity=0)
    editor = User.objects.create_user("bianji", full_name="编辑")
    for first in range(1, issues + 1, AT_ONCE):
        _release([corpus.composed(total) for total in range(first, min(first + AT_ONCE, issues + 1))], editor)
    texts = index.rebuild()
    if connection.vendor == "postgresql":
        connection.cursor().execute("VACUUM ANALYZE")  # as autovacuum soon would, but while searches are measured
    return texts


@transaction.atomic
def _release(bulletins, editor):
    issues = Issue.objects.bulk_create(map(_issue, bulletins))
    revisions = Revision.objects.bulk_create(
        frozen(issue, bulletin, editor) for issue, bulletin in zip(issues, bulletins, strict=True)
    )
    Publication.objects.bulk_create(
        Publication(
            issue=revision.issue,
            sequence=1,
            revision=revision,
            audience=Audience.PUBLIC,
            go_live_at=timezone.now(),
            by=editor,
            **columns(bulletin),
        )
        for revision, bulletin in zip(revisions, bulletins, strict=True)
    )


def _issue(bulletin):
    issue = Issue(state=State.PUBLISHED)
    rows.fill(issue, bulletin)
    return issue
