"""The table of grams behind the index: one row a text, in the way of the database at hand."""

from typing import NamedTuple

from django.db import connection

from bulletin.searching import normalised
from issues.search import postgresql, sqlite


class Row(NamedTuple):
    """A text as the index holds it, normalised: `title` stands also in `head`, `head` also in `whole`.

    What is known of a hub beside the printed words stands in `known` alone: there can be any number of such texts of
    one hub, which would crowd out what else is found.
    """

    id: int
    title: str
    head: str
    whole: str
    known: str
    marks: tuple[str, ...]


def engine():
    """The module that knows the database in use."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def row_of(text):
    """The Row of a PublishedText, its publication at hand."""
    title, thesis, body = (normalised(part) for part in (text.title, text.thesis, text.body))
    if text.is_known:
        return Row(text.id, "", "", "", body, tuple(text.marks))
    head = "\n".join(filter(None, (title, thesis)))
    return Row(text.id, title, head, "\n".join(filter(None, (head, body))), "", tuple(text.marks))


def add(texts):
    rows = [row_of(text) for text in texts]
    if rows:
        with connection.cursor() as cursor:
            engine().add(cursor, rows)


def remove(texts):
    rows = [row_of(text) for text in texts]
    if rows:
        with connection.cursor() as cursor:
            engine().remove(cursor, rows)


def lock():
    """Until this transaction ends nobody else decides which texts are listed: each must see what the other ended."""
    with connection.cursor() as cursor:
        engine().lock(cursor)


def clear():
    """Empty the table and tidy up what that leaves."""
    with connection.cursor() as cursor:
        engine().clear(cursor)


def before_many():
    """Say that all texts are coming; `tidy` afterwards."""
    with connection.cursor() as cursor:
        engine().before_many(cursor)


def tidy():
    """Let nothing of removed rows lie about, and tell the planner what there is."""
    with connection.cursor() as cursor:
        engine().tidy(cursor)


def ids():
    """The ids of all rows, as a set."""
    with connection.cursor() as cursor:
        cursor.execute(engine().IDS)
        return {row[0] for row in cursor.fetchall()}
