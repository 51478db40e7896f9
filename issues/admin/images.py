"""插图 of an issue in the office: each with what is said of it for those who cannot see it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import audit
from bulletin.secrecy import MarkedSecret
from issues import images, moves
from issues.admin import attachments
from issues.admin.pages import page
from issues.files import CannotRead


def urls(model_admin):
    return [
        page(model_admin, "images/", "images", require_http_methods(["GET", "POST"])(images_page)),
        page(model_admin, "images/<int:position>/", "image", require_GET(image)),
    ]


def images_page(request, issue, context):
    """GET shows the pictures; POST writes what is said of them, or takes the one off whose button was pressed."""
    if request.method == "GET":
        return _page(request, issue, context)
    attachments.demand_editor(request)
    try:
        attachments.change(request, issue, lambda claimed: _alter(request, claimed))
    except MarkedSecret as secret:
        audit.record_refusal(secret, "", by=request.user)
        return _page(request, issue, context, (str(secret),), 422)
    except (moves.Refused, CannotRead) as refusal:
        issue.refresh_from_db()
        return _page(request, issue, context, (str(refusal),), 409 if isinstance(refusal, moves.Stale) else 422)
    messages.success(request, "已保存。")
    return redirect("admin:issues_issue_images", issue.pk)


def _alter(request, issue):
    position = request.POST.get("remove", "")
    if position.isdecimal() and len(position) < 5:
        images.remove(issue, int(position), by=request.user)
    words = {image.position: request.POST.get(f"alt-{image.position}", image.alt) for image in images.of(issue)}
    images.describe(issue, words, by=request.user)


def image(request, issue, context, position):
    """The picture as a download that browsers take for nothing else; the page shows it small."""
    return attachments.download(get_object_or_404(issue.attachments, kind="image", position=position))


def _page(request, issue, context, reasons=(), status=200):
    found = list(images.of(issue))
    context |= {
        "title": f"插图：{issue}",
        "images": found,
        "silent": sum(not one.alt for one in found),
        "may": attachments.may_change(request, issue),
        "longest": images.LONGEST,
        "reasons": reasons,
    }
    return render(request, "admin/issues/issue/images.html", context, status=status)
