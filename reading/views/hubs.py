from django.http import Http404

from reading import projections
from reading.views.pages import general, page, paged

HUBS_A_PAGE = 60
CASES_A_PAGE = 20


@page
def hub_list(request):
    hubs = paged(projections.hubs(request.user), request, HUBS_A_PAGE)
    return general(request, "hubs", "reading/hub_list.html", {"hubs": hubs})


@page
def hub_detail(request, slug):
    """One hub as the newest issue names and places it, and what every issue said of it."""
    cases = projections.cases(request.user).filter(hub_slug=slug)
    newest = cases.defer("body_html").first()
    if newest is None:
        raise Http404
    cases = paged(cases.prefetch_related("figures", "milestones"), request, CASES_A_PAGE)
    return general(request, "hubs", "reading/hub_detail.html", {"hub": newest, "cases": cases})
