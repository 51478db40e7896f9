import re

from reading import charts, comparison, projections, regions
from reading.views.pages import general, page

MOST, FEWEST = 5, 2
# More than anybody compares; what is asked beyond is not looked up.
ASKED = 50
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")


@page
def hub_compare(request):
    """The hubs of ?hubs=a,b side by side; with fewer than two, or with ?choose, the form to choose them."""
    asked = _asked(request)
    found = projections.newest_cases(request.user, [slug for slug in asked if SLUG.fullmatch(slug)])
    known = [found[slug] for slug in asked if slug in found]
    context = {
        "cases": known[:MOST],
        "slugs": [case.hub_slug for case in known[:MOST]],
        "some_unknown": len(known) < len(asked),
        "too_many": len(known) > MOST,
        "most": MOST,
    }
    if len(known) < FEWEST or "choose" in request.GET:
        return _choose(request, context)
    return general(request, "hubs", "reading/hub_compare.html", context | _side_by_side(request.user, known[:MOST]))


def _asked(request):
    """The hubs as the address names them, each once, in its order: ?hubs=a,b or ?hubs=a&hubs=b."""
    named = ",".join(request.GET.getlist("hubs")).split(",", ASKED)[:ASKED]
    return list(dict.fromkeys(slug.strip() for slug in named if slug.strip()))


def _choose(request, context):
    hubs = regions.in_order(projections.hubs(request.user))
    context["regions"] = regions.by_region(hubs)
    return general(request, "hubs", "reading/hub_choose.html", context)


def _side_by_side(user, cases):
    slugs = [case.hub_slug for case in cases]
    milestones = {slug: [] for slug in slugs}
    for milestone in projections.milestones(user, slugs):
        milestones[milestone.case.hub_slug].append(milestone)
    lanes = [comparison.in_time(milestones[slug]) for slug in slugs]
    return {
        "columns": len(cases) + 1,
        "formula": comparison.formula(cases),
        "points": [(case, comparison.said_points(case)) for case in cases],
        "figures": comparison.figures(cases, projections.figures(user, slugs)),
        "lanes": list(zip(cases, lanes, strict=True)),
        "timeline": charts.timeline([(case.hub_name, lane) for case, lane in zip(cases, lanes, strict=True)]),
        "lessons": comparison.lessons(cases, projections.lessons_of(user, slugs)),
    }
