"""A query → the published texts that answer it, best first."""

from typing import NamedTuple

from django.db import connection

from bulletin.searching import Query
from issues.search.grams import engine

# Where all terms stand, best first, and the narrower place in which they do not stand, or they would be there.
TIERS = (("title", ""), ("head", "title"), ("whole", "head"))
SPREAD = len(TIERS) + 1
HIT_COLUMNS = ("id", "publication_id", "kind", "address", "label", "facets")
_COLUMNS = ", ".join(f"d.{name}" for name in HIT_COLUMNS)


class Hit(NamedTuple):
    """`tier` 0: named by its number, 1: in the title, 2: in title or thesis, 3: in the text, 4: in the whole issue."""

    tier: int
    id: int
    publication_id: int
    kind: str
    address: str
    label: str
    facets: str


def hits(query, visible, marks, most, *, in_steps):
    """At most `most` Hits: by tier, then the newest issue first, then in its order.

    `visible` is SQL with its parameters, true for a text d that may be read; `marks` must all stand on the text.
    `in_steps` asks a query for each tier and so reads no list of a frequent word that will not be needed; otherwise
    the first two are asked at once.
    """
    if not query.terms:
        return []
    tiers = [(number, *tier) for number, tier in enumerate(TIERS, start=1)]
    found = []
    for step in [[tier] for tier in tiers] if in_steps else [tiers[:2], tiers[2:]]:
        if len(found) < most:
            found += _run(*_either([_tier(*tier, query, visible, marks, most) for tier in step]))
    return sorted(found, key=lambda hit: (hit.tier, -hit.id))[:most]


def _either(parts):
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) t{place}" for place, (part, _) in enumerate(parts))
    return sql, [value for _, values in parts for value in values]


def _tier(number, column, above, query, visible, marks, most):
    condition, parameters = engine().condition(query, column, above, marks)
    sql = (
        f"SELECT {number} AS tier, {_COLUMNS} FROM {engine().JOIN} "
        f"WHERE {condition} AND {visible[0]} ORDER BY {engine().NEWEST} LIMIT %s"
    )
    return sql, [*parameters, *visible[1], most]


def spread(query, visible, marks, most):
    """Issues in which all terms stand, but in different texts of it: Hits of the tier SPREAD, newest first."""
    if len(query.terms) < 2:
        return []
    holding = [_holding(term, marks) for term in query.terms]
    without = [_holding(term, marks) for term in query.excluded]
    sets = " INTERSECT ".join(sql for sql, _ in holding) + "".join(f" EXCEPT {sql}" for sql, _ in without)
    sql = (
        f"SELECT {SPREAD}, {_COLUMNS} FROM issues_publishedtext d "
        f"WHERE d.kind = 'issue' AND d.publication_id IN ({sets}) AND {visible[0]} ORDER BY d.id DESC LIMIT %s"
    )
    parameters = [value for _, values in (*holding, *without) for value in values]
    return _run(sql, [*parameters, *visible[1], most])


def within(column, query, visible, marks, most):
    """At most `most` Hits with all terms in `column`, newest first."""
    return _run(*_tier(1, column, "", query, visible, marks, most)) if query.terms else []


def which_occur(terms, visible, marks):
    """Those of `terms` that stand in some text, in their order; in one query."""
    parts = [_tier(place, "whole", "", Query((term,)), visible, marks, 1) for place, term in enumerate(terms)]
    found = _run(*_either(parts)) if parts else []
    return [terms[place] for place in sorted(hit.tier for hit in found)]


def _holding(term, marks):
    alone = Query(terms=(term,))
    condition, parameters = engine().condition(alone, "whole", "", marks)
    kinds = "d.kind IN ('issue', 'entry')"
    return f"SELECT d.publication_id FROM {engine().JOIN} WHERE {condition} AND {kinds}", parameters


def _run(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Hit(*row) for row in cursor.fetchall()]
