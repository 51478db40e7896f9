"""预览: the issue as its readers will see it, and what still stands in the way of 送审."""

from django.http import HttpResponse
from django.shortcuts import render

from bulletin.rendering import text
from bulletin.value import public_form
from issues import moves, numbering
from issues.admin.pages import article, page
from issues.models.issue import Kinds
from issues.snapshot import bulletin_of
from issues.states import State

FORMS = {"whole": "内部版", "public": "公开版"}


def urls(model_admin):
    return [
        page(model_admin, "preview/", "preview", preview),
        page(model_admin, "preview.txt", "preview_text", preview_text),
    ]


def preview(request, issue, context):
    form, bulletin = _asked(request, issue)
    reasons = _before_submission(request, issue)
    context |= {
        "title": f"预览：{issue}",
        "article": article(bulletin),
        "form": form,
        "forms": FORMS.items(),
        "newest": issue.newest_revision,
        "remarks": numbering.remarks(issue),
        "missing": reasons.errors if reasons else (),
        "warnings": reasons.warnings if reasons else (),
    }
    return render(request, "admin/issues/issue/preview.html", context)


def preview_text(request, issue, context):
    _, bulletin = _asked(request, issue)
    return HttpResponse(text.render(bulletin), content_type="text/plain; charset=utf-8")


def to_be_completed(issue):
    """Sentences for what is saved but will not do: a case not chosen, a passage that is not in the text."""
    return [*_cases_not_chosen(issue), *_passages_not_found(issue)]


def _cases_not_chosen(issue):
    for section in issue.sections.filter(kind=Kinds.CASE, case_study=None):
        yield f"第{section.position}段是案例，还没有选案例。"


def _passages_not_found(issue):
    attached = [one for one in issue.attached_lessons.select_related("lesson") if one.passage]
    words = [section.text for section in bulletin_of(issue).sections] if attached else []
    for one in attached:
        if not any(one.passage in text for text in words):
            yield f"启示“{one.lesson}”的原文在本期正文里找不到，须与正文一字不差，请核对。"


def _asked(request, issue):
    form = "public" if request.GET.get("form") == "public" else "whole"
    bulletin = bulletin_of(issue)
    return form, public_form(bulletin) if form == "public" else bulletin


def _before_submission(request, issue):
    move = {State.DRAFT: "submit", State.AMENDING: "resubmit"}.get(issue.state)
    return moves.reasons_against(move, issue, by=request.user) if move else None
