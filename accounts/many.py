"""Many rows in few statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models

AT_ONCE = 4_000
# SQLite takes four times as many since 3.32, but keeps the memory of every large statement.
_MOST_PARAMETERS = 8_000


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """`values`, each once, in lists that fit into one statement."""
    return _in_lists(dict.fromkeys(values), AT_ONCE)


def insert(model: type[models.Model], names: tuple[str, ...], rows: Iterable[tuple[Any, ...]], **same: Any) -> None:
    """Insert `rows`, the plain texts and numbers of fields `names`; what is the same in all of them is in `same`.

    For tables that only record: bulk_create takes six times as long and reads every value twice.
    """
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in (*same, *names)]
    fixed = [field.get_db_prep_save(value, connection) for field, value in zip(fields, same.values(), strict=False)]
    start = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)}) VALUES "  # noqa: S608
    places = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        for some in _in_lists(rows, _MOST_PARAMETERS // len(fields)):
            cursor.execute(start + ", ".join([places] * len(some)), [one for row in some for one in (*fixed, *row)])


def upsert(rows: list[models.Model], names: list[str]) -> None:
    """Write fields `names` of stored `rows` of one model; faster than the CASE of bulk_update."""
    model = type(rows[0])
    for some in _in_lists(rows, AT_ONCE):
        model._base_manager.bulk_create(some, update_conflicts=True, update_fields=names, unique_fields=["pk"])


@contextmanager
def large_steps() -> Iterator[None]:
    """Inside, bulk_create writes as many rows a statement as the SQLite at hand takes.

    Django 5.2 goes by the 999 parameters of old ones; Django 6 asks the library, as we do.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    before = connection.features.max_query_params
    connection.features.max_query_params = min(limit, _MOST_PARAMETERS)
    try:
        yield
    finally:
        connection.features.max_query_params = before


def _in_lists(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    waiting = iter(values)
    while some := list(islice(waiting, size)):
        yield some
