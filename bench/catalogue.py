"""The whole catalogue into an archive and back: what it costs in time, room and memory."""

import os
import resource
import time
from pathlib import Path

from django.core.management import call_command

from accounts.models import User
from bench.office import fill
from issues import printing
from issues.archiving import export
from issues.archiving.restore import restore
from issues.models import Attribute, Decision, DisclosureDecision, Publication, Review
from issues.states import STAGES

ARCHIVE = "BENCH_ARCHIVE"


def fill_catalogue(issues: int) -> None:
    """Migrate the empty database and publish `issues` issues, each with its passes, its decision and its PDFs."""
    fill(issues)
    stages = STAGES[3]
    people = [User.objects.create_user(f"reviewer{place}", full_name=f"审{place}") for place in range(len(stages))]
    bare = [one.revision_id for one in Publication.objects.filter(revision__reviews=None).only("revision_id")]
    Review.objects.bulk_create(
        Review(revision_id=revision, stage=stage, decision=Decision.PASS, decided_by=person, entered_by=person)
        for revision in bare
        for stage, person in zip(stages, people, strict=True)
    )
    decided = {"attribute": Attribute.PUBLIC, "ground": "可以公开", "decided_by": people[0], "entered_by": people[0]}
    DisclosureDecision.objects.bulk_create(DisclosureDecision(revision_id=revision, **decided) for revision in bare)
    for publication in printing.waiting().select_related("revision"):
        printing.keep(publication)


def export_catalogue() -> dict:
    """Seconds, MB of the archive, and MiB of this process at its peak."""
    path = Path(os.environ[ARCHIVE])
    start = time.perf_counter()
    with path.open("w+b") as file:
        counts = export.whole(file)["counts"]
    return _cost(start) | {"size": path.stat().st_size / 1e6, "issues": counts["issues"]}


def restore_catalogue() -> dict:
    """The same of restoring it into an empty database, with everything verified."""
    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    with Path(os.environ[ARCHIVE]).open("rb") as file:
        restore(file)
    return _cost(start)


def _cost(start):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - start, "memory": peak}
