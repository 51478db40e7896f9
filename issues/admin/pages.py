"""What the office's own pages about one issue share."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.safestring import mark_safe

from accounts import access
from accounts.access import Action
from bulletin.rendering import html
from issues.models import Issue


def page(model_admin, route, name, view):
    """A url pattern under an issue; `view(request, issue, context, **kwargs)` is for who may read drafts, else 404."""

    @wraps(view)
    def shown(request, pk, **kwargs):
        if not access.allows(request.user, Action.READ_DRAFTS):
            raise Http404
        issue = get_object_or_404(Issue, pk=pk)
        context = {**model_admin.admin_site.each_context(request), "issue": issue, "opts": Issue._meta}
        return view(request, issue, context, **kwargs)

    return path(f"<int:pk>/{route}", model_admin.admin_site.admin_view(shown), name=f"issues_issue_{name}")


def article(bulletin):
    # Safe: the renderer escapes every text and passes the whole through an allow-list of tags.
    return mark_safe(html.render(bulletin))  # noqa: S308
