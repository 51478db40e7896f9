"""补录: a decision from a signed sheet, entered by one person and confirmed by a second."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from accounts import access, downloads
from accounts.access import Action
from issues import moves
from issues.admin.history import difference_url, revision_url
from issues.admin.pages import page
from issues.admin.panel import RELEASES, concerns
from issues.admin.paper_forms import ENDINGS, PaperForm, further, further_form
from issues.admin.situation import moment, sentence, situation_of, stage_names
from issues.models import Attribute, Audience, PaperDecision, Withdrawal
from issues.moves.paper import ON_THE_SHEET, VERBS
from issues.states import MOVES

GIVEN = {
    "year": ("年份", str),
    "number": ("期号", str),
    "total": ("总期号", str),
    "date": ("日期", str),
    "attribute": ("公开属性", lambda value: Attribute(value).label),
    "audience": ("范围", lambda value: RELEASES[Audience(value)]),
    "go_live_at": ("定时发布的时间", lambda value: moment(parse_datetime(value))),
    "kind": ("原因", lambda value: Withdrawal.Kind(value).label),
}


def urls(model_admin):
    """The url patterns of 补录, for IssueAdmin.get_urls to put first."""
    views = {
        "": ("papers", open_papers),
        "<int:pk>/": ("paper_confirm", show),
        "<int:pk>/confirm/": ("paper_confirmed", confirm),
        "<int:pk>/discard/": ("paper_discarded", discard),
        "<int:pk>/scan/": ("paper_scan", scan),
    }
    return [
        page(model_admin, "paper/", "paper", enter),
        *(_path(model_admin.admin_site, f"paper/{route}", *view) for route, view in views.items()),
    ]


def _path(site, route, name, view):
    def for_office(request, **kwargs):
        if not access.allows(request.user, Action.READ_DRAFTS):
            raise Http404
        return view(request, site.each_context(request), **kwargs)

    return path(route, site.admin_view(for_office), name=f"issues_issue_{name}")


def enter(request, issue, context):
    """GET asks which decision stands on the sheet, then (?move=) what it says; POST enters it."""
    situation = situation_of(issue)
    choices = {move: MOVES[move].label for move in VERBS if concerns(move, situation)}
    move = request.POST.get("move") or request.GET.get("move")
    if move is None or situation.paper:
        return _enter_page(request, context, situation, choices)
    if move not in choices:
        return _enter_page(request, context, situation, choices, ("这件事现在不能补录，请从下面选。",), status=409)
    forms = _forms(request, move, situation)
    if request.method != "POST":
        return _enter_page(request, context, situation, choices, move=move, forms=forms)
    if not all([form.is_valid() for form in forms]):  # noqa: C419 (both are to show their errors)
        return _enter_page(request, context, situation, choices, move=move, forms=forms, status=422)
    return _entered(request, context, situation, choices, move, forms)


def _forms(request, move, situation):
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return PaperForm(move, situation.issue, *posted), further_form(move, situation, posted[0])


def _entered(request, context, situation, choices, move, forms):
    sheet, asked = forms
    revision = asked.cleaned_data.get("revision") or situation.revision_for(move)
    told = {**sheet.told(), "given": further(asked), "move": move, "revision": revision}
    try:
        moves.enter_decision(situation.issue, by=request.user, **told)
    except moves.Refused as refusal:
        situation = situation_of(situation.issue)
        asked.see(situation)
        status = 409 if isinstance(refusal, moves.Stale) else 422
        return _enter_page(request, context, situation, choices, refusal.reasons, status=status, move=move, forms=forms)
    messages.success(request, "已录入，请另一位同事核对。核对之后才生效。")
    return redirect(situation.issue)


def _enter_page(request, context, situation, choices, reasons=(), *, status=200, move=None, forms=()):
    revision = situation.revision_for(move) if move else situation.newest
    context |= {
        "title": f"补录：{situation.issue}",
        "heading": "补录",
        "issue": situation.issue,
        "sentence": sentence(situation, stage_names()),
        "revision": revision,
        "revision_url": revision_url(revision),
        "difference_url": difference_url(revision),
        "open_paper": situation.paper,
        "choices": choices,
        "move": move,
        "label": choices.get(move),
        "forms": forms,
        "reasons": reasons,
    }
    return render(request, "admin/issues/issue/paper_enter.html", context, status=status)


@require_GET
def open_papers(request, context):
    """Every sheet that waits for a second person."""
    waiting = PaperDecision.objects.filter(confirmed_at=None, discarded_at=None).defer("scan")
    waiting = waiting.select_related("issue", "decided_by", "entered_by").order_by("entered_at")
    context |= {"title": "待核对的补录", "papers": waiting}
    return render(request, "admin/issues/issue/paper_list.html", context)


@require_GET
def show(request, context, pk):
    """Everything that was entered, for the second person."""
    return _show(request, context, _paper(pk))


@require_POST
def confirm(request, context, pk):
    """The second person confirms: the decision is made in the decider's name."""
    paper = _paper(pk)
    try:
        moves.confirm_decision(paper, by=request.user)
    except moves.Refused as refusal:
        return _show(request, context, _paper(pk), refusal.reasons, _status(refusal))
    messages.success(request, f"已核对，{paper.decided_by}的“{paper.get_move_display()}”生效。")
    return redirect(paper.issue)


@require_POST
def discard(request, context, pk):
    """Drop what was entered; the sheet can be entered anew."""
    paper = _paper(pk)
    try:
        moves.discard_decision(paper, by=request.user)
    except moves.Refused as refusal:
        return _show(request, context, _paper(pk), refusal.reasons, _status(refusal))
    messages.success(request, "这条补录已作废。")
    return redirect(paper.issue)


@require_GET
def scan(request, context, pk):
    """The scan as a download, never shown inside a page."""
    paper = get_object_or_404(PaperDecision, pk=pk)
    if not paper.scan or paper.scan_type not in ENDINGS:
        raise Http404
    return downloads.uploaded(bytes(paper.scan), f"scan-{paper.pk}.{ENDINGS[paper.scan_type]}", paper.scan_type)


def _paper(pk):
    people = ("decided_by", "entered_by", "confirmed_by")
    papers = PaperDecision.objects.defer("scan").select_related("issue", "revision", *people)
    return get_object_or_404(papers, pk=pk)


def _status(refusal):
    return 409 if isinstance(refusal, moves.Stale) else 422


def _show(request, context, paper, reasons=(), status=200):
    situation = situation_of(paper.issue)
    context |= {
        "title": f"核对补录：{paper.issue}",
        "heading": "核对补录",
        "paper": paper,
        "issue": paper.issue,
        "sentence": sentence(situation, stage_names()),
        "revision": paper.revision,
        "revision_url": revision_url(paper.revision),
        "difference_url": difference_url(paper.revision),
        "given": [(GIVEN[name][0], GIVEN[name][1](value)) for name, value in paper.given.items() if name in GIVEN],
        "has_sheet": paper.move in ON_THE_SHEET,
        "is_mine": paper.entered_by_id == request.user.pk,
        "reasons": reasons,
    }
    return render(request, "admin/issues/issue/paper_confirm.html", context, status=status)
