"""Themes × hubs: how many lessons of a theme rest on cases of a hub, in all that a reader may see."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from issues.models import Publication, PublishedLesson
from reading import projections, regions


@dataclass
class Count:
    """Lessons by key, and those of them that the public may read in the same place."""

    lessons: set = field(default_factory=set)
    public: set = field(default_factory=set)

    def add(self, lesson, is_public):
        self.lessons.add(lesson)
        if is_public:
            self.public.add(lesson)

    def __len__(self):
        return len(self.lessons)

    @property
    def mark(self):
        """What tells those who read internal issues that some of it is internal."""
        if self.lessons == self.public:
            return ""
        return "含内部" if self.public else "内部"


@dataclass
class Row:
    """A theme with all its lessons, and a pair of hub and Count for each column; the hub is None for no case."""

    theme_slug: str
    all: Count
    cells: list


@dataclass
class Matrix:
    hubs: list
    has_caseless: bool
    rows: list


def matrix(user):
    """The Matrix of what `user` may read, in two queries."""
    evidence = _evidence(user)
    themes, cells = _counted(evidence)
    hubs = regions.in_order(projections.hubs(user).filter(hub_slug__in={hub for _, hub in cells if hub}))
    has_caseless = any(hub is None for _, hub in cells)
    columns = [*((hub.hub_slug, hub) for hub in hubs), *[(None, None)] * has_caseless]
    rows = [
        Row(theme, themes[theme], [(hub, cells.get((theme, slug))) for slug, hub in columns])
        for theme in sorted(themes)
    ]
    return Matrix(hubs, has_caseless, rows)


def _evidence(user):
    """(theme, lesson, hub or None, whether the public reads it) once for each that a visible issue has."""
    visible = PublishedLesson.objects.visible_to(user).order_by()
    is_public = Q(publication__in=Publication.objects.visible_to(AnonymousUser()))
    return list(visible.values_list("theme_slug", "lesson_key", "cases__hub_slug", is_public).distinct())


def _counted(evidence):
    """A Count for each theme, and for each theme and hub: None for lessons that no issue rests on a case."""
    cited = {(theme, lesson) for theme, lesson, hub, _ in evidence if hub}
    themes, cells = {}, {}
    for theme, lesson, hub, is_public in evidence:
        themes.setdefault(theme, Count()).add(lesson, is_public)
        if hub or (theme, lesson) not in cited:
            cells.setdefault((theme, hub), Count()).add(lesson, is_public)
    return themes, cells
