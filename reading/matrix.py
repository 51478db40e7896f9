"""Themes × hubs: how many lessons of a theme rest on cases of a hub, in all that a reader may see."""

from dataclasses import dataclass, field

from issues.models import Audience, PublishedLesson
from reading import projections


@dataclass
class Count:
    """Lessons by key, and those of them that the public may read in the same place."""

    lessons: set = field(default_factory=set)
    public: set = field(default_factory=set)

    def add(self, lesson, audience):
        self.lessons.add(lesson)
        if audience == Audience.PUBLIC:
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
    hubs = list(projections.hubs(user).filter(hub_slug__in={hub for _, hub in cells if hub}))
    has_caseless = any(hub is None for _, hub in cells)
    columns = [*((hub.hub_slug, hub) for hub in hubs), *[(None, None)] * has_caseless]
    rows = [
        Row(theme, themes[theme], [(hub, cells.get((theme, slug))) for slug, hub in columns])
        for theme in sorted(themes)
    ]
    return Matrix(hubs, has_caseless, rows)


def _evidence(user):
    """(theme, lesson, hub or None, audience) once for each that a visible issue has."""
    visible = PublishedLesson.objects.visible_to(user).order_by()
    columns = ("theme_slug", "lesson_key", "cases__hub_slug", "publication__audience")
    return list(visible.values_list(*columns).distinct())


def _counted(evidence):
    """A Count for each theme, and for each theme and hub: None for lessons that no issue rests on a case."""
    cited = {(theme, lesson) for theme, lesson, hub, _ in evidence if hub}
    themes, cells = {}, {}
    for theme, lesson, hub, audience in evidence:
        themes.setdefault(theme, Count()).add(lesson, audience)
        if hub or (theme, lesson) not in cited:
            cells.setdefault((theme, hub), Count()).add(lesson, audience)
    return themes, cells
