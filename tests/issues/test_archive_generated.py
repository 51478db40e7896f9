"""Whatever can be printed comes back out of an archive with the digest it had."""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from bulletin.value import Annotations, Bulletin, Kind, Section
from issues import rows
from issues.models import Accession, Audience, BackIssue, Issue, Publication, Revision
from issues.models.revision import Purpose
from issues.moves.freezing import frozen
from issues.projections import release
from issues.states import State
from tests.bulletin.strategies import bulletins
from tests.issues.archives import bring_back, exported, made, without_time
from tests.people import person

pytestmark = pytest.mark.django_db
FITTING = {"series": 50, "publisher": 100, "title": 200, "subtitle": 200, "byline": 200, "board_name": 100}


def fitted(bulletin: Bulletin, number: int) -> Bulletin:
    """`bulletin` as the office could have it: numbered, with a title, in columns as wide as they are."""
    cut = {name: getattr(bulletin, name)[:width] for name, width in FITTING.items()}
    numbers = {"year": 2000 + number, "number": number, "total": number}
    sections = tuple(map(_fitted, bulletin.sections))
    return replace(bulletin, **cut, **numbers, sections=sections, annotations=Annotations())


def _fitted(section: Section) -> Section:
    of_article = {} if section.kind is Kind.ARTICLE else {"subtitle": "", "byline": ""}
    return replace(section, ordinal=section.ordinal[:12], heading_end=section.heading_end[:4], **of_article)


def enter(bulletin: Bulletin) -> None:
    """Released as a back issue: what nobody reviewed here needs no reviews."""
    by = person("signer")
    issue = Issue(state=State.PUBLISHED)
    rows.fill(issue, bulletin)
    issue.save()
    revision = frozen(issue, bulletin, by=by, purpose=Purpose.ACCESSION, number=1, round=1)
    revision.save()
    accession = Accession.objects.create(decided_by=by, ground="档案目录", count=1)
    BackIssue.objects.create(
        accession=accession, revision=revision, digest=revision.digest, signer="某甲", signed_on=bulletin.date
    )
    release(revision, audience=Audience.INTERNAL, go_live_at=accession.at, by=by)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(bulletin=bulletins().filter(lambda one: one.date is not None))
def test_every_bulletin_comes_back_with_its_digest(bulletin):
    bulletin = fitted(bulletin, 7)
    digests = []

    def build():
        enter(bulletin)
        digests.extend(Revision.objects.values_list("digest", "printed_digest"))

    files = made(build)
    with transaction.atomic():
        bring_back(files)
        assert list(Revision.objects.values_list("digest", "printed_digest")) == digests
        assert Publication.objects.get().bulletin == bulletin
        assert without_time(exported()) == without_time(files)
        transaction.set_rollback(True)
