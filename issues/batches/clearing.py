"""清除原文: when a batch is finished, the words of files that became no issue are kept no longer."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from issues.models import Batch, BatchFile

CLEARED = "结束导入批次并清除原文"
REMOVED = {"content": b"", "recognised": "", "summary": {}, "corrections": {}, "series": "", "title": ""}


@transaction.atomic
def clear(batch, *, by):
    """Remove what the waiting files of `batch` say; their names and digests stay. Returns how many there were."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    waiting = batch.files.filter(status=BatchFile.Status.WAITING)
    count = waiting.update(status=BatchFile.Status.UNREADABLE, sentence="没有导入，原文已清除。", **REMOVED)
    if batch.cleared_at is None:
        batch.cleared_by, batch.cleared_at = by, timezone.now()
        batch.save(update_fields=["cleared_by", "cleared_at"])
        audit.record(CLEARED, by=by, subject=audit.subject_of(batch), files=count)
    return count
