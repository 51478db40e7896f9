"""A query → the published texts that answer it, best first."""

from typing import NamedTuple

from django.db import connection

from bulletin.searching import Query
from issues.search.grams import engine

# Where all terms stand, best first, and the narrower place in which they do not stand, or they would be there.
TIERS = (("title", ""), ("head", "title"), ("whole", "head"), ("known", ""))
SPREAD = len(TIERS) + 1
HIT_COLUMNS = ("id", "publication_id", "kind", "address", "label", "facets")
_COLUMNS = ", ".join(f"d.{name}" for name in HIT_COLUMNS)


class Hit(NamedTuple):
    """`tier` 0: named by its number, 1: in the title, 2: in title or thesis, 3: in the text, 4: known of a hub,
    5: spread over an issue."""

    tier: int
    id: int
    publication_id: int
    kind: str
    address: str
    label: str
    facets: str


def hits(query, visible, marks, most):
    """At most `most` Hits: by tier, then the newest issue first, then in its order.

    `visible` is SQL with its parameters, true for a text d that may be read; `marks` must all stand on the text.
    """
    asks = [(number, query, *tier) for number, tier in enumerate(TIERS, start=1)]
    found = _newest(asks, visible, marks, most, in_all=most) if query.terms else []
    return sorted(found, key=lambda hit: (hit.tier, -hit.id))


def within(column, query, visible, marks, most):
    """At most `most` Hits with all terms in `column`, newest first."""
    return _newest([(1, query, column, "")], visible, marks, most, in_all=most) if query.terms else []


def which_occur(terms, visible, marks):
    """Those of `terms` that stand in some text, in their order; in one query."""
    asks = [(place, Query((term,)), "whole", "") for place, term in enumerate(terms)]
    found = _newest(asks, visible, marks, 1, in_all=len(asks)) if asks else []
    return [terms[place] for place in sorted(hit.tier for hit in found)]


def spread(query, visible, marks, most):
    """Issues in which all terms, two at least, stand, but not in one text of it; the `marks` must stand on the issue.

    At most `most` Hits of the tier SPREAD, newest first.
    """
    with connection.cursor() as cursor:
        engine().learn(cursor)
        return [Hit(SPREAD, *row) for row in engine().spread(cursor, _COLUMNS, query, visible, marks, most)]


def _newest(asks, visible, marks, most, in_all):
    with connection.cursor() as cursor:
        engine().learn(cursor)
        return [*map(Hit._make, engine().newest(cursor, _COLUMNS, asks, visible, marks, most, in_all))]
