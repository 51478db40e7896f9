"""导入期次: a file is read, shown beside its source, and once confirmed becomes a draft. Nothing is kept in between."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.access import Action
from bulletin.secrecy import MarkedSecret
from issues import intake
from issues.admin.intake_files import posted, uploaded
from issues.admin.intake_reading import reading_of
from issues.files import CannotRead, read
from issues.models import Intake

TITLES = {"upload": "导入期次", "reading": "导入期次：核对", "refused": "导入期次：不得接收"}


def urls(model_admin):
    """The url patterns of 导入期次, for IssueAdmin.get_urls to put first."""
    wrap, site = model_admin.admin_site.admin_view, model_admin.admin_site
    return [
        path("intake/", wrap(_for_importers(upload, site)), name="issues_issue_intake"),
        path("intake/confirm/", wrap(_for_importers(confirm, site)), name="issues_issue_intake_confirm"),
    ]


def _for_importers(view, site):
    def for_importers(request):
        if not access.allows(request.user, Action.IMPORT):
            raise PermissionDenied
        return view(request, site)

    return for_importers


@require_http_methods(["GET", "POST"])
def upload(request, site):
    """GET the upload page; POST a file → what was recognised, beside the source; nothing is stored."""
    if request.method == "GET":
        return _page(request, site, "upload")
    return _gated(request, site, uploaded, _show)


@require_POST
@sensitive_post_parameters("source")
def confirm(request, site):
    """The same text once more, gated and read anew → a draft."""
    return _gated(request, site, posted, _take_in)


def _gated(request, site, source_of, go_on):
    """Read the file and go on. A marked one is refused without a trace of it, an unreadable one with a sentence."""
    try:
        source = source_of(request)
        return go_on(request, site, source, read(source))
    except MarkedSecret as secret:
        return _refused(request, site, secret)
    except (CannotRead, intake.CannotTakeIn) as error:
        return _page(request, site, "upload", status=422, error=str(error))


def _refused(request, site, secret):
    name = request.FILES["file"].name if "file" in request.FILES else request.POST.get("name", "")
    intake.record_refusal(secret, name, by=request.user)
    return _page(request, site, "refused", status=422, sentence=str(secret))


def _show(request, site, source, parse):
    known = Intake.objects.filter(sha256=source.sha256, issue__trashed_at=None).select_related("issue").first()
    if known:
        return _page(request, site, "upload", known=known)
    against = intake.reasons_against(parse.bulletin)
    return _page(request, site, "reading", source=source, reading=reading_of(source.text, parse), against=against)


def _take_in(request, site, source, parse):
    places = frozenset(int(place) for place in request.POST.getlist("not_hub") if place.isdecimal() and len(place) < 6)
    outcome = intake.take_in(
        parse.bulletin,
        by=request.user,
        file_name=source.name,
        sha256=source.sha256,
        not_hubs=places,
        images=parse.images,
    )
    for line in outcome.lines:
        messages.info(request, line)
    return redirect(outcome.issue)


def _page(request, site, name, *, status=200, **context):
    context = {**site.each_context(request), "title": TITLES[name], **context}
    return render(request, f"admin/issues/issue/intake_{name}.html", context, status=status)
