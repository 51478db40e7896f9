"""影像件 of an issue in the office: what is attached, one more, one less, one to look at."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import audit
from bulletin.secrecy import MarkedSecret
from issues import moves, scans
from issues.admin import attachments
from issues.admin.pages import page
from issues.files import CannotRead
from issues.uploads import left_out

TOO_LARGE = "有文件超过 20 MB，或者合计超过 100 MB，这一次都没有添加。请降低扫描的分辨率，或者分几次添加。"


def urls(model_admin):
    return [
        page(model_admin, "scans/", "scans", require_http_methods(["GET", "POST"])(scans_page)),
        page(model_admin, "scans/remove/", "scan_removed", require_POST(remove)),
        page(model_admin, "scans/<int:position>/", "scan", require_GET(scan)),
    ]


def scans_page(request, issue, context):
    """GET lists the scans; POST adds the chosen files, all or none of them."""
    if request.method == "GET":
        return _page(request, issue, context)
    attachments.demand_editor(request)
    files = request.FILES.getlist("files")
    if left_out(request):
        return _page(request, issue, context, (TOO_LARGE,), 422)
    try:
        found = [scans.read(file.name, file.read()) for file in files]
    except MarkedSecret as secret:
        return _refused(request, context, secret)
    except CannotRead as error:
        return _page(request, issue, context, (str(error),), 422)
    if not found:
        return _page(request, issue, context, ("请先选择文件，每个不超过 20 MB。",), 422)
    return _change(request, issue, context, lambda claimed: scans.add(claimed, found, by=request.user), "已添加。")


def remove(request, issue, context):
    attachments.demand_editor(request)
    position = request.POST.get("position", "")
    if not position.isdecimal() or len(position) > 4:
        return _page(request, issue, context, (attachments.LOST,), 422)
    return _change(
        request, issue, context, lambda claimed: scans.remove(claimed, int(position), by=request.user), "已移除。"
    )


def _change(request, issue, context, alter, done):
    try:
        attachments.change(request, issue, alter)
    except (moves.Refused, CannotRead) as refusal:
        issue.refresh_from_db()
        return _page(request, issue, context, (str(refusal),), 409 if isinstance(refusal, moves.Stale) else 422)
    messages.success(request, done)
    return redirect("admin:issues_issue_scans", issue.pk)


def scan(request, issue, context, position):
    """The file as a download, never shown inside a page."""
    found = get_object_or_404(issue.attachments, kind="scan", position=position)
    audit.record(audit.Event.EXPORTED, by=request.user, subject=f"{audit.subject_of(issue)} 影像件{position}")
    return attachments.download(found)


def _refused(request, context, secret):
    for file in request.FILES.getlist("files"):
        audit.record_refusal(secret, file.name, by=request.user)
    context |= {"title": "影像件：不得接收", "sentence": str(secret)}
    return render(request, "admin/issues/issue/intake_refused.html", context, status=422)


def _page(request, issue, context, reasons=(), status=200):
    may = attachments.may_change(request, issue)
    context |= {"title": f"影像件：{issue}", "scans": scans.of(issue), "may": may, "reasons": reasons}
    return render(request, "admin/issues/issue/scans.html", context, status=status)
