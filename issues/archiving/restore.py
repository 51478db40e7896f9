"""A zip → an empty installation. Words and digests come from the frozen JSON alone; all of it is stored, or nothing."""

import hashlib
import re

from django.db import DataError, IntegrityError, transaction

from accounts import audit
from accounts.models import User
from bulletin.secrecy import refuse_marked
from hubs.models import Hub
from issues import verification
from issues.archiving import layout
from issues.archiving.fields import OFFICE, read_table
from issues.archiving.issue import RestoredIssue
from issues.archiving.layout import Unusable, within
from issues.archiving.opening import Archive
from issues.models import Issue, Series
from issues.search import index
from lessons.models import Lesson, Theme

NOT_EMPTY = "系统里已经有内容，归档包只能恢复到空的系统：新建数据库、执行 migrate 之后，先恢复，再建账号。"
_RECORD = re.compile(rf"issues/[^/]+/{re.escape(layout.RECORD)}")


def restore(file):
    """Store everything the archive (an open binary file) holds; returns how many issues and publications.

    Raises Unusable, or MarkedSecret when a text carries a secrecy mark; the database then is as it was: empty.
    """
    if any(model.objects.exists() for model in (User, Hub, Theme, Lesson, Issue)):
        raise Unusable(NOT_EMPTY)
    archive = Archive(file)
    try:
        with transaction.atomic():
            return _restore(archive, _sum(file))
    except (IntegrityError, DataError) as error:
        raise Unusable("归档包里的记录互相矛盾（如同一期号有两期），没有恢复。请换一份归档包。") from error


def _sum(file):
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _restore(archive, sha256):
    named = _office(archive)
    told = [RestoredIssue(archive, name, named).restore() for name in _records(archive)]
    counts = {"issues": len(told), "publications": sum(len(one["releases"]) for one in told)}
    if counts != archive.manifest.get("counts"):
        raise Unusable(f"归档包里的期数、发布次数与 {layout.MANIFEST} 所记的不符，没有恢复。")
    index.rebuild()
    audit.record_each(layout.RESTORED, [(f"期次 {one['issue']}", one) for one in told], by=None)
    audit.record(audit.Event.IMPORTED, by=None, subject=layout.FORMAT, sha256=sha256, **counts)
    for problem in verification.problems():
        raise Unusable(f"恢复后的核对没有通过，没有恢复：{problem}")
    return counts


def _office(archive):
    """The rows that belong to no issue, stored: by model and the name by which a record calls them."""
    with within(layout.OFFICE):
        data = archive.json(layout.OFFICE)
        refuse_marked(*layout.strings(data))
        if len(layout.table(data, Series._meta.label_lower)) != 1:
            raise Unusable("应有一种刊物，不多不少")
        Series.objects.all().delete()
        named = {}
        for model in OFFICE:
            rows = [_stored(row) for row in read_table(model, data, named)]
            named[model] = {row.username: row for row in rows} if model is User else dict(enumerate(rows))
    return named


def _stored(row):
    if isinstance(row, User):
        # A name to decisions made elsewhere; whoever works here gets it opened by 系统管理.
        row.is_active = False
        row.set_unusable_password()
    row.save_base(raw=True, force_insert=True)
    return row


def _records(archive):
    """The names of the issues' records, in the order of their last releases."""
    names = sorted(name for name in archive.names if _RECORD.fullmatch(name))
    return sorted(names, key=lambda name: _last_release(archive, name))


def _last_release(archive, name):
    with within(name):
        return max((str(one.get("at")) for one in layout.table(archive.json(name), "issues.publication")), default="")
