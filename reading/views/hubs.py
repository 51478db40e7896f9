from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404

from reading import charts, comparison, hub_map, projections, regions
from reading.views.pages import general, page, paged

HUBS_A_PAGE = 500
CASES_A_PAGE = 20


@page
def hub_list(request):
    """The hubs by 国家（地区）, and beside them where they lie."""
    hubs = paged(regions.in_order(projections.hubs(request.user)), request, HUBS_A_PAGE)
    background = hub_map.current()
    chart = charts.chart(hubs.object_list, background and background.extent)
    context = {
        "hubs": hubs,
        "regions": [
            (country, [(chart.numbers.get(hub.hub_slug), hub) for hub in group])
            for country, group in regions.by_region(hubs.object_list)
        ],
        "chart": chart,
        "map": background,
    }
    return general(request, "hubs", "reading/hub_list.html", context)


@page
def hub_detail(request, slug):
    """One hub as the newest issue names and places it, what every issue said of it, and all that is known of it."""
    cases = _page_of_cases(request, slug)
    hub = cases.paginator.object_list[0]
    milestones = comparison.in_time(projections.milestones(request.user, [slug]))
    context = {
        "hub": hub,
        "cases": cases,
        "milestones": milestones,
        "timeline": charts.timeline([("", milestones)]),
        "lessons": comparison.lessons([hub], projections.lessons_of(request.user, [slug])),
    }
    return general(request, "hubs", "reading/hub_detail.html", context)


def _page_of_cases(request, slug):
    """The page of the hub's cases that the address asks for, with their texts; the last when there are not so many."""
    number = _page_number(request)
    cases = _cases(request.user, slug, number)
    if not cases:
        raise Http404
    asked = Paginator(cases, CASES_A_PAGE).get_page(number)
    if asked.number != number:
        asked = Paginator(_cases(request.user, slug, asked.number), CASES_A_PAGE).get_page(asked.number)
    prefetch_related_objects(asked.object_list, "figures")
    return asked


def _cases(user, slug, number):
    return list(projections.cases_of(user, slug, (number - 1) * CASES_A_PAGE + 1, number * CASES_A_PAGE))


def _page_number(request):
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
