"""Grams in SQLite: an FTS5 table without content, in which a term is a phrase of its grams.

Grams of title and head carry a sign: FTS5 keeps one list of places for all columns, and would read the whole of a
frequent one to find the few in titles.
"""

from itertools import pairwise

from bulletin.searching import grams_of_term
from issues.search.stretches import LAST

TABLE = "issues_publishedgrams"
# ascii: whatever is no ASCII mark stays as it is; the marks are what `_token` writes.
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
    "title, head, whole, known, marks, content='', tokenize = \"ascii tokenchars '_.;=<^+'\")"
)
DROP = f"DROP TABLE IF EXISTS {TABLE}"
IDS = f"SELECT rowid FROM {TABLE}"
JOIN = f"{TABLE} g CROSS JOIN issues_publishedtext d ON d.id = g.rowid"

_SIGNS = {"title": "<", "head": "^", "whole": "", "known": "+"}
_SPACE, _LINE_END = ".", ";"
_COLUMNS = "rowid, title, head, whole, known, marks"
_ADD = f"INSERT INTO {TABLE}({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)"
_REMOVE = f"INSERT INTO {TABLE}({TABLE}, {_COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s, %s)"


def create(cursor):
    cursor.execute(CREATE)


def add(cursor, rows):
    cursor.executemany(_ADD, map(_values, rows))


def remove(cursor, rows):
    cursor.executemany(_REMOVE, map(_values, rows))


def clear(cursor):
    cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")


def lock(cursor):
    """Nothing: a transaction that writes is alone."""


def before_many(cursor):
    """Nothing: FTS5 takes many rows as it takes one."""


def tidy(cursor):
    """Merge what was written in pieces; only then are removed grams gone from the file."""
    cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')")


def newest(cursor, columns, asks, visible, marks, most, in_all):
    """For each ask (number, query, column, above) its number with the `columns` of at most `most` visible texts d;
    `in_all` of them, of the first asks first: SQLite takes the parts of a UNION ALL in turn and stops at the LIMIT."""
    parts, parameters = [], []
    for place, (number, *ask) in enumerate(asks):
        wanted, values = condition(*ask, marks)
        order = "ORDER BY g.rowid DESC LIMIT %s"
        part = f"SELECT {number}, {columns} FROM {JOIN} WHERE {wanted} AND {visible[0]} {order}"
        parts.append(f"SELECT * FROM ({part}) t{place}")
        parameters += [*values, *visible[1], most]
    cursor.execute(" UNION ALL ".join(parts) + " LIMIT %s", [*parameters, in_all])
    return cursor.fetchall()


def spread(cursor, columns, query, visible, marks, most):
    """The `columns` of at most `most` issues d with the marks in which all terms stand, not in one text of it."""
    wanted = [*(_printed((term,)) for term in query.terms), _marked(["kind.issue", *marks])]
    unwanted = [_printed(query.terms), *(_printed((term,)) for term in query.excluded)]
    issues = " INTERSECT ".join([_ISSUES] * len(wanted)) + f" EXCEPT {_ISSUES}" * len(unwanted)
    cursor.execute(
        f"SELECT {columns} FROM issues_publishedtext d WHERE d.id IN ({issues}) AND {visible[0]} "
        "ORDER BY d.id DESC LIMIT %s",
        [*wanted, *unwanted, *visible[1], most],
    )
    return cursor.fetchall()


_ISSUES = f"SELECT rowid | {LAST} FROM {TABLE} WHERE {TABLE} MATCH %s"


def _printed(terms):
    """What matches an issue's own text or an entry that has all terms."""
    return f'{_all(terms, "whole")} AND marks : ("kind.issue" OR "kind.entry")'


def learn(cursor):
    """Nothing: FTS5 reads each list only as far as it must."""


def condition(query, column, above, marks):
    """SQL and parameters: every term stands in `column`, not all of them in `above`, no excluded one anywhere."""
    wanted = [_all(query.terms, column)]
    if marks:
        wanted.append(_marked(marks))
    unwanted = [_all((term,), _anywhere(column)) for term in query.excluded]
    if above:
        unwanted.append(_all(query.terms, above))
    without = f" NOT ({' OR '.join(unwanted)})" if unwanted else ""
    return f"{TABLE} MATCH %s", [f"({' AND '.join(wanted)}){without}"]


def _marked(marks):
    return "marks : ({})".format(" AND ".join(f'"{_token(mark)}"' for mark in marks))


def _anywhere(column):
    return "known" if column == "known" else "whole"


def _all(terms, column):
    return f"{column} : ({' AND '.join(_phrase(term, _SIGNS[column]) for term in terms)})"


def _phrase(term, sign):
    if len(term) == 1:
        return f'"{sign}{_token(term)}" *'
    return '"{}"'.format(" ".join(sign + _token(gram) for gram in grams_of_term(term)))


def _values(row):
    texts = (_tokens(getattr(row, column), sign) for column, sign in _SIGNS.items())
    return (row.id, *texts, " ".join(map(_token, row.marks)))


def _tokens(text, sign):
    """The grams of a normalised text, as `bulletin.searching.grams` gives them, in one go."""
    lines = (line + _LINE_END for line in text.replace(" ", _SPACE).split("\n"))
    return " ".join(sign + one + other for line in lines for one, other in pairwise(line))


def _token(gram):
    return gram.replace(" ", _SPACE).replace("\n", _LINE_END).replace("-", "=")
