from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from issues.models import Publication
from reading import projections
from reading.views.pages import page

RECENT = 13
AT_A_GLANCE = 8


@page
def home(request):
    """The latest issues, and the hubs and themes they speak of."""
    recent = list(Publication.objects.visible_to(request.user).listed().latest_first()[:RECENT])
    context = {
        "here": "home",
        "masthead": recent[0] if recent else None,
        "latest": recent[0] if recent else None,
        "recent": recent[1:],
        "hubs": _different(projections.cases(request.user).defer("body_html"), recent, "hub_slug"),
        "lessons": _different(projections.lessons(request.user).prefetch_related(None), recent, "lesson_key"),
    }
    return render(request, "reading/home.html", context)


def _different(rows, publications, name):
    found = {}
    for row in rows.filter(publication__in=publications)[: AT_A_GLANCE * 5]:
        found.setdefault(getattr(row, name), row)
    return list(found.values())[:AT_A_GLANCE]


@require_safe
@never_cache
def healthz(request):
    """ok, when the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
