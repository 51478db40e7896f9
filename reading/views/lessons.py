from django.http import Http404

from bulletin.text import clean
from reading import projections
from reading.matrix import matrix
from reading.views.pages import general, page

LESSONS_OF_A_THEME = 3
ISSUES_OF_A_LESSON = 10


@page
def lesson_list(request):
    """Themes × hubs, and the themes, each with its newest lessons and the hubs they rest on."""
    whole = matrix(request.user)
    lessons = projections.newest_lessons(request.user)
    newest = _by(projections.first_of_each(lessons, "theme_slug", LESSONS_OF_A_THEME), "theme_slug")
    themes = [(row, newest[row.theme_slug]) for row in whole.rows if row.theme_slug in newest]
    return general(request, "lessons", "reading/lesson_list.html", {"matrix": whole, "themes": themes})


@page
def theme_detail(request, slug):
    """The lessons of one theme, each with the issues that drew it; with ?hub= those that rest on a hub, or on none."""
    rows = projections.lessons(request.user).filter(theme_slug=slug)
    chosen = request.GET.get("hub")
    if chosen is not None:
        if chosen != clean(chosen):
            raise Http404
        rows = projections.resting_on(rows, chosen)
    lessons = _by(projections.first_of_each(rows, "lesson_key", ISSUES_OF_A_LESSON), "lesson_key").values()
    if not lessons:
        raise Http404
    context = {
        "lessons": [(drawn[0], drawn, drawn[0].total - len(drawn)) for drawn in lessons],
        "chosen": chosen,
        "hub": _hub(request.user, chosen),
    }
    return general(request, "lessons", "reading/theme_detail.html", context | {"theme": context["lessons"][0][0]})


def _hub(user, slug):
    """The hub as its newest issue names it."""
    return projections.hubs(user).filter(hub_slug=slug).first() if slug else None


def _by(rows, name):
    """The rows in lists by the value of a column, lists and rows in the order of the rows."""
    lists = {}
    for row in rows:
        lists.setdefault(getattr(row, name), []).append(row)
    return lists
