"""The page that lists the site for people."""

from django.db.models import Count

from issues.models import Publication, PublishedLesson
from reading import projections, regions
from reading.views.pages import general, page


@page
def site_map(request):
    years = Publication.objects.visible_to(request.user).order_by()
    lessons = PublishedLesson.objects.visible_to(request.user)
    context = {
        "years": years.values("year").annotate(issues=Count("pk")).order_by("-year"),
        "regions": regions.by_region(regions.in_order(projections.hubs(request.user))),
        "themes": _as_last_named(lessons, "theme_slug", "theme_name"),
    }
    return general(request, "site-map", "reading/site_map.html", context)


def _as_last_named(rows, slug, *names):
    """`slug` and `names` of each, as the newest issue gives them, in the order of the names."""
    return projections.first_of_each(rows, slug, 1).values(slug, *names).order_by(*names, slug)
