"""What lies beside an issue for one reader: the issue before, the issue after, and those about the same things."""

from datetime import UTC, date, datetime
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from issues.models import Publication
from reading import kinship
from reading.prepared import Prepared


class Neighbour(NamedTuple):
    pk: int
    date: date
    year: int
    number: int
    supplement: bool
    title: str
    audience: str

    numbering = Publication.numbering
    slug = Publication.slug
    is_public = Publication.is_public

    @property
    def address(self):
        return f"/issues/{self.year}/{self.slug}/"


class Related(NamedTuple):
    issue: Neighbour
    hubs: list[str]
    themes: list[str]


class Beside(NamedTuple):
    before: Neighbour | None
    after: Neighbour | None
    related: list[Related]


ORDER = ("date", "year", "number", "supplement")
place = attrgetter(*ORDER)


def beside(publication, user, subjects):
    """What `user` may read beside `publication`, which speaks of `subjects` (a kinship.Subjects)."""
    kin = kinship.of(publication, user, subjects)
    rows = [Neighbour(*row) for row in _rows(publication, user, [one.pk for one in kin])]
    return Beside(
        before=max((row for row in rows if place(row) < place(publication)), key=place, default=None),
        after=min((row for row in rows if place(row) > place(publication)), key=place, default=None),
        related=_related(kin, {row.pk: row for row in rows}, subjects),
    )


def _related(kin, rows, subjects):
    visible = [one for one in kin if one.pk in rows][: kinship.SHOWN]
    return [
        Related(
            rows[one.pk],
            hubs=[name for slug, name in subjects.hubs.items() if slug in one.hubs],
            themes=[name for slug, name in subjects.themes.items() if slug in one.themes],
        )
        for one in visible
    ]


def _rows(publication, user, kin):
    values = dict(zip(ORDER, place(publication), strict=True))
    supplement = values.pop("supplement")
    if not user.is_anonymous:
        return _asked(user, supplement=supplement, **values, **_numbered(kin))
    return ANYONES[supplement].tuples(at=timezone.now(), **values, **_numbered(kin))


def _numbered(kin):
    """As many as the query has places for."""
    return {f"kin{index}": pk for index, pk in enumerate((kin + [0] * kinship.ASKED)[: kinship.ASKED])}


def _asked(user, at=None, *, supplement, date, year, number, **kin):
    visible = Publication.objects.visible_to(user, at)
    before = visible.filter(_beyond("lt", supplement, date, year, number)).order_by(*(f"-{name}" for name in ORDER))
    after = visible.filter(_beyond("gt", supplement, date, year, number)).order_by(*ORDER)
    wanted = Q(pk=before.values("pk")[:1]) | Q(pk=after.values("pk")[:1]) | Q(pk__in=list(kin.values()))
    return visible.filter(wanted).values_list(*Neighbour._fields)


def _beyond(side, supplement, date, year, number):
    """Those that come before (lt) or after (gt) in ORDER; the first condition is there for the index."""
    inclusive = Q(**{f"date__{side}e": date})
    same_number = Q(year=year, number=number, supplement=not supplement)
    numbers = Q(**{f"number__{side}": number}, year=year)
    if supplement == (side == "lt"):  # A supplement follows the issue of its number.
        numbers |= same_number
    return inclusive & (Q(**{f"date__{side}": date}) | Q(**{f"year__{side}": year}, date=date) | numbers & Q(date=date))


def _anyones(supplement):
    marks = {"at": datetime(1949, 10, 1, tzinfo=UTC), "date": date(1949, 10, 2), "year": 31001, "number": 31002}
    kin = {name: 31100 + index for index, name in enumerate(_numbered([]))}
    return Prepared(partial(_asked, AnonymousUser(), supplement=supplement), **marks, **kin)


ANYONES = {supplement: _anyones(supplement) for supplement in (False, True)}
