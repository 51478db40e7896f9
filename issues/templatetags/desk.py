from django import template

from accounts import access
from accounts.access import Action
from issues.admin import history
from issues.admin.desk import desk_of
from issues.admin.panel import panel_of
from issues.uses import issues_using

register = template.Library()


@register.inclusion_tag("admin/issues/issue/_moves_panel.html", takes_context=True)
def moves_panel(context, issue):
    """What may be done with the issue and what has been; put it outside any form, it has forms of its own."""
    request = context["request"]
    if issue is None or issue.pk is None or not access.allows(request.user, Action.READ_DRAFTS):
        return {}
    papers = issue.paper_decisions.defer("scan").select_related("decided_by", "entered_by", "confirmed_by")
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "panel": panel_of(issue, request.user),
        "rounds": history.rounds_of(issue, request.user),
        "releases": history.releases_of(issue),
        "papers": papers.order_by("-entered_at"),
    }


@register.inclusion_tag("admin/issues/issue/_wishes.html")
def reviewers_wishes(issue):
    """What the reviewers want changed, for the head of the form."""
    return {"wishes": history.wishes_for(issue)}


@register.inclusion_tag("admin/issues/issue/_moves_desk.html", takes_context=True)
def office_desk(context):
    """待我办理, notices, drafts and what is scheduled, for the person signed in."""
    request = context["request"]
    return {"request": request, "csrf_token": context.get("csrf_token"), "desk": desk_of(request.user)}


@register.inclusion_tag("admin/issues/issue/_used_in.html")
def used_in(row):
    """The issues in which a case study or lesson stands, with their states."""
    return {"issues": issues_using(row)} if row else {}


@register.inclusion_tag("admin/issues/issue/_provenance.html")
def provenance(issue):
    """来源: the files the issue came from, who brought them in, and their batch."""
    files = {one.sha256: one for one in issue.batch_files.defer("content", "recognised").select_related("batch")}
    return {"origins": [(one, files.get(one.sha256)) for one in issue.intakes.select_related("by").order_by("pk")]}
