"""Which issues speak of the same hubs and themes: shared hubs count before themes, the newest first at a draw."""

from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone

from issues.models import Publication, PublishedCase, PublishedLesson

SHOWN = 5
ASKED = 8  # some may have been withdrawn since
APPEARANCES = 20  # of each hub and theme, the newest: what an issue page may cost has a bound


class Subjects(NamedTuple):
    """The hubs and themes an issue speaks of, names by slug, in its order."""

    hubs: dict[str, str]
    themes: dict[str, str]


class Kin(NamedTuple):
    pk: int
    hubs: frozenset[str]
    themes: frozenset[str]


def of(publication, user, subjects):
    """The publications for `user`'s audience nearest to this one. Whether they are live now, the caller asks."""
    slugs = (publication.issue_id, tuple(subjects.hubs), tuple(subjects.themes))
    if user.is_anonymous:
        return _anyones(publication.newest, *slugs)
    return _ranked(user, *slugs)


@lru_cache(maxsize=1024)
def _anyones(newest, issue, hubs, themes):
    """The same until something is published: what publications speak of never changes. `newest` is when that was."""
    return _ranked(AnonymousUser(), issue, hubs, themes)


def _ranked(user, issue, hubs, themes):
    if not hubs and not themes:
        return []
    shared = {}
    for pk, *when, in_case, slug in _appearances(user, issue, hubs, themes):
        shared_hubs, shared_themes = shared.setdefault((pk, *when), (set(), set()))
        (shared_hubs if in_case else shared_themes).add(slug)
    kin = sorted(shared.items(), key=_nearness, reverse=True)[:ASKED]
    return [Kin(pk, frozenset(hubs), frozenset(themes)) for (pk, *_), (hubs, themes) in kin]


def _nearness(item):
    (_, *when), (hubs, themes) = item
    return len(hubs), len(themes), when


def _appearances(user, issue, hubs, themes):
    """(pk, date, year, number, 1, hub) or (…, 0, theme): the newest appearances, in what has not ended."""
    others = Publication.objects.for_audience_of(user).exclude(ends_at__lte=timezone.now()).exclude(issue=issue)
    in_cases = _newest(PublishedCase, "hub_slug", hubs, others)
    in_lessons = _newest(PublishedLesson, "theme_slug", themes, others)
    columns = ("publication", "publication__date", "publication__year", "publication__number")
    return in_cases.values_list(*columns, Value(1), "hub_slug").union(
        in_lessons.values_list(*columns, Value(0), "theme_slug"), all=True
    )


def _newest(model, column, slugs, publications):
    """The rows that the newest of each slug are."""
    rows = model.objects.filter(Exists(publications.filter(pk=OuterRef("publication")))).order_by("-pk").values("pk")
    newest = [Q(pk__in=rows.filter(**{column: slug})[:APPEARANCES]) for slug in slugs]
    return model.objects.filter(reduce(or_, newest, Q(pk__in=[]))).order_by()
