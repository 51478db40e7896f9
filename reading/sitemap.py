"""Every address of the readers' side that anybody can open, with the time of its last change (sitemaps.org 0.9)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.urls import reverse

from issues.models import Publication, PublishedCase, PublishedLesson
from reading.addresses import issue_path

A_FILE = 50_000  # entries, the protocol's limit
COLUMNS = ("reading:home", "reading:issue-list", "reading:hub-list", "reading:lesson-list", "reading:site-map")


class Entry(NamedTuple):
    path: str
    changed: datetime | None


def entries() -> list[Entry]:
    """Columns, years, issues, hubs and themes; nothing that is internal, pending or withdrawn."""
    visible = Publication.objects.visible_to(AnonymousUser()).order_by("-year", "-number", "supplement")
    rows = visible.values_list("year", "number", "supplement", "go_live_at")
    issues = [Entry(issue_path(*numbers), changed) for *numbers, changed in rows]
    newest = max((issue.changed for issue in issues), default=None)
    return [
        *(Entry(reverse(name), newest) for name in COLUMNS),
        *_years(issues),
        *issues,
        *_named(PublishedCase, "hub_slug", "reading:hub-detail"),
        *_named(PublishedLesson, "theme_slug", "reading:theme-detail"),
    ]


def files(found: list[Entry]) -> list[list[Entry]]:
    """The entries in as many files as they need."""
    return [found[start : start + A_FILE] for start in range(0, len(found), A_FILE)]


def _years(issues: list[Entry]) -> Iterable[Entry]:
    newest: dict[str, datetime] = {}
    for issue in issues:
        year = issue.path.split("/")[2]
        newest[year] = max(issue.changed, newest.get(year, issue.changed))
    return (Entry(reverse("reading:issue-year", args=[int(year)]), changed) for year, changed in newest.items())


def _named(model, column, view) -> Iterable[Entry]:
    visible = model.objects.visible_to(AnonymousUser()).order_by(column)
    rows = visible.values_list(column).annotate(Max("publication__go_live_at"))
    return (Entry(reverse(view, args=[slug]), changed) for slug, changed in rows)
