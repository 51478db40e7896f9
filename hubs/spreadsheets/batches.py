"""Importing a planned sheet as one batch, and undoing it as one."""

import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit, trash
from accounts.many import chunks, insert, large_steps
from hubs.models import ImportBatch, ImportedRow
from hubs.spreadsheets.planning import Outcome

STALE = "预览之后，有人修改了这些内容，什么都没有导入。请重新上传文件，再看一次预览。"
TAKEN = "保存时发现与别人刚刚保存的内容重复，什么都没有导入。请重新上传文件，再看一次预览。"
UNDONE = "撤销导入"
_NAMED = 20


class Refused(Exception):
    """Nothing was done; `reasons` are sentences."""

    def __init__(self, reasons):
        super().__init__("".join(reasons))
        self.reasons = list(reasons)


def import_sheet(resource, sheet, *, by, seen, file_name, sha256) -> ImportBatch:
    """Import all rows as drafts by `by`, or none. Raises Refused when that is not what was `seen` in the preview."""
    try:
        with transaction.atomic(), large_steps():
            plan = resource.plan(sheet, lock=True)
            if plan.digest() != seen or plan.having(Outcome.WRONG):
                raise Refused([STALE])
            return _store(resource, plan, by, file_name, sha256)
    except IntegrityError as error:
        raise Refused([TAKEN]) from error
    except ValidationError as error:
        raise Refused(error.messages) from error


def _store(resource, plan, by, file_name, sha256):
    rows = resource.store(plan, by=by)
    counts = plan.counts()
    told = {"created": counts[Outcome.NEW], "changed": counts[Outcome.CHANGED] + counts[Outcome.GONE]}
    kind, subject = resource.model._meta.label_lower, resource.sheet_title
    batch = ImportBatch.objects.create(
        kind=kind, file_name=file_name[:255], sha256=sha256, by=by, rows_kept=len(rows), **told
    )
    told_of = (_told_of(resource, *row) for row in rows)
    insert(ImportedRow, ("subject_id", "is_new", "before", "after"), told_of, batch=batch.pk)
    audit.record(audit.Event.IMPORTED, by=by, subject=subject, batch=batch.pk, sha256=sha256, **told)
    return batch


def _told_of(resource, instance, is_new, before):
    return instance.pk, is_new, json.dumps(before, ensure_ascii=False), resource.digest_of(instance)


def reasons_against_undo(resource, batch) -> list[str]:
    """Sentences saying why the batch can no longer be undone as a whole; none when it can."""
    return _reasons(batch, *_rows(resource, batch), resource)


def undo(resource, batch, *, by) -> None:
    """Put every row of the batch back as it was, new ones into the bin. Raises Refused when somebody touched one."""
    try:
        with transaction.atomic(), large_steps():
            batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
            rows, instances = _rows(resource, batch, lock=True)
            if reasons := _reasons(batch, rows, instances, resource):
                raise Refused(reasons)
            _restore(resource, rows, instances, by)
            batch.undone_by, batch.undone_at = by, timezone.now()
            batch.save(update_fields=["undone_by", "undone_at"])
            audit.record(UNDONE, by=by, subject=resource.sheet_title, batch=batch.pk)
    except trash.InUse as used:
        raise Refused(used.reasons[:_NAMED]) from used
    except IntegrityError as error:
        raise Refused(["原来的名称或编号已经被别的内容用了，不能撤销。请先改开，再撤销。"]) from error


def _rows(resource, batch, *, lock=False):
    rows = list(batch.rows.order_by("pk"))
    stored = resource.stored(lock=lock)
    found = (one for some in chunks(row.subject_id for row in rows) for one in stored.filter(pk__in=some))
    return rows, {one.pk: one for one in found}


def _reasons(batch, rows, instances, resource):
    if batch.undone_at:
        return ["这批导入已经撤销过了。"]
    if len(rows) != batch.rows_kept:
        return ["这批导入的一部分已作涉密处置，不能整批撤销。"]
    touched = [row for row in rows if not _is_as_left(resource, row, instances.get(row.subject_id))]
    if not touched:
        return []
    names = "、".join(f"“{instances.get(row.subject_id, row.subject_id)}”" for row in touched[:_NAMED])
    more = f"等 {len(touched)} 项" if len(touched) > _NAMED else ""
    return [f"导入以后有人改过{names}{more}，不能整批撤销。请在各自的页面上改。"]


def _is_as_left(resource, row, instance):
    return instance is not None and resource.digest_of(instance) == row.after


def _restore(resource, rows, instances, by):
    changed = [row for row in rows if not row.is_new]
    for row in changed:
        resource.restore(instances[row.subject_id], row.values_before)
    if changed:
        resource.write([], [instances[row.subject_id] for row in changed], by=by)
    if new := [instances[row.subject_id] for row in rows if row.is_new]:
        resource.undo_new(new, by=by)
