"""过刊入库: the drafts of issues printed long ago, chosen, looked over and let in by one decision of 签发."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.access import Action
from issues import moves
from issues.admin.accession_form import AccessionForm
from issues.admin.desk import gaps
from issues.admin.ranges import read_ranges, written_ranges
from issues.models import Issue
from issues.moves.back_issues import BackIssues
from issues.moves.reasons import closed_to
from issues.states import State

NAME = "issues_issue_accession"


@dataclass(frozen=True)
class Row:
    """One issue of the page; with `reasons` it cannot be chosen."""

    issue: Issue
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    seen: object
    chosen: object
    signer: object
    signed_on: object
    has_scan: bool


def urls(model_admin):
    """The url pattern of 过刊入库, for IssueAdmin.get_urls to put first."""
    site = model_admin.admin_site

    def for_signers(request):
        if not access.allows(request.user, Action.READ_DRAFTS):
            raise Http404
        if not access.allows(request.user, Action.SIGN):
            raise PermissionDenied
        return accession(request, site)

    return [path("accession/", site.admin_view(for_signers), name=NAME)]


def address_of(issues):
    """The page for these issues (ids)."""
    return f"{reverse(f'admin:{NAME}')}?issues={written_ranges(issues)}"


def offered(issue, user):
    """The page for this issue alone, where it could be an old one and `user` signs; otherwise ""."""
    is_old = issue and issue.state == State.DRAFT and issue.number and issue.date and issue.date < timezone.localdate()
    if not is_old or issue.publications.exists() or not access.allows(user, Action.SIGN):
        return ""
    return address_of([issue.pk])


@require_http_methods(["GET", "POST"])
def accession(request, site):
    """GET shows the chosen drafts; POST lets them enter, all or none of them, or shows why not."""
    issues = _asked(request)
    batch = BackIssues(issues)
    form = AccessionForm(issues, batch, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _enter(request, site, issues, form)
    status = 422 if form.is_bound else 200
    return _page(request, site, issues, batch, form, form.sentences(), status)


def _asked(request):
    pks = read_ranges(request.GET.get("issues", ""))[: moves.MOST_BACK_ISSUES]
    return list(Issue.objects.kept().filter(pk__in=pks).order_by("year", "supplement", "number", "pk"))


def _enter(request, site, issues, form):
    try:
        record = moves.accession(form.entering(), by=request.user, ground=form.cleaned_data["ground"])
    except moves.Refused as refusal:
        issues = _asked(request)
        batch = BackIssues(issues)
        form = form.again(issues, batch)
        status = 409 if isinstance(refusal, moves.Stale) else 422
        return _page(request, site, issues, batch, form, refusal.reasons, status)
    messages.success(request, f"已入库{record.count}期，办公网内的阅读对象现在可以读到。")
    return redirect("admin:issues_issue_changelist")


def _page(request, site, issues, batch, form, refused, status):
    rows = [_row(issue, batch, form, request.user) for issue in issues]
    ready = [row for row in rows if not row.reasons]
    context = {
        **site.each_context(request),
        "title": "过刊入库",
        "form": form,
        "rows": rows,
        "ready": len(ready),
        "refused": refused,
        "is_stale": status == 409,
        "remarks": [*_same_titles(issues), *gaps({issue.year for issue in issues})],
    }
    return render(request, "admin/issues/issue/accession.html", context, status=status)


def _row(issue, batch, form, user):
    closed = closed_to("accession", issue, is_disposed=issue.pk in batch.disposed)
    reasons = (closed,) if closed else tuple(batch.reasons_against(issue, user))
    fields = {name: form[f"{name}_{issue.pk}"] for name in ("seen", "chosen", "signer", "signed_on")}
    return Row(issue, reasons, tuple(batch.warnings(issue)), has_scan=issue.pk in batch.scanned, **fields)


def _same_titles(issues):
    named = {}
    for issue in issues:
        named.setdefault(issue.title.strip(), []).append(issue.numbering)
    for title, numbers in named.items():
        if title and len(numbers) > 1:
            yield f"{'、'.join(numbers)}的标题相同（《{title}》），请核对是不是重复录入。"
