"""Waiting files become drafts, each in its own transaction; who stops anywhere goes on from there."""

import time
from dataclasses import dataclass

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from hubs.models import Hub
from issues import intake
from issues.batches.corrections import chosen_hubs, corrected
from issues.batches.situation import Standing, judged
from issues.files import Source, read
from issues.intake import CannotTakeIn
from issues.models import BatchFile

A_STEP = 3.0
GONE = "这个文件刚刚被别人处理过，请刷新页面。"
NOT_STORED = "这个文件的内容数据库存不下，没有导入。请把文件交给系统管理员查看。"
CLEARED = "这个文件的原文已经清除，不能再导入。需要时请重新上传。"


@dataclass(frozen=True)
class Step:
    """What one step did: `taken` drafts made, `failed` files left, `left` still to do."""

    taken: int
    failed: int
    left: int


def take(pk, *, by, hubs=None):
    """The draft that file number `pk` becomes, as an Outcome. Raises CannotTakeIn, the reason kept with the file."""
    try:
        with transaction.atomic():
            return _take(BatchFile.objects.select_for_update().get(pk=pk), by, hubs)
    except CannotTakeIn as reason:
        _keep_reason(pk, str(reason))
        raise
    except (DataError, IntegrityError) as error:  # so that one file of a batch never stops the others
        _keep_reason(pk, NOT_STORED)
        raise CannotTakeIn(NOT_STORED) from error


def _keep_reason(pk, sentence):
    if sentence != GONE:
        BatchFile.objects.filter(pk=pk, status=BatchFile.Status.WAITING).update(sentence=sentence)


def _take(file, by, hubs):
    if file.status != BatchFile.Status.WAITING:
        raise CannotTakeIn(GONE)
    if not file.recognised:
        raise CannotTakeIn(CLEARED)
    chosen = Hub.objects.kept().in_bulk(chosen_hubs(file.corrections).values())
    outcome = intake.take_in(
        corrected(file.bulletin, file.corrections),
        by=by,
        file_name=file.file_name,
        sha256=file.sha256,
        images=_images(file),
        hubs=hubs,
        chosen={place: chosen.get(pk) for place, pk in chosen_hubs(file.corrections).items()},
    )
    if not outcome.created:
        raise CannotTakeIn("".join(outcome.lines))
    file.status, file.sentence = BatchFile.Status.TAKEN, ""
    file.issue, file.made = outcome.issue, outcome.made
    file.taken_by, file.taken_at = by, timezone.now()
    file.save(update_fields=["status", "sentence", "issue", "made", "taken_by", "taken_at"])
    return outcome


def _images(file):
    return read(Source(file.file_name, bytes(file.content))).images if file.summary["images"] else ()


def take_confident(batch, *, by, seconds):
    """Take in what may be confirmed without looking, for about `seconds`; call again while something is left."""
    rows = judged(batch).standing(Standing.CONFIDENT)
    deadline, hubs = time.monotonic() + seconds, intake.Hubs()
    taken = failed = 0
    for row in rows:
        try:
            take(row.file.pk, by=by, hubs=hubs)
            taken += 1
        except CannotTakeIn:
            failed, hubs = failed + 1, intake.Hubs()
        if time.monotonic() > deadline:
            break
    return Step(taken, failed, len(rows) - taken - failed)
