"""归档包 from the office: made into a temporary file without a name, which is gone when the answer has been sent."""

import hashlib
from tempfile import TemporaryFile

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import access, audit
from accounts.access import Action
from issues.archiving import export, layout

KINDS = {
    "whole": (
        "全本归档包",
        "全部已发布的各期，连同审核、签发、签收记录；可以用来恢复一套空的系统。含内部资料，请按内部资料保管。",
    ),
    "public": ("公开版归档包", "只有公众现在能读到的各期和公开版文字，供查阅、移交，不能用来恢复。"),
}
WRITE = {"whole": export.whole, "public": export.public}


def urls(model_admin):
    wrap, site = model_admin.admin_site.admin_view, model_admin.admin_site

    @require_http_methods(["GET", "POST"])
    def archive(request):
        if not access.allows(request.user, Action.EXPORT):
            raise PermissionDenied
        if request.method == "POST" and request.POST.get("kind") in WRITE:
            return _download(request, request.POST["kind"])
        context = {**site.each_context(request), "title": "归档包", "kinds": KINDS.items()}
        return render(request, "admin/issues/issue/archive.html", context)

    return [path("archive/", wrap(archive), name="issues_issue_archive")]


def _download(request, kind):
    file = TemporaryFile()  # noqa: SIM115 (the response closes it, and with that it is gone)
    counts = WRITE[kind](file)["counts"]
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    audit.record(audit.Event.EXPORTED, by=request.user, subject=layout.FORMAT, kind=kind, sha256=sha256, **counts)
    name = f"{KINDS[kind][0]}{timezone.localdate():%Y%m%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
