"""What a folder of back issues costs from the bytes of its files to drafts, as the intake desk takes it in."""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench import corpus
from bulletin.rendering import text
from issues.batches.confirming import take_confident
from issues.batches.receiving import keep, read_members
from issues.packed import members_of

FIRST = 1000  # behind every issue that is published here
AT_ONCE = 20  # files a request, as the page sends them
A_STEP = 3.0


def import_texts(count: int) -> dict:
    """Seconds for `count` composed issues as text: read and stored, then made drafts; the longest wait for progress."""
    editor = User.objects.get(username="bianji")
    files = {f"总第{total}期.txt": text.render(corpus.composed(total)).encode() for total in _totals(count)}
    members = [member for name, content in files.items() for member in members_of(name, content)[0]]
    batch, waits = None, []
    start = time.perf_counter()
    for place in range(0, count, AT_ONCE):
        files = read_members(members[place : place + AT_ONCE], by=editor).files
        batch = keep(files, by=editor, batch=batch)
        waits.append(time.perf_counter())
    read, left = time.perf_counter(), count
    while left:
        left = take_confident(batch, by=editor, seconds=A_STEP).left
        waits.append(time.perf_counter())
    longest = max(later - earlier for earlier, later in zip([start, *waits], waits, strict=False))
    return {"count": count, "read": read - start, "taken": waits[-1] - read, "longest": longest, **_queries(editor)}


def _totals(count):
    return range(FIRST, FIRST + count)


def _queries(editor):
    """How many one more issue takes."""
    (member,), _ = members_of("a.txt", text.render(corpus.composed(FIRST - 1)).encode())
    batch = keep(read_members([member], by=editor).files, by=editor)
    with CaptureQueriesContext(connection) as captured:
        take_confident(batch, by=editor, seconds=A_STEP)
    return {"queries": len(captured)}
