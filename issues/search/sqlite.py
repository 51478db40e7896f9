"""Grams in SQLite: an FTS5 table without content, in which a term is a phrase of its grams."""

from bulletin.searching import grams, grams_of_term

TABLE = "issues_publishedgrams"
# ascii: whatever is no ASCII mark stays as it is; the marks are what `_token` writes.
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
    "title, head, whole, marks, content='', tokenize = \"ascii tokenchars '_.;='\")"
)
DROP = f"DROP TABLE IF EXISTS {TABLE}"
IDS = f"SELECT rowid FROM {TABLE}"  # noqa: S608
JOIN = f"{TABLE} g CROSS JOIN issues_publishedtext d ON d.id = g.rowid"
NEWEST = "g.rowid DESC"

_COLUMNS = "rowid, title, head, whole, marks"
_ADD = f"INSERT INTO {TABLE}({_COLUMNS}) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
_REMOVE = f"INSERT INTO {TABLE}({TABLE}, {_COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s)"  # noqa: S608


def add(cursor, rows):
    cursor.executemany(_ADD, map(_values, rows))


def remove(cursor, rows):
    cursor.executemany(_REMOVE, map(_values, rows))


def clear(cursor):
    cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")  # noqa: S608


def tidy(cursor):
    """Merge what was written in pieces; only then are removed grams gone from the file."""
    cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')")  # noqa: S608


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
    texts = (" ".join(map(_token, grams(text))) for text in (row.title, row.head, row.whole))
    return (row.id, *texts, " ".join(map(_token, row.marks)))


def _token(gram):
    return gram.replace(" ", ".").replace("\n", ";").replace("-", "=")
