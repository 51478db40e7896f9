"""Grams in PostgreSQL: an array of them under GIN finds the candidates, the normalised text itself decides.

Beside pairs there are threes: two frequent pairs meet in many texts in which they do not stand together. What stands
in many texts is not looked up at all but read off the newest texts, until there is enough of it. The planner cannot
choose between the two ways, for it takes the grams of a word to have nothing to do with each other.
"""

import time
from math import ceil
from typing import NamedTuple

from bulletin.searching import Query
from issues.search.stretches import LAST

TABLE = "issues_publishedgrams"
# The texts stay in the row, uncompressed, for they are what is checked; the array, which is only indexed, does not.
CREATE = f"""
CREATE TABLE {TABLE} (
    text_id bigint PRIMARY KEY,
    title text COLLATE "C" NOT NULL,
    head text COLLATE "C" NOT NULL,
    whole text COLLATE "C" NOT NULL,
    known text COLLATE "C" NOT NULL,
    marks text[] COLLATE "C" NOT NULL,
    grams text[] COLLATE "C" NOT NULL
) WITH (toast_tuple_target = 8160);
ALTER TABLE {TABLE} ALTER title SET STORAGE EXTERNAL, ALTER head SET STORAGE EXTERNAL,
    ALTER whole SET STORAGE EXTERNAL,
    ALTER known SET STORAGE EXTERNAL, ALTER grams SET STORAGE EXTERNAL, ALTER grams SET STATISTICS 400;
"""
CREATE_INDEX = f"CREATE INDEX IF NOT EXISTS {TABLE}_grams ON {TABLE} USING gin (grams) WITH (fastupdate = off)"
DROP_INDEX = f"DROP INDEX IF EXISTS {TABLE}_grams"
DROP = f"DROP TABLE IF EXISTS {TABLE}"
IDS = f"SELECT text_id FROM {TABLE}"

LOCK = 4180006

# Before the grams of a column, and before a mark: signs that no normalised text holds.
_SIGNS = {"title": "<", "head": "^", "whole": "", "known": "+", "marks": "="}
# As many candidates more than are wanted, so that a few that are not visible need no second look.
_SPARE = 50
# A text found by the index costs so much more than the next one in order: pages here and there, and to be sorted.
DEARER = 2.5
FRESH = 600  # seconds
_READ = ("title", "head", "whole", "known")
# Texts here and there, about 1,000, the newest first: neighbours are of one issue and much alike.
_A_SAMPLE = f"""
    WITH counted AS (SELECT reltuples AS texts FROM pg_class WHERE oid = '{TABLE}'::regclass), sample AS (
        SELECT text_id, marks, {", ".join(f"left({column}, 20000) AS {column}" for column in _READ)}
        FROM {TABLE} TABLESAMPLE SYSTEM ((SELECT least(100, 100000 / greatest(1, texts)) FROM counted)) LIMIT 1250
    ) SELECT (SELECT json_agg(sample ORDER BY text_id DESC) FROM sample), texts FROM counted
"""


def create(cursor):
    cursor.execute(CREATE)
    cursor.execute(CREATE_INDEX)


def add(cursor, rows):
    columns = "text_id, title, head, whole, known, marks, grams"
    values = [(row.id, row.title, row.head, row.whole, row.known, list(row.marks), _grams(row)) for row in rows]
    cursor.executemany(f"INSERT INTO {TABLE} ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)", values)


def remove(cursor, rows):
    cursor.execute(f"DELETE FROM {TABLE} WHERE text_id = ANY(%s)", [[row.id for row in rows]])


def clear(cursor):
    cursor.execute(f"TRUNCATE {TABLE}")


def lock(cursor):
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def before_many(cursor):
    """An index made of all rows at once takes a fraction of the time."""
    cursor.execute(DROP_INDEX)


def tidy(cursor):
    """The index in its place, and what the planner knows of it; removed rows are gone after VACUUM FULL."""
    cursor.execute(CREATE_INDEX)
    cursor.execute(f"ANALYZE {TABLE}, issues_publishedtext, issues_publication")


