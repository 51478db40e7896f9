"""Grams in PostgreSQL: an array of them under GIN finds the candidates, the normalised text itself decides."""

from bulletin.searching import grams, grams_of_term

TABLE = "issues_publishedgrams"
CREATE = f"""
CREATE TABLE {TABLE} (
    text_id bigint PRIMARY KEY,
    title text COLLATE "C" NOT NULL,
    head text COLLATE "C" NOT NULL,
    whole text COLLATE "C" NOT NULL,
    grams text[] COLLATE "C" NOT NULL
);
CREATE INDEX {TABLE}_grams ON {TABLE} USING gin (grams) WITH (fastupdate = off);
"""
DROP = f"DROP TABLE IF EXISTS {TABLE}"
IDS = f"SELECT text_id FROM {TABLE}"
JOIN = f"{TABLE} g JOIN issues_publishedtext d ON d.id = g.text_id"
NEWEST = "g.text_id DESC"

# Before the grams of a column, and before a mark: signs that no normalised text holds.
_SIGNS = {"title": "<", "head": "^", "whole": "", "marks": "="}


def add(cursor, rows):
    statement = f"INSERT INTO {TABLE} (text_id, title, head, whole, grams) VALUES (%s, %s, %s, %s, %s)"
    cursor.executemany(statement, [(row.id, row.title, row.head, row.whole, _grams(row)) for row in rows])


def remove(cursor, rows):
    cursor.execute(f"DELETE FROM {TABLE} WHERE text_id = ANY(%s)", [[row.id for row in rows]])


def clear(cursor):
    cursor.execute(f"TRUNCATE {TABLE}")


def tidy(cursor):
    """What the planner knows of the table; removed rows are gone after VACUUM FULL."""
    cursor.execute(f"ANALYZE {TABLE}, issues_publishedtext, issues_publication")


def condition(query, column, above, marks):
    """SQL and parameters: every term stands in `column`, not all of them in `above`, no excluded one anywhere."""
    needed = sorted({_SIGNS["marks"] + mark for mark in marks} | _needed(query.terms, column))
    parts, parameters = ["g.grams @> %s::text[]"], [needed]
    for term in query.terms:
        if len(term) > 2:  # a shorter one is a gram itself
            parts.append(f"strpos(g.{column}, %s) > 0")
            parameters.append(term)
    if above:
        parts.append("NOT ({})".format(" AND ".join([f"strpos(g.{above}, %s) > 0"] * len(query.terms))))
        parameters += query.terms
    for term in query.excluded:
        parts.append("strpos(g.whole, %s) = 0")
        parameters.append(term)
    return " AND ".join(parts), parameters


def _needed(terms, column):
    sign = _SIGNS[column]
    return {sign + gram for term in terms for gram in (grams_of_term(term) or (term,))}


def _grams(row):
    columns = ((sign, getattr(row, name)) for name, sign in _SIGNS.items() if name != "marks")
    pairs = {sign + gram for sign, text in columns for line in grams(text) for gram in (line, line[0])}
    return sorted(pairs | {_SIGNS["marks"] + mark for mark in row.marks})
