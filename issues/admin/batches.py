"""A 导入批次 on its page: what was recognised in every file, what to do next, confirming and undoing."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access, audit
from accounts.access import Action
from issues import intake
from issues.admin import accession
from issues.batches import clearing, undoing
from issues.batches.confirming import A_STEP, take_confident
from issues.batches.situation import Standing, judged
from issues.models import Batch, BatchFile, Series
from issues.models.issue import Kinds
from issues.moves.refusal import Refused
from issues.states import State

A_PAGE = 50
FAR = (10_000, False, 100_000)
ORDERS = {"number": "按期号", "file": "按文件顺序", "confidence": "拿不准的在前"}
_KEYS = {
    "number": lambda row: (row.file.year or FAR[0], row.file.supplement, row.file.number or FAR[2], row.file.position),
    "file": lambda row: row.file.position,
    "confidence": lambda row: (row.file.summary.get("confidence", 0), row.file.position),
}
PROGRESS = "已建草稿{}期，还有{}期。"


@dataclass(frozen=True)
class Shown:
    """One line of the table: the file as it stands, and what was recognised in words."""

    row: object
    kinds: str
    hubs_known: int
    hubs_new: int


def say(request, sentence, level=messages.INFO):
    messages.add_message(request, level, sentence)


def page(request, context, pk):
    """The table of the batch, filtered by standing, 50 a page."""
    batch = get_object_or_404(Batch.objects.select_related("by", "undone_by", "cleared_by"), pk=pk)
    return render(request, "admin/issues/issue/batch.html", {**context, **_told(request, batch)})


def _told(request, batch):
    table = judged(batch)
    standing, order = _chosen(request, "standing", Standing.values), _chosen(request, "order", ORDERS) or "number"
    rows = sorted(table.standing(standing) if standing else table.rows, key=_KEYS[order])
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    counts = dict(table.counts)
    return {
        "title": f"导入批次：{batch}",
        "batch": batch,
        "house": Series.objects.of_this_house().title,
        "table": table,
        "standing": standing,
        "order": order,
        "orders": ORDERS.items(),
        "page": pages,
        "lines": _shown(pages.object_list),
        "shows_gaps": order == "number" and not standing,
        "confident": counts[Standing.CONFIDENT],
        "first_to_check": next_to_check(table),
        "taken": counts[Standing.TAKEN],
        "duplicates": counts[Standing.DUPLICATE],
        "accession": _accession(table),
        "may_sign": access.allows(request.user, Action.SIGN),
        "secrets": [row for row in table.rows if row.file.status == BatchFile.Status.SECRET],
    }


def _accession(table):
    """The page on which 签发 lets the drafts of this batch in as 过刊; empty when there are none."""
    drafts = [row.file.issue for row in table.rows if row.file.issue and row.file.issue.state == State.DRAFT]
    return accession.address_of(issue.pk for issue in drafts if not issue.trashed_at) if drafts else ""


def _chosen(request, name, allowed):
    value = request.GET.get(name, "")
    return value if value in allowed else ""


def next_to_check(table, after=0):
    """The first file that waits for somebody to look at it, behind position `after` or, failing that, at all."""
    waiting = [row.file for row in table.standing(Standing.CHECK) if row.file.position != after]
    return min(waiting, key=lambda file: (file.position < after, file.position), default=None)


def _shown(rows):
    hubs = intake.Hubs()
    return [_line(row, hubs) for row in rows]


def _line(row, hubs):
    kinds, cases = row.file.summary.get("kinds", {}), row.file.summary.get("cases", [])
    known = sum(hubs.recognise(heading) is not None for heading in cases)
    told = "、".join(f"{Kinds(kind).label}{count}" for kind, count in kinds.items())
    return Shown(row, told, known, len(cases) - known)


@require_POST
def confirm(request, context, pk):
    """One step of 确认全部: some seconds' worth of drafts. The page, or its reader, asks for the next one."""
    batch = get_object_or_404(Batch, pk=pk)
    step = take_confident(batch, by=request.user, seconds=A_STEP)
    if step.taken:
        subject = audit.subject_of(batch)
        audit.record("确认导入批次", by=request.user, subject=subject, taken=step.taken, left=step.left)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"taken": step.taken, "failed": step.failed, "left": step.left})
    say(request, PROGRESS.format(step.taken, step.left) + ("请按“继续”。" if step.left else ""))
    return redirect(batch)


@require_http_methods(["GET", "POST"])
def undo(request, context, pk):
    """GET what would be undone, or why nothing can be; POST undoes it."""
    batch = get_object_or_404(Batch, pk=pk)
    if request.method == "POST":
        try:
            counts = undoing.undo(batch, by=request.user)
        except Refused as refusal:
            return _undo_page(request, context, batch, refusal.reasons, status=409)
        say(
            request,
            "已撤销整批：{issues}期草稿、{cases}个案例、{hubs}个科创中心、{lessons}条启示移入回收站。".format(**counts),
        )
        return redirect(batch)
    return _undo_page(request, context, batch, undoing.reasons_against(undoing.made_by(batch), by=request.user))


def _undo_page(request, context, batch, reasons, status=200):
    made = undoing.made_by(batch).rows
    context = {**context, "title": f"撤销整批：{batch}", "batch": batch, "made": made, "reasons": reasons}
    return render(request, "admin/issues/issue/batch_undo.html", context, status=status)


@require_POST
def clear(request, context, pk):
    """清除原文: what was not taken in is kept no longer."""
    batch = get_object_or_404(Batch, pk=pk)
    count = clearing.clear(batch, by=request.user)
    if batch.files.count() == 1:
        say(request, "没有导入，原文已清除。")
        return redirect("admin:issues_issue_intake")
    say(request, f"本批已结束：{count}个没有导入的文件，原文已清除。")
    return redirect(batch)


VIEWS = [
    ("intake/<int:pk>/", "batch", page),
    ("intake/<int:pk>/confirm/", "batch_confirm", confirm),
    ("intake/<int:pk>/undo/", "batch_undo", undo),
    ("intake/<int:pk>/clear/", "batch_clear", clear),
]
