"""Triggers by which the database forgets the words of a row (office_text) in the very transaction that changes them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from accounts.office_text import READ_LOCK, SEARCHED, OfficeText

_PREFIX = "office_text_"
_EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
_PRESENT = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND pg_table_is_visible(pg_class.oid)"
    ),
}


def install(connection: Any) -> None:
    """Put every trigger in place. Words remembered while one was missing may be wrong: they are forgotten."""
    if not missing(connection):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        _drop(connection, cursor)
        for statements in _expected(connection).values():
            for statement in statements:
                cursor.execute(statement)
        OfficeText.objects.using(connection.alias).all().delete()


def remove(connection: Any) -> None:
    """Drop them all: SQLite renames no table that a trigger of another one mentions."""
    with connection.cursor() as cursor:
        _drop(connection, cursor)


def missing(connection: Any) -> list[str]:
    """The names of the triggers that ought to be in the database and are not, or are switched off."""
    with connection.cursor() as cursor:
        present = {name for name, _ in _present(connection, cursor)}
    return [name for name in _expected(connection) if name not in present]


def _present(connection: Any, cursor: Any) -> list[tuple[str, str]]:
    cursor.execute(_PRESENT[connection.vendor])
    return [(name, table) for name, table in cursor.fetchall() if name.startswith(_PREFIX)]


def _drop(connection: Any, cursor: Any) -> None:
    quote = connection.ops.quote_name
    for name, table in _present(connection, cursor):
        of_table = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {quote(name)}{of_table}")


def _expected(connection: Any) -> dict[str, list[str]]:
    """The statements that make each trigger, by its name, which tells one wording from another."""
    expected = {}
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    for table, concerned in _tables(connection).items():
        for name, statements in make(connection, table, concerned):
            digest = hashlib.sha256("".join(statements).encode()).hexdigest()[:8]
            expected[f"{name}_{digest}"] = [
                one.replace("{trigger}", connection.ops.quote_name(f"{name}_{digest}")) for one in statements
            ]
    return expected


def _tables(connection: Any) -> dict[str, list[tuple[type[models.Model], str, str]]]:
    """For each table that exists: the models whose words come from it too, by which column, along which path."""
    exist = set(connection.introspection.table_names())
    if OfficeText._meta.db_table not in exist:
        return {}
    tables = defaultdict(list)
    for searched in SEARCHED.values():
        for source in searched.sources:
            if source.model._meta.db_table in exist:
                tables[source.model._meta.db_table].append((searched.model, source.column, source.path))
    return tables


def _sqlite(connection: Any, table: str, concerned: Any) -> Iterator[tuple[str, list[str]]]:
    for event, rows in _EVENTS.items():
        forget = "; ".join(_forget(connection, concerned, rows))
        start = f"CREATE TRIGGER {{trigger}} AFTER {event} ON {connection.ops.quote_name(table)} FOR EACH ROW"
        yield f"{_PREFIX}{table}_{event.lower()}", [f"{start} BEGIN {forget}; END"]


def _postgresql(connection: Any, table: str, concerned: Any) -> Iterator[tuple[str, list[str]]]:
    quote = connection.ops.quote_name
    function = quote(f"{_PREFIX}{table}")
    branches = " ELS".join(
        f"IF TG_OP = '{event}' THEN {'; '.join(_forget(connection, concerned, rows))};"
        for event, rows in _EVENTS.items()
    )
    yield (
        f"{_PREFIX}{table}",
        [
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" PERFORM pg_advisory_xact_lock_shared({READ_LOCK}); {branches} END IF; RETURN NULL; END $$",
            f"CREATE TRIGGER {{trigger}} AFTER INSERT OR UPDATE OR DELETE ON {quote(table)}"
            f" FOR EACH ROW EXECUTE FUNCTION {function}()",
        ],
    )


def _forget(connection: Any, concerned: Any, rows: tuple[str, ...]) -> list[str]:
    """One DELETE for each model whose words the changed row (OLD, NEW) has to do with."""
    quote = connection.ops.quote_name
    words = quote(OfficeText._meta.db_table)
    return [
        f"DELETE FROM {words} WHERE subject_type = '{model._meta.label_lower}'"  # noqa: S608
        f" AND subject_id IN ({_concerned(connection, model, path, f'{row}.{quote(column)}')})"
        for model, column, path in concerned
        for row in rows
    ]


def _concerned(connection: Any, model: type[models.Model], path: str, value: str) -> str:
    """SQL for the ids of the rows of `model` whose `path` is `value`."""
    if path == "pk":
        return value
    ids = model._base_manager.filter(**{path: 0}).order_by().values("pk")
    sql, params = ids.query.get_compiler(connection=connection).as_sql()
    if params != (0,):
        raise ValueError(f"{path} of {model._meta.label} is not one plain condition.")
    return sql % value
