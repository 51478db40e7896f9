"""Files into a batch: each gated and read in memory before a row is stored; a marked one leaves only its place."""

import hashlib
import time
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from accounts import audit
from bulletin.secrecy import MarkedSecret, doubtful_words, refuse_marked
from bulletin.serialization import to_json
from bulletin.value import Kind
from issues import intake
from issues.files import CannotRead, clipped, read, source_of
from issues.models import Batch, BatchFile
from issues.packed import MAX_FILES

MADE = "新建导入批次"
NOT_RECEIVED = "第{}个文件不得接收：{}"
# The parser gives 0.9 and 0.8 to what it found by the usual marks, less to what it took from the words alone.
SURE = 0.8
# Of a section that is no case the kind is not printed, and makes nothing but itself.
MILD_FIELDS = {f"sections.{kind.value}" for kind in Kind if kind is not Kind.CASE}
# Done by rule, or told beside the file for other reasons; by themselves no reason to open it.
MILD_WARNINGS = {
    "missing_number",
    "missing_date",
    "missing_title",
    "halfwidth_punctuation",
    "halfwidth_period",
    "halfwidth_quotes",
    "fullwidth_digits",
    "space_around_digits",
    "spaced_letters_in_label",
    "no_source_note",
    "table_of_contents_removed",
}
LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Reading:
    """Unsaved BatchFiles of the first `done` members; `known` of these were in the batch already."""

    files: list[BatchFile]
    done: int
    known: int


def read_members(members, *, by, seconds=None, batch=None):
    """The Reading of `members`; of the first of them only, when `seconds` end before they do."""
    deadline, files, done = time.monotonic() + seconds if seconds else None, [], 0
    present = set(batch.files.values_list("folder", "file_name", "sha256")) if batch else set()
    for member in members:
        if file := _file(member, present, by=by):
            files.append(file)
        done += 1
        if deadline and time.monotonic() > deadline:
            break
    return Reading(files, done, done - len(files))


@transaction.atomic
def keep(files, *, by, batch=None, name="", skipped=0):
    """Store what `read_members` gave in `batch`, or in a new one. Raises CannotRead when that would hold too many."""
    batch = batch or _new_batch(name or _name(files), by)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    last = batch.files.aggregate(Max("position"))["position__max"] or 0
    if last + len(files) > MAX_FILES:
        raise CannotRead(f"一批最多{MAX_FILES}个文件，这一批已有{last}个。请另开一批导入其余的。")
    for position, file in enumerate(files, start=last + 1):
        file.batch, file.position = batch, position
        if file.status == BatchFile.Status.SECRET:
            file.sentence = NOT_RECEIVED.format(position, file.sentence)
    BatchFile.objects.bulk_create(files, batch_size=50)
    Batch.objects.filter(pk=batch.pk).update(skipped=F("skipped") + skipped)
    return batch


def _new_batch(name, by):
    batch = Batch.objects.create(name=name, by=by)
    audit.record(MADE, by=by, subject=audit.subject_of(batch))
    return batch


def _name(files):
    named = [str(file) for file in files if file.file_name]
    return (named[0] + ("等" if len(files) > 1 else ""))[:120] if named else "没有可导入的文件"


def _file(member, present, *, by):
    """The BatchFile of a member; None when the same file is `present`, as when a folder is dropped a second time."""
    named = _named(member)
    try:
        refuse_marked(member.folder, member.name)
        content = member.read()
        named["sha256"] = hashlib.sha256(content).hexdigest()
        if tuple(named.values()) in present:
            return None
        source = source_of(member.name, content)
        return _recognised(source, read(source), named)
    except MarkedSecret as secret:
        intake.record_refusal(secret, member.name, by=by)
        return BatchFile(status=BatchFile.Status.SECRET, sentence=str(secret))
    except CannotRead as unreadable:
        return BatchFile(status=BatchFile.Status.UNREADABLE, sentence=str(unreadable), **named)


def _recognised(source, parse, named):
    file = BatchFile(
        status=BatchFile.Status.WAITING,
        content=source.content,
        recognised=to_json(parse.bulletin),
        summary=summary_of(parse, source.text),
        **named,
    )
    describe(file, parse.bulletin)
    return file


def _named(member):
    return {"folder": _clipped_path(member.folder), "file_name": clipped(member.name)}


def _clipped_path(folder):
    return folder if len(folder) <= 120 else f"…{folder[-119:]}"


def describe(file, bulletin):
    """Set the columns by which the table of a batch sorts and compares."""
    file.series, file.title = bulletin.series[:50], bulletin.title[:200]
    file.date, file.supplement = bulletin.date, bulletin.supplement
    for name in ("year", "number", "total"):
        value = getattr(bulletin, name)
        setattr(file, name, value if value is None or value <= LARGEST else None)


def summary_of(parse, text):
    """What the table says of the reading, as JSON."""
    sections = parse.bulletin.sections
    guesses = [one for one in parse.placements if one.confidence < SURE]
    return {
        "changes": len(parse.changes),
        "warnings": len(parse.warnings),
        "grave": list(dict.fromkeys(one.message for one in parse.warnings if one.code not in MILD_WARNINGS)),
        "unplaced": len(parse.unplaced),
        "guesses": sum(one.field not in MILD_FIELDS for one in guesses),
        "mild_guesses": sum(one.field in MILD_FIELDS for one in guesses),
        "confidence": min((one.confidence for one in parse.placements if one.field not in MILD_FIELDS), default=1),
        "images": len(parse.images),
        "doubtful": list(doubtful_words(text)),
        "kinds": dict(Counter(one.kind.value for one in sections)),
        "cases": [one.heading for one in sections if one.kind is Kind.CASE],
    }
