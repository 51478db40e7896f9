"""涉密处置: remove the text of an issue for good, by two people, leaving a tombstone that `verify` accepts."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils import timezone

from accounts import access, audit
from accounts.growing import install_triggers, remove_triggers
from hubs.models import CaseStudy, Figure, ImportBatch, ImportedRow, Milestone, SheetUpload
from issues.models import (
    Batch,
    BatchFile,
    DisclosureDecision,
    Disposal,
    Issue,
    Notice,
    PaperDecision,
    Publication,
    PublishedCase,
    PublishedFigure,
    PublishedFile,
    PublishedLesson,
    PublishedMilestone,
    Review,
    Revision,
    Withdrawal,
)
from issues.moves.refusal import raise_if
from issues.search import grams, index
from issues.states import State
from lessons.models import Lesson

REMOVED = "（已作涉密处置）"
# What stays although it is text: it says nothing of the content, or a constraint holds it.
KEPT = {"state", "audience", "kind", "stage", "decision", "purpose", "attribute", "move", "digest", "printed_digest"}


def dispose(issue, *, by, second, reason):
    """Blank every text of `issue` in rows, revisions, publications and projections; both people are recorded.

    `by` must hold 签发, `second` 公开审查. Raises Refused. Backups must be dealt with by hand (docs/operations.md);
    call `scrub` afterwards, outside any transaction.
    """
    with transaction.atomic():
        issue = Issue.objects.select_for_update().get(pk=issue.pk)
        raise_if([*_errors(issue, by, second, reason)])
        remove_triggers(connection)
        _end_publications(issue)
        _blank_frozen(issue)
        _blank_rows(issue)
        install_triggers(connection)
        Disposal.objects.create(issue=issue, by=by, second=second, reason=reason.strip())
        audit.record("涉密处置", by=by, subject=audit.subject_of(issue), second=str(second))


def scrub():
    """Make the database give back the space in which removed text still lies."""
    grams.tidy()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL" if connection.vendor == "postgresql" else "VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _errors(issue, by, second, reason):
    if Disposal.objects.filter(issue=issue).exists():
        yield "本期已经作过涉密处置。"
    if not access.allows(by, access.Action.SIGN):
        yield "涉密处置要由“签发”办理。"
    if not access.allows(second, access.Action.DISCLOSE) or by.pk == second.pk:
        yield "涉密处置要有另一位“公开审查”人员在场见证。"
    if not reason.strip():
        yield "请写明处置的依据和批准人（不要写内容）。"


def _end_publications(issue):
    now = timezone.now()
    running = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=now)
    Publication.objects.filter(running, issue=issue).update(ends_at=now)


def _blank_frozen(issue):
    publications = Publication.objects.filter(issue=issue)
    index.drop(publications)
    cases = PublishedCase.objects.filter(publication__in=publications)
    for rows in (
        Revision.objects.filter(issue=issue),
        Review.objects.filter(revision__issue=issue),
        DisclosureDecision.objects.filter(revision__issue=issue),
        PaperDecision.objects.filter(issue=issue),
        Withdrawal.objects.filter(publication__in=publications),
        PublishedFigure.objects.filter(case__in=cases),
        PublishedMilestone.objects.filter(case__in=cases),
        PublishedLesson.objects.filter(publication__in=publications),
        cases,
        publications,
    ):
        _blank(rows)
    PaperDecision.objects.filter(issue=issue).update(scan=None, given={})
    PublishedFile.objects.filter(publication__in=publications).update(content=b"", sha256="", file_name=REMOVED)
    Notice.objects.filter(issue=issue).delete()


def _blank_rows(issue):
    cases = CaseStudy.objects.filter(sections__issue=issue).exclude(sections__issue__in=_others(issue)).distinct()
    lessons = Lesson.objects.filter(attached__issue=issue).exclude(attached__issue__in=_others(issue)).distinct()
    case_ids, lesson_ids = list(cases.values_list("pk", flat=True)), list(lessons.values_list("pk", flat=True))
    for model, ids in ((Issue, [issue.pk]), (CaseStudy, case_ids), (Lesson, lesson_ids)):
        _forget_sheets(model, ids)
    issue.sections.all().delete()
    issue.attached_lessons.all().delete()
    issue.intakes.update(file_name=REMOVED)
    issue.attachments.all().delete()
    _blank_files(issue)
    Figure.objects.filter(case_study__in=case_ids).delete()
    Milestone.objects.filter(case_study__in=case_ids).delete()
    now = timezone.now()
    CaseStudy.objects.filter(pk__in=case_ids).update(thesis="", body="", formula="", sources="", trashed_at=now)
    for pk in lesson_ids:
        Lesson.objects.filter(pk=pk).update(statement=f"{REMOVED}{pk}", trashed_at=now)
    _blank(Issue.objects.filter(pk=issue.pk), date_style=issue.date_style)
    Issue.objects.filter(pk=issue.pk).update(state=State.DRAFT, lock_version=models.F("lock_version") + 1)
    LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Issue), object_id=issue.pk).delete()


def _forget_sheets(model, ids):
    """What rows said before a sheet changed them; their batches can no longer be undone."""
    rows = ImportedRow.objects.filter(batch__kind=model._meta.label_lower, subject_id__in=ids)
    ImportBatch.objects.filter(pk__in=rows.values("batch")).update(file_name=REMOVED)
    rows.delete()
    SheetUpload.objects.all().delete()


def _blank_files(issue):
    """What was uploaded of this issue, taken in or not: by its bytes or under its number."""
    same = models.Q(issue=issue) | models.Q(sha256__in=issue.intakes.values("sha256"))
    if issue.number:
        same |= models.Q(year=issue.year, number=issue.number, supplement=issue.supplement)
    if issue.total:
        same |= models.Q(total=issue.total)
    files = BatchFile.objects.filter(pk__in=list(BatchFile.objects.filter(same).values_list("pk", flat=True)))
    files.filter(status=BatchFile.Status.WAITING).update(status=BatchFile.Status.UNREADABLE)
    words = dict.fromkeys(("folder", "sha256", "recognised", "series", "title"), "")
    files.update(file_name=REMOVED, sentence=REMOVED, content=b"", summary={}, corrections={}, **words)
    Batch.objects.filter(files__in=files).update(name=REMOVED)


def _others(issue):
    return Issue.objects.exclude(pk=issue.pk)


def _blank(rows, **kept):
    """Replace every text column of `rows` that may hold the issue's words."""
    texts = [
        field.name
        for field in rows.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and field.name not in KEPT | set(kept)
    ]
    rows.update(**{name: _nothing(rows.model, name) for name in texts})


def _nothing(model, name):
    demanded = {"remark": REMOVED, "ground": REMOVED, "notice": REMOVED, "words": REMOVED, "title": REMOVED}
    return demanded.get(name, "")
