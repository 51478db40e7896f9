from itertools import groupby

from django.http import Http404

from reading import projections
from reading.views.pages import general, page, paged

THEMES_A_PAGE = 20
LESSONS_A_PAGE = 20
LESSONS_OF_A_THEME = 5
ISSUES_OF_A_LESSON = 10


@page
def lesson_list(request):
    """The themes, each with its newest lessons and the hubs they rest on."""
    themes = paged(projections.themes(request.user), request, THEMES_A_PAGE)
    lessons = projections.newest_lessons(request.user).filter(theme_slug__in=[row["theme_slug"] for row in themes])
    shown = _by(projections.first_of_each(lessons, "theme_slug", LESSONS_OF_A_THEME), "theme_slug")
    for row in themes:
        row["newest"] = shown[row["theme_slug"]]
    return general(request, "lessons", "reading/lesson_list.html", {"themes": themes})


@page
def theme_detail(request, slug):
    """The lessons of one theme, each with the issues that drew it and the cases it rests on."""
    newest = projections.newest_lessons(request.user).filter(theme_slug=slug)
    page_of_lessons = paged(newest, request, LESSONS_A_PAGE)
    if not page_of_lessons.object_list:
        raise Http404
    drawn = projections.lessons(request.user).filter(
        theme_slug=slug, lesson_key__in=[lesson.lesson_key for lesson in page_of_lessons]
    )
    shown = _by(projections.first_of_each(drawn, "lesson_key", ISSUES_OF_A_LESSON), "lesson_key")
    lessons = [(lesson, shown[lesson.lesson_key]) for lesson in page_of_lessons]
    context = {"theme": page_of_lessons[0], "lessons": lessons, "pages": page_of_lessons}
    return general(request, "lessons", "reading/theme_detail.html", context)


def _by(rows, name):
    """The rows in lists by the value of a column, each list in the order of the rows."""
    ordered = sorted(rows, key=lambda row: getattr(row, name))
    return {value: list(group) for value, group in groupby(ordered, key=lambda row: getattr(row, name))}
