"""撤销整批: every draft of a batch, with what came with it, goes to the trash; or nothing does, and it is said why."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts import access, audit
from accounts.models import Contribution
from hubs.models import CaseStudy, Hub
from issues.models import Batch, BatchFile, Issue, Section
from issues.models.issue import AttachedLesson
from issues.moves.refusal import Refused
from issues.states import State
from lessons.models import Lesson

UNDONE = "撤销导入批次"
KINDS = {"issues": Issue, "hubs": Hub, "cases": CaseStudy, "lessons": Lesson}


@dataclass
class Made:
    """What came with a batch: kept rows by word (issues, hubs, cases, lessons), and when each was made."""

    rows: dict = field(default_factory=dict)
    since: dict = field(default_factory=lambda: defaultdict(dict))


def made_by(batch):
    """The drafts of the batch that are not in the trash yet, and everything that was new with any of its files."""
    made = Made()
    for file in _taken(batch):
        made.since["issues"][file.issue_id] = file.taken_at
        for kind, pks in file.made.items():
            made.since[kind].update(dict.fromkeys(pks, file.taken_at))
    for kind, model in KINDS.items():
        made.rows[kind] = list(model.objects.kept().filter(pk__in=made.since[kind]))
    return made


def _taken(batch):
    return batch.files.filter(status=BatchFile.Status.TAKEN, issue__isnull=False).defer("content", "recognised")


def reasons_against(made, *, by):
    """Sentences that say what has been touched since, and where a row is used elsewhere."""
    if not access.allows(by, access.Action.IMPORT):
        return ["撤销要由“编辑”办理，您的账号没有这个角色。"]
    if not made.rows["issues"]:
        return ["这一批没有可以撤销的草稿。"]
    return [*_moved_on(made.rows["issues"]), *_touched(made), *_used_elsewhere(made)]


def _moved_on(issues):
    for issue in issues:
        if issue.state != State.DRAFT:
            yield f"{issue}已经是“{issue.get_state_display()}”。"
        elif issue.lock_version:
            yield f"{issue}的草稿已经改过。"


def _touched(made):
    """Rows somebody saved after they were taken in; what is told already as moved on is not told again."""
    for kind, rows in made.rows.items():
        later = _saved_later(made.since[kind], KINDS[kind]._meta.label_lower)
        for row in rows:
            if row.pk in later and not getattr(row, "lock_version", 0):
                yield f"{row._meta.verbose_name}“{row}”已经改过。"


def _saved_later(since, label):
    saved = Contribution.objects.filter(subject_type=label, subject_id__in=since)
    return {one.subject_id for one in saved if one.at > since[one.subject_id]}


def _used_elsewhere(made):
    issues, cases = made.since["issues"], set(made.since["cases"])
    sections = Section.objects.filter(case_study__in=made.rows["cases"]).exclude(issue__in=issues)
    attached = AttachedLesson.objects.filter(lesson__in=made.rows["lessons"]).exclude(issue__in=issues)
    for use in sections.select_related("issue", "case_study"):
        yield f"案例“{use.case_study}”已用在{use.issue}里。"
    for use in attached.select_related("issue", "lesson"):
        yield f"启示“{use.lesson}”已用在{use.issue}里。"
    for case in CaseStudy.objects.kept().filter(hub__in=made.rows["hubs"]).exclude(pk__in=cases).select_related("hub"):
        yield f"科创中心“{case.hub}”已有另外的案例“{case}”。"


def undo(batch, *, by):
    """Put all of it in the trash; how many of each. Raises Refused with every reason, and nothing has changed."""
    with transaction.atomic():
        batch = _locked(batch)
        made = made_by(batch)
        if reasons := reasons_against(made, by=by):
            raise Refused(reasons)
        numbers, now = [issue.numbering for issue in made.rows["issues"]], timezone.now()
        _to_the_trash(made, by, now)
        back = {"status": BatchFile.Status.WAITING, "issue": None, "made": {}, "taken_by": None, "taken_at": None}
        _taken(batch).update(**back)
        batch.undone_by, batch.undone_at = by, now
        batch.save(update_fields=["undone_by", "undone_at"])
        counts = {kind: len(rows) for kind, rows in made.rows.items()}
        audit.record(UNDONE, by=by, subject=audit.subject_of(batch), numbers=numbers, **counts)
        return counts


def _locked(batch):
    """The batch, its files and their issues, so that nothing is confirmed or edited meanwhile."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    list(batch.files.select_for_update().values_list("pk"))
    list(Issue.objects.select_for_update().filter(batch_files__batch=batch).values_list("pk"))
    return batch


def _to_the_trash(made, by, now):
    for kind, rows in made.rows.items():
        model, pks = KINDS[kind], [row.pk for row in rows]
        model.objects.filter(pk__in=pks).update(trashed_at=now)
        label = model._meta.label_lower
        Contribution.objects.bulk_create(Contribution(user=by, subject_type=label, subject_id=pk, at=now) for pk in pks)
