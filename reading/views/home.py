from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from issues.models import Publication, PublishedCase, PublishedLesson
from reading import projections
from reading.views.pages import page

RECENT = 13
AT_A_GLANCE = 6
HUB = ("hub_slug", "hub_name", "country")
LESSON = ("lesson_key", "theme_slug", "theme_name", "statement")


@page
def home(request):
    """The latest issues, and the hubs and themes they speak of."""
    recent = list(Publication.objects.visible_to(request.user).listed().latest_first()[:RECENT])
    latest = recent[0] if recent else None
    cases = PublishedCase.objects.visible_to(request.user)
    context = {
        "here": "home",
        "masthead": latest,
        "latest": latest,
        "cases": cases.filter(publication=latest).order_by("position").values("anchor", "heading", "thesis"),
        "recent": recent[1:],
        "hubs": _different(cases, recent, HUB),
        "lessons": _different(PublishedLesson.objects.visible_to(request.user), recent, LESSON),
    }
    return render(request, "reading/home.html", context)


def _different(rows, publications, columns):
    """The first of these publications' rows that differ in the first column."""
    newest = rows.filter(publication__in=publications).order_by(*projections.NEWEST).values(*columns)
    found = {}
    for row in newest[: AT_A_GLANCE * 5]:
        found.setdefault(row[columns[0]], row)
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
