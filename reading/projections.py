"""What hub and lesson pages list: of all a reader may see, the newest of each."""

from django.db.models import Count, F, Prefetch, Window
from django.db.models.functions import RowNumber

from issues.models import PublishedCase, PublishedLesson

NEWEST = [
    F("publication__date").desc(nulls_last=True),
    F("publication__year").desc(),
    F("publication__number").desc(),
    F("position").asc(),
]
_LONG = ("publication__whole_html", "publication__public_html", "publication__lead")


def cases(user):
    """Every case `user` may read, newest issue first."""
    return PublishedCase.objects.visible_to(user).select_related("publication").defer(*_LONG).order_by(*NEWEST)


def hubs(user):
    """The newest case of every hub `user` may read of, with `appearances`, by country and name."""
    ranked = cases(user).annotate(
        rank=Window(RowNumber(), partition_by=F("hub_slug"), order_by=NEWEST),
        appearances=Window(Count("pk"), partition_by=F("hub_slug")),
    )
    return ranked.filter(rank=1).defer("body_html", *_LONG).order_by("country", "hub_name", "hub_slug")


def lessons(user):
    """Every lesson `user` may read, newest issue first, with the cases it rests on."""
    visible = PublishedLesson.objects.visible_to(user).select_related("publication").defer(*_LONG)
    return visible.order_by(*NEWEST).prefetch_related(_evidence(user))


def themes(user):
    """A dict with theme_slug and the number of `lessons` for every theme `user` may read lessons of."""
    visible = PublishedLesson.objects.visible_to(user).order_by()
    return visible.values("theme_slug").annotate(lessons=Count("lesson_key", distinct=True)).order_by("theme_slug")


def newest_lessons(user):
    """Every lesson once under a theme, as the newest issue draws it."""
    ranked = PublishedLesson.objects.visible_to(user).annotate(
        rank=Window(RowNumber(), partition_by=[F("theme_slug"), F("lesson_key")], order_by=NEWEST)
    )
    return lessons(user).filter(pk__in=ranked.filter(rank=1).values("pk"))


def first_of_each(rows, name, most):
    """The first `most` rows of each value of the column `name`."""
    place = Window(RowNumber(), partition_by=F(name), order_by=NEWEST)
    return rows.annotate(place=place).filter(place__lte=most)


def _evidence(user):
    rows = PublishedCase.objects.visible_to(user).defer("body_html", "thesis", "sources").order_by("position")
    return Prefetch("cases", rows)
