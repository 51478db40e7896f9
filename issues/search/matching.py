"""A query → the published texts that answer it, best first."""

from typing import NamedTuple

from django.db import connection

from issues.search.grams import engine

# Where all terms stand, best first, and the narrower place in which they do not stand, or they would be there.
TIERS = (("title", ""), ("head", "title"), ("whole", "head"))
SPREAD = len(TIERS) + 1
_COLUMNS = "d.id, d.publication_id, d.kind, d.key, d.address, d.facets"


class Hit(NamedTuple):
    """`tier` 1: in the title, 2: in title or thesis, 3: in the text, 4: only in the issue as a whole."""

    tier: int
    id: int
    publication_id: int
    kind: str
    key: str
    address: str
    facets: str


def hits(query, visible, marks, most):
    """At most `most` Hits: by tier, then the newest issue first, then in its order.

    `visible` is SQL with its parameters, true for a text d that may be read; `marks` must all stand on the text.
    """
    if not query.terms:
        return []
    parts = [_tier(number, query, *tier, visible, marks, most) for number, tier in enumerate(TIERS, start=1)]
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) t{place}" for place, (part, _) in enumerate(parts))
    parameters = [value for _, values in parts for value in values]
    return _run(f"{sql} ORDER BY 1, 2 DESC LIMIT %s", [*parameters, most])


def _tier(number, query, column, above, visible, marks, most):
    condition, parameters = engine().condition(query, column, above, marks)
    sql = (
        f"SELECT {number} AS tier, {_COLUMNS} FROM {engine().JOIN} "  # noqa: S608
        f"WHERE {condition} AND {visible[0]} ORDER BY {engine().NEWEST} LIMIT %s"
    )
    return sql, [*parameters, *visible[1], most]


def spread(query, visible, marks, most):
    """Issues in which all terms stand, but in different texts of it: Hits of the tier SPREAD, newest first."""
    if len(query.terms) < 2:
        return []
    holding = [_holding(query, term, marks) for term in query.terms]
    without = [_holding(query, term, marks) for term in query.excluded]
    sets = " INTERSECT ".join(sql for sql, _ in holding) + "".join(f" EXCEPT {sql}" for sql, _ in without)
    sql = (
        f"SELECT {SPREAD}, {_COLUMNS} FROM issues_publishedtext d "  # noqa: S608
        f"WHERE d.kind = 'issue' AND d.publication_id IN ({sets}) AND {visible[0]} ORDER BY d.id DESC LIMIT %s"
    )
    parameters = [value for _, values in (*holding, *without) for value in values]
    return _run(sql, [*parameters, *visible[1], most])


def _holding(query, term, marks):
    alone = type(query)(terms=(term,))
    condition, parameters = engine().condition(alone, "whole", "", marks)
    kinds = "d.kind IN ('issue', 'entry')"
    return f"SELECT d.publication_id FROM {engine().JOIN} WHERE {condition} AND {kinds}", parameters  # noqa: S608


def _run(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Hit(*row) for row in cursor.fetchall()]