def newest(cursor, columns, asks, visible, marks, most, in_all):
    """For each ask (number, query, column, above) its number with the `columns` of at most `most` visible texts d;
    `in_all` of them, of the first asks first: PostgreSQL takes the parts of a UNION ALL in turn, not in parallel as
    they have CTEs, and stops at the LIMIT.

    The candidates are put in order before anything is joined to them, or the planner would join them all first.
    """
    for looked_at in (most + _SPARE, 8 * (most + _SPARE), None):
        rows = _newest(cursor, columns, asks, visible, marks, most, in_all, looked_at)
        found = [row for row in rows if row[1] is not None]
        if len(found) == len(rows):
            break
    return found


def _newest(cursor, columns, asks, visible, marks, most, in_all, looked_at):
    """As `newest`, but of `looked_at` candidates only; a row of nothing where there are more and they may be needed."""
    parts, parameters = [], []
    for number, query, column, above in asks:
        wanted, values, order = _way(query, column, above, marks, most)
        parts.append(f"""(
            WITH c AS MATERIALIZED (
                SELECT g.text_id FROM {TABLE} g WHERE {wanted} ORDER BY {order} DESC LIMIT %s
            ), v AS MATERIALIZED (
                SELECT {columns} FROM c JOIN issues_publishedtext d ON d.id = c.text_id
                WHERE {visible[0]} ORDER BY d.id DESC LIMIT %s
            ) SELECT {number}, v.* FROM v UNION ALL
            SELECT {number}, v.* FROM (SELECT) more LEFT JOIN v ON false
            WHERE (SELECT count(*) FROM c) = %s AND (SELECT count(*) FROM v) < %s)""")
        parameters += [*values, looked_at, *visible[1], most, looked_at, most]
    cursor.execute(" UNION ALL ".join(parts) + " LIMIT %s", [*parameters, in_all])
    return cursor.fetchall()


def spread(cursor, columns, query, visible, marks, most):
    """The `columns` of at most `most` issues d with the marks in which all terms stand, not in one text of it.

    The rarest term names the issues; the others are looked for in those only, the newest first.
    """
    rarest, *others = sorted(query.terms, key=_latest.sample.how_often)
    wanted, values = condition(Query((rarest,)), "whole", "", ())
    has = [f"{_text_of_issue(1)} IS NOT NULL"] * len(others)
    lacks = [f"{_text_of_issue(count)} IS NULL" for count in (len(query.terms), *[1] * len(query.excluded))]
    cursor.execute(
        f"SELECT {columns} FROM issues_publishedtext d JOIN ("
        f"SELECT DISTINCT g.text_id | {LAST} AS issue FROM {TABLE} g WHERE {wanted} AND {_PRINTED} ORDER BY 1 DESC"
        f") h ON d.id = h.issue WHERE {_HAS_MARKS} AND {' AND '.join([visible[0], *has, *lacks])} "
        "ORDER BY d.id DESC LIMIT %s",
        [*values, list(marks), *visible[1], *others, *query.terms, *query.excluded, most],
    )
    return cursor.fetchall()


_PRINTED = "g.marks && '{kind.issue,kind.entry}'::text[]"
_HAS_MARKS = f"(SELECT g.marks FROM {TABLE} g WHERE g.text_id = h.issue) @> %s::text[]"


def _text_of_issue(count):
    """A text of the issue h with so many terms: no EXISTS, or the planner would look for all texts that have them."""
    has = "strpos(g.whole, %s) > 0 AND " * count
    return f"(SELECT 1 FROM {TABLE} g WHERE g.text_id BETWEEN h.issue - {LAST} AND h.issue AND {has}{_PRINTED} LIMIT 1)"


def _way(query, column, above, marks, most):
    """Condition, its parameters and the order by which the better of the two ways is the only one."""
    if not _latest.sample.is_sooner_read(query, column, above, marks, most):
        return *condition(query, column, above, marks), "g.text_id + 0"  # no index gives this order
    checked, terms = _checks(query, column, above)
    # Of two conditions the planner would look at the marks first, which takes longer than to look for a word.
    return f"CASE WHEN {checked} THEN g.marks @> %s::text[] END", [*terms, list(marks)], "g.text_id"


