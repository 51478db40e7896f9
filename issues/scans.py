"""影像件: the pages of an issue as they were scanned, kept with the draft and copied to what is published."""

import hashlib
from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import Length

from accounts import audit
from bulletin import scanned
from bulletin.parsing.word.gate import refuse_marked_picture
from bulletin.secrecy import refuse_marked
from issues.files import CannotRead, clipped
from issues.models import Attachment, PublishedFile

MAX_BYTES = 20 * 1024 * 1024
MOST = 60
SUITABLE = "PDF、JPEG、PNG 或 TIFF"


@dataclass(frozen=True)
class Scan:
    """A file that passed the gate, in memory."""

    name: str
    content: bytes
    media_type: str


def read(name, content):
    """The Scan of an upload. Raises MarkedSecret for a marked one, CannotRead with what to do for an unsuitable one."""
    refuse_marked(name)
    name, media_type = clipped(name), scanned.media_type(content)
    if not content:
        raise CannotRead(f"“{name}”是空的，请重新选择文件。")
    if len(content) > MAX_BYTES:
        raise CannotRead(f"“{name}”超过 20 MB。请降低扫描的分辨率，或者分成几个文件。")
    if not media_type:
        raise CannotRead(f"“{name}”不是{SUITABLE}。请扫描成这几种文件再传。")
    if scanned.is_locked(content):
        raise CannotRead(f"“{name}”加了密码或限制，查不出里面的文字。请去掉密码再传。")
    try:
        refuse_marked_scan(content)
    except scanned.TooMuch as error:
        raise CannotRead(f"“{name}”里面的文字太多，查不完。请分成几个文件再传。") from error
    return Scan(name, content, media_type)


def refuse_marked_scan(content):
    """Raise MarkedSecret for a mark in what can be read in a scan or picture, scanned.TooMuch where that is much."""
    if scanned.media_type(content).startswith("image/"):
        refuse_marked_picture(content)
    refuse_marked(*scanned.words(content))


def of(issue):
    """The scans of a draft in order, without their content, each with its `size`."""
    scans = issue.attachments.filter(kind=Attachment.Kind.SCAN).defer("content").select_related("by")
    return scans.annotate(size=Length("content")).order_by("position")


def add(issue, scans, *, by):
    """Attach Scans behind those there are; in the transaction of moves.saving. CannotRead when they are too many."""
    rows = issue.attachments.filter(kind=Attachment.Kind.SCAN)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    if rows.count() + len(scans) > MOST:
        raise CannotRead(f"一期最多附{MOST}个影像件。页数多的，请合成一个 PDF。")
    for position, scan in enumerate(scans, start=last + 1):
        sha256 = hashlib.sha256(scan.content).hexdigest()
        told = {"file_name": scan.name, "content_type": scan.media_type, "content": scan.content, "sha256": sha256}
        Attachment.objects.create(issue=issue, kind=Attachment.Kind.SCAN, position=position, by=by, **told)
        _record("添加影像件", issue, by, sha256)


def remove(issue, position, *, by):
    """Take one scan off the draft; in the transaction of moves.saving."""
    scan = of(issue).filter(position=position).first()
    if scan:
        issue.attachments.filter(pk=scan.pk).delete()
        _record("移除影像件", issue, by, scan.sha256)


def keep(publications):
    """Copy the scans of the issues to their new `publications`."""
    of_issue = {publication.issue_id: publication for publication in publications}
    scans = Attachment.objects.filter(issue__in=of_issue, kind=Attachment.Kind.SCAN)
    # One after the other: they may be 20 MB each.
    for scan in scans.order_by("issue", "position").iterator(1):
        _keep(scan, of_issue[scan.issue_id])


def _keep(scan, publication):
    names = ("position", "file_name", "content_type", "content", "sha256")
    same = {name: getattr(scan, name) for name in names}
    PublishedFile.objects.create(publication=publication, kind=PublishedFile.Kind.SCAN, **same)


def _record(event, issue, by, sha256):
    audit.record(event, by=by, subject=f"{audit.subject_of(issue)} {issue.numbering}", sha256=sha256)
