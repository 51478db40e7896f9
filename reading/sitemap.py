"""Every address of the readers' side that anybody can open, with the time of its last change (sitemaps.org 0.9)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.urls import reverse

from issues.models import Publication, PublishedCase, PublishedLesson

A_FILE = 50_000  # entries, the protocol's limit
COLUMNS = ("reading:home", "reading:issue-list", "reading:hub-list", "reading:lesson-list", "reading:site-map")


class Entry(NamedTuple):
    path: str
    changed: datetime | None


def entries() -> list[Entry]:
    """Columns, years, issues, hubs and themes; nothing that is internal, pending or withdrawn."""
    visible = Publication.objects.visible_to(AnonymousUser()).order_by("-year", "-number", "supplement")
    issues = list(visible.only("year", "number", "supplement", "go_live_at"))
    newest = max((issue.go_live_at for issue in issues), default=None)
    return [
        *(Entry(reverse(name), newest) for name in COLUMNS),
        *_years(issues),
        *(Entry(issue.get_absolute_url(), issue.go_live_at) for issue in issues),
        *_named(PublishedCase, "hub_slug", "reading:hub-detail"),
        *_named(PublishedLesson, "theme_slug", "reading:theme-detail"),
    ]


def files(found: list[Entry]) -> list[list[Entry]]:
    """The entries in as many files as they need."""
    return [found[start : start + A_FILE] for start in range(0, len(found), A_FILE)]


def _years(issues: list[Publication]) -> Iterable[Entry]:
    newest: dict[int, datetime] = {}
    for issue in issues:
        newest[issue.year] = max(issue.go_live_at, newest.get(issue.year, issue.go_live_at))
    return (Entry(reverse("reading:issue-year", args=[year]), changed) for year, changed in newest.items())


def _named(model, column, view) -> Iterable[Entry]:
    visible = model.objects.visible_to(AnonymousUser()).order_by(column)
    rows = visible.values_list(column).annotate(Max("publication__go_live_at"))
    return (Entry(reverse(view, args=[slug]), changed) for slug, changed in rows)
