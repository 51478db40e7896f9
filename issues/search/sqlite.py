"""Grams in SQLite: an FTS5 table without content, in which a term is a phrase of its grams."""

from itertools import pairwise

from bulletin.searching import grams_of_term

TABLE = "issues_publishedgrams"
# ascii: whatever is no ASCII mark stays as it is; the marks are what `_token` writes.
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
    "title, head, whole, marks, content='', tokenize = \"ascii tokenchars '_.;='\")"
)
DROP = f"DROP TABLE IF EXISTS {TABLE}"
IDS = f"SELECT rowid FROM {TABLE}"
JOIN = f"{TABLE} g CROSS JOIN issues_publishedtext d ON d.id = g.rowid"
NEWEST = "g.rowid DESC"

_SPACE, _LINE_END = ".", ";"
_COLUMNS = "rowid, title, head, whole, marks"
_ADD = f"INSERT INTO {TABLE}({_COLUMNS}) VALUES (%s, %s, %s, %s, %s)"
_REMOVE = f"INSERT INTO {TABLE}({TABLE}, {_COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s)"


def add(cursor, rows):
    cursor.executemany(_ADD, map(_values, rows))


def remove(cursor, rows):
    cursor.executemany(_REMOVE, map(_values, rows))


def clear(cursor):
    cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")


def tidy(cursor):
    """Merge what was written in pieces; only then are removed grams gone from the file."""
    cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')")


def condition(query, column, above, marks):
    """SQL and parameters: every term stands in `column`, not all of them in `above`, no excluded one anywhere."""
    wanted = [f"{column} : ({_all(query.terms)})"]
    if marks:
        wanted.append("marks : ({})".format(" AND ".join(f'"{_token(mark)}"' for mark in marks)))
    unwanted = [f"whole : ({_phrase(term)})" for term in query.excluded]
    if above:
        unwanted.append(f"{above} : ({_all(query.terms)})")
    without = f" NOT ({' OR '.join(unwanted)})" if unwanted else ""
    return f"{TABLE} MATCH %s", [f"({' AND '.join(wanted)}){without}"]


def _all(terms):
    return " AND ".join(map(_phrase, terms))


def _phrase(term):
    if len(term) == 1:
        return f'"{_token(term)}" *'
    return '"{}"'.format(" ".join(map(_token, grams_of_term(term))))


def _values(row):
    return (row.id, _tokens(row.title), _tokens(row.head), _tokens(row.whole), " ".join(map(_token, row.marks)))


def _tokens(text):
    """The grams of a normalised text, as `bulletin.searching.grams` gives them, in one go."""
    lines = (line + _LINE_END for line in text.replace(" ", _SPACE).split("\n"))
    return " ".join(one + other for line in lines for one, other in pairwise(line))


def _token(gram):
    return gram.replace(" ", _SPACE).replace("\n", _LINE_END).replace("-", "=")
