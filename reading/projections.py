"""What hub and lesson pages list: of all a reader may see, the newest of each."""

from django.db.models import Case, Count, F, Prefetch, TextField, Value, When, Window
from django.db.models.functions import RowNumber

from issues.models import PublishedCase, PublishedFigure, PublishedLesson, PublishedMilestone


def _newest(row=""):
    """The order of what publications hold; `row` leads from what is ordered to their row, as in case__."""
    return [
        F(f"{row}publication__date").desc(),
        F(f"{row}publication__year").desc(),
        F(f"{row}publication__number").desc(),
        F(f"{row}position").asc(),
    ]


NEWEST = _newest()
_LISTED = (
    *("hub_slug", "hub_name", "country", "latitude", "longitude", "publication__year", "publication__number"),
    *("publication__supplement", "publication__audience"),
)
_LONG = ("publication__whole_html", "publication__public_html", "publication__lead")


def cases(user):
    """Every case `user` may read, newest issue first."""
    return PublishedCase.objects.visible_to(user).select_related("publication").defer(*_LONG).order_by(*NEWEST)


def hubs(user):
    """The newest case of every hub `user` may read of, with `appearances`, in no order: what a list shows of it."""
    ranked = cases(user).annotate(rank=_rank("hub_slug"), appearances=Window(Count("pk"), partition_by=F("hub_slug")))
    return ranked.filter(rank=1).only(*_LISTED).order_by()


def cases_of(user, slug, first, last):
    """Every case of a hub, newest issue first; of number `first` to `last` (from 1) with the text as `body`."""
    place = Window(RowNumber(), order_by=NEWEST)
    shown = When(place__gte=first, place__lte=last, then="body_html")
    found = cases(user).filter(hub_slug=slug).defer("body_html", *_LONG).annotate(place=place)
    return found.annotate(body=Case(shown, default=Value(""), output_field=TextField()))


def newest_cases(user, slugs):
    """The newest case of each of these hubs, by its slug."""
    ranked = cases(user).filter(hub_slug__in=slugs).annotate(rank=_rank("hub_slug"))
    return {case.hub_slug: case for case in ranked.filter(rank=1)}


def figures(user, slugs):
    """The figures of every case of these hubs, newest issue first."""
    return _evidence_of(PublishedFigure, user, slugs).order_by(*_newest("case__"), "position")


def milestones(user, slugs):
    """The milestones of every case of these hubs, newest issue first."""
    return _evidence_of(PublishedMilestone, user, slugs).order_by(*_newest("case__"), "pk")


def lessons_of(user, slugs):
    """Every lesson that rests on a case of these hubs, once for each such hub (`hub_slug`), newest issue first."""
    visible = PublishedLesson.objects.visible_to(user).select_related("publication").defer("passage", *_LONG)
    return visible.filter(cases__hub_slug__in=slugs).annotate(hub_slug=F("cases__hub_slug")).order_by(*NEWEST)


def lessons(user):
    """Every lesson `user` may read, newest issue first, with the cases it rests on."""
    visible = PublishedLesson.objects.visible_to(user).select_related("publication").defer(*_LONG)
    return visible.order_by(*NEWEST).prefetch_related(_evidence(user))


def newest_lessons(user):
    """Every lesson once under a theme, as the newest issue draws it."""
    ranked = PublishedLesson.objects.visible_to(user).annotate(rank=_rank("theme_slug", "lesson_key"))
    return lessons(user).filter(pk__in=ranked.filter(rank=1).values("pk"))


def first_of_each(rows, name, most):
    """The first `most` rows of each value of the column `name`, each with the `total` of them."""
    place = Window(RowNumber(), partition_by=F(name), order_by=NEWEST)
    return rows.annotate(place=place, total=Window(Count("pk"), partition_by=F(name))).filter(place__lte=most)


def resting_on(rows, hub_slug):
    """Those of the rows that rest on a case of the hub; for "" all rows of lessons of which none rests on a case."""
    if hub_slug:
        return rows.filter(pk__in=rows.order_by().filter(cases__hub_slug=hub_slug).values("pk"))
    return rows.exclude(lesson_key__in=rows.order_by().filter(cases__isnull=False).values("lesson_key"))


def _evidence(user):
    rows = PublishedCase.objects.visible_to(user).defer("body_html", "thesis", "sources").order_by("position")
    return Prefetch("cases", rows)


def _rank(*names):
    return Window(RowNumber(), partition_by=[F(name) for name in names], order_by=NEWEST)


def _evidence_of(model, user, slugs):
    visible = PublishedCase.objects.visible_to(user).filter(hub_slug__in=slugs)
    long = [f"case__{name}" for name in ("body_html", "thesis", "sources", *_LONG)]
    return model.objects.filter(case__in=visible).select_related("case__publication").defer(*long)
