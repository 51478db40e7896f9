"""Archives for the tests: made of an office that is gone afterwards, opened up, changed, and brought back."""

import datetime
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from issues import moves, receipts
from issues.archiving import export, layout
from issues.archiving.restore import restore
from issues.models import Attachment, Audience, Issue, Publication, Withdrawal
from issues.states import State
from tests.issues.office import clear, edit, entering, make_issue, office, release, submit, write_draft

SCAN = b"%PDF-1.4 a scan"
PICTURE = b"\x89PNG a picture"


def catalogue() -> None:
    """Issues that went every way there is."""
    cast = office()
    corrected(cast, make_issue(cast, State.PUBLISHED, number=5))
    receipts.receive(Publication.objects.get(number=5, ends_at=None), by=cast.of("reader"), reader=cast.of("reader"))
    withdrawn = make_issue(cast, State.PUBLISHED, number=6, audience=Audience.INTERNAL)
    why = {"kind": Withdrawal.Kind.ERROR, "notice": "数据有误，已撤下。"}
    moves.withdraw(withdrawn, by=cast.signer, lock_version=withdrawn.lock_version, **why)
    numbered_at_signing(cast)
    entered_from_paper(cast)
    back = [write_draft(cast.editor, number=number) for number in (1, 2)]
    attach(back[0], cast, Attachment.Kind.SCAN, "第1期.pdf", "application/pdf", SCAN)
    moves.accession([entering(issue) for issue in back], by=cast.signer, ground="档案目录第3卷")
    pending = make_issue(cast, State.APPROVED, number=9)
    release(pending, cast, Audience.PUBLIC, timezone.now() + timedelta(days=3))
    cancelled = release(make_issue(cast, State.APPROVED, number=10), cast, "public", timezone.now() + timedelta(days=3))
    moves.cancel_schedule(cancelled, by=cast.publisher, lock_version=cancelled.lock_version)
    under_correction = make_issue(cast, State.PUBLISHED, number=11)
    start(cast, under_correction)
    make_issue(cast, State.SECOND_REVIEW, number=12, title="还没有发布的一期")


def start(cast, issue: Issue) -> Issue:
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="更正：标题。")
    return edit(issue, cast.editor, title=f"{issue.title}（更正）")


def corrected(cast, issue: Issue) -> Issue:
    issue = submit(start(cast, issue), cast.editor)
    for move, by in ((moves.pass_review, cast.first), (moves.pass_review, cast.second), (moves.sign, cast.signer)):
        issue = move(issue, by=by, revision=issue.newest_revision)
    return release(issue, cast, Audience.PUBLIC)


def numbered_at_signing(cast) -> Issue:
    issue = make_issue(cast, State.FINAL_REVIEW, number=None, title="签发时定号")
    numbers = {"year": 2022, "number": 7, "total": 421, "date": datetime.date(2022, 2, 7)}
    issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision, **numbers)
    return release(issue, cast, Audience.INTERNAL)


def entered_from_paper(cast) -> Issue:
    issue = make_issue(cast, State.FIRST_REVIEW, number=8)
    attach(issue, cast, Attachment.Kind.IMAGE, "图.png", "image/png", PICTURE)
    told = {"by": cast.editor, "decided_by": cast.first, "decided_on": timezone.localdate(), "words": "圈阅"}
    paper = moves.enter_decision(
        issue, move="pass_review", revision=issue.newest_revision, scan=SCAN, scan_type="application/pdf", **told
    )
    issue = moves.confirm_decision(paper, by=cast.other_editor)
    issue = moves.pass_review(issue, by=cast.second, revision=issue.newest_revision)
    issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision)
    return release(clear(issue, cast), cast, Audience.INTERNAL)


def attach(issue, cast, kind, file_name, content_type, content) -> None:
    names = {"file_name": file_name, "content_type": content_type, "by": cast.editor}
    Attachment.objects.create(
        issue=issue, kind=kind, content=content, sha256=hashlib.sha256(content).hexdigest(), **names
    )


class _Undo(Exception):
    pass


def made(build: Callable[[], object] = catalogue, write: Callable = export.whole) -> dict[str, bytes]:
    """The files of an archive of what `build` puts into the database, which is empty again afterwards."""
    file = io.BytesIO()
    try:
        with transaction.atomic():
            build()
            write(file)
            raise _Undo
    except _Undo:
        return files_of(file)


def exported(write: Callable = export.whole) -> dict[str, bytes]:
    file = io.BytesIO()
    write(file)
    return files_of(file)


def files_of(file) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def without_time(files: dict[str, bytes]) -> dict[str, bytes]:
    manifest = json.loads(files[layout.MANIFEST])
    assert datetime.datetime.fromisoformat(manifest.pop("made_at"))
    return files | {layout.MANIFEST: layout.dump(manifest)}


def zipped(files: dict[str, bytes], **options) -> io.BytesIO:
    """`files` as a zip, as they are."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content, **options)
    return file


def with_sums(files: dict[str, bytes]) -> dict[str, bytes]:
    """`files` by somebody who knows how the list of sums and the manifest are made."""
    own = {name: content for name, content in files.items() if name not in (layout.SUMS, layout.MANIFEST)}
    sums = "".join(f"{hashlib.sha256(own[name]).hexdigest()}  {name}\n" for name in sorted(own)).encode()
    manifest = json.loads(files[layout.MANIFEST]) | {"sha256sums": hashlib.sha256(sums).hexdigest()}
    return own | {layout.SUMS: sums, layout.MANIFEST: layout.dump(manifest)}


def bring_back(files: dict[str, bytes]) -> dict[str, int]:
    return restore(zipped(files))