def condition(query, column, above, marks):
    """SQL and parameters: every term stands in `column`, not all of them in `above`, no excluded one anywhere."""
    checked, terms = _checks(query, column, above)
    pieces = _latest.sample.telling(_pieces(query.terms), column)
    needed = {_SIGNS["marks"] + mark for mark in marks} | {_SIGNS[column] + piece for piece in pieces}
    return f"g.grams @> %s::text[] AND {checked}", [sorted(needed), *terms]


def _checks(query, column, above):
    parts, terms = [f"strpos(g.{column}, %s) > 0"] * len(query.terms), [*query.terms]
    if above:
        parts.append("NOT ({})".format(" AND ".join([f"strpos(g.{above}, %s) > 0"] * len(query.terms))))
        terms += query.terms
    parts += [f"strpos(g.{_anywhere(column)}, %s) = 0"] * len(query.excluded)
    return " AND ".join(parts), [*terms, *query.excluded]


def _anywhere(column):
    return "known" if column == "known" else "whole"


class Sample(NamedTuple):
    """Some texts, newest first, by column; their marks; and how many texts there are in all."""

    columns: dict
    marks: list
    out_of: float

    def is_sooner_read(self, query, column, above, marks, most):
        """Whether reading from the newest text on comes to `most` sooner than looking up all there are."""
        held = sorted(self._held(query, column, above, marks))
        looked_up = self._having(_pieces(query.terms), column, marks) if held else ()
        return self._to_read(held, most * len(self.marks) / max(1, self.out_of)) < DEARER * len(looked_up)

    def how_often(self, term):
        """In how many texts of the sample the term stands."""
        return len(self._having((term,), "whole", ()))

    def telling(self, pieces, column):
        """The first piece, and of the others those that are not wherever all before them are: the rest tell nothing.

        Of a word that no text of the sample has, they are all kept from there on.
        """
        places, texts, telling = range(len(self.marks)), self.columns.get(column, ()), []
        for piece in pieces:
            left = [at for at in places if piece in texts[at]]
            if not telling or not left or len(left) < len(places):
                telling.append(piece)
            places = left
        return telling

    def _to_read(self, held, wanted):
        """How many texts of the sample lie before `wanted` of those at the places `held`."""
        first = held[: max(ceil(wanted) + 1, 20)]
        if len(first) <= wanted + 1:  # one may be chance
            return len(self.marks)
        # Words of long ago are not spread evenly: at least half of those before the first are to be read.
        return max((first[-1] + 1) * wanted / len(first), first[0] / 2)

    def _held(self, query, column, above, marks):
        held = set(self._having(query.terms, column, marks))
        if above and held:
            held.difference_update(self._having(query.terms, above, marks))
        for term in query.excluded if held else ():
            held.difference_update(self._having((term,), _anywhere(column), marks))
        return held

    def _having(self, pieces, column, marks):
        """The places where the column has all pieces and the text all marks."""
        places, texts = range(len(self.marks)), self.columns.get(column, ())
        for piece in pieces:
            places = [at for at in places if piece in texts[at]]
        return [at for at in places if self.marks[at].issuperset(marks)]


class _Latest:
    until, sample = 0.0, Sample({}, [], 0)


_latest = _Latest()


def learn(cursor):
    """Take a new sample, in one query, if the last one is old.

    As long as there is none every word is taken for a rare one. Threads share it: it is exchanged as a whole.
    """
    if time.monotonic() <= _latest.until:
        return
    _latest.until = time.monotonic() + FRESH
    cursor.execute(_A_SAMPLE)
    texts, out_of = cursor.fetchone()
    columns = {column: [text[column] for text in texts or ()] for column in _READ}
    _latest.sample = Sample(columns, [set(text["marks"]) for text in texts or ()], max(out_of, len(texts or ())))


def _pieces(terms):
    """All threes of a term, which tell best where it may stand; the pair or the character of a shorter one."""
    return [piece for term in terms for piece in (_threes(term) if len(term) > 2 else (term,))]


def _threes(term):
    return [term[at : at + 3] for at in range(len(term) - 2)]


def _grams(row):
    found = {_SIGNS["marks"] + mark for mark in row.marks}
    for column, sign in _SIGNS.items():
        if column != "marks":
            for line in getattr(row, column).split("\n"):
                found.update(sign + line[at : at + size] for size in (1, 2, 3) for at in range(len(line) - size + 1))
    return sorted(found)
