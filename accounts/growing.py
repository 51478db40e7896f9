"""Tables whose rows are only ever added: held by the model, and by triggers in the database."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.apps import apps
from django.db import models, transaction


class OnlyGrows(Exception):
    """Somebody tried to change or delete a row that stays as it was written."""


class GrowOnly(models.Model):
    """A row that is never deleted, and never updated but for `updatable_columns` (database column names)."""

    updatable_columns: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and not self._only_updatable(kwargs.get("update_fields")):
            raise OnlyGrows(f"{self._meta.verbose_name}只增不改，已保存的内容不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise OnlyGrows(f"{self._meta.verbose_name}只增不改，已保存的内容不能删除。")

    def _only_updatable(self, update_fields: Any) -> bool:
        columns = {self._meta.get_field(name).column for name in update_fields or ()}
        return bool(columns) and columns <= set(self.updatable_columns)


def install_triggers(connection: Any) -> None:
    """(Re)create the triggers of every GrowOnly table that exists; running it again changes nothing."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for model in _grow_only_models(connection):
            _drop(cursor, connection, model)
            for statement in _triggers(connection, model).values():
                cursor.execute(statement)


def remove_triggers(connection: Any) -> None:
    """Drop them all: for flush in tests, and for a migration that must rewrite such a table."""
    with connection.cursor() as cursor:
        for model in _grow_only_models(connection):
            _drop(cursor, connection, model)


def missing_triggers(connection: Any) -> list[str]:
    """The names of the triggers that ought to be in the database and are not, or are switched off."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    expected = [name for model in _grow_only_models(connection) for name in _triggers(connection, model)]
    return [name for name in expected if name not in present]


_PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND pg_table_is_visible(pg_class.oid)"
    ),
}

# The column names come as trigger arguments, so that no trigger stands in the way of a later ALTER TABLE.
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_NARGS > 0 THEN
        IF to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% only grows: its rows are never changed or deleted', TG_TABLE_NAME;
END $$
"""


def _grow_only_models(connection: Any) -> list[type[GrowOnly]]:
    tables = set(connection.introspection.table_names())
    return [m for m in apps.get_models() if issubclass(m, GrowOnly) and m._meta.db_table in tables]


def _triggers(connection: Any, model: type[GrowOnly]) -> dict[str, str]:
    make = _postgresql_triggers if connection.vendor == "postgresql" else _sqlite_triggers
    return make(model, connection.ops.quote_name)


def _drop(cursor: Any, connection: Any, model: type[GrowOnly]) -> None:
    quote = connection.ops.quote_name
    of_table = f" ON {quote(model._meta.db_table)}" if connection.vendor == "postgresql" else ""
    for name in _triggers(connection, model):
        cursor.execute(f"DROP TRIGGER IF EXISTS {quote(name)}{of_table}")


def _postgresql_triggers(model: type[GrowOnly], quote: Any) -> dict[str, str]:
    table = model._meta.db_table
    columns = ", ".join(f"'{column}'" for column in model.updatable_columns)
    events = {
        "update": f"BEFORE UPDATE ON {quote(table)} FOR EACH ROW EXECUTE FUNCTION only_grows({columns})",
        "delete": f"BEFORE DELETE ON {quote(table)} FOR EACH ROW EXECUTE FUNCTION only_grows()",
        "truncate": f"BEFORE TRUNCATE ON {quote(table)} FOR EACH STATEMENT EXECUTE FUNCTION only_grows()",
    }
    return _named(table, events, quote)


def _sqlite_triggers(model: type[GrowOnly], quote: Any) -> dict[str, str]:
    table = model._meta.db_table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} only grows: its rows are never changed or deleted'); END"
    # INSERT OR REPLACE deletes without firing the delete trigger.
    replaces = " OR ".join(_same_row(quote(table), map(quote, columns)) for columns in _unique_columns(model))
    events = {
        "update": f"BEFORE UPDATE ON {quote(table)} FOR EACH ROW {_when_frozen(model, quote)}{refuse}",
        "delete": f"BEFORE DELETE ON {quote(table)} FOR EACH ROW {refuse}",
        "replace": f"BEFORE INSERT ON {quote(table)} FOR EACH ROW WHEN {replaces} {refuse}",
    }
    return _named(table, events, quote)


def _same_row(table: str, columns: Iterable[str]) -> str:
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608


def _unique_columns(model: type[GrowOnly]) -> list[list[str]]:
    """Every set of columns by which one row can take the place of another."""
    single = [[field.column] for field in model._meta.concrete_fields if field.unique]
    several = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    return single + [
        [model._meta.get_field(name).column for name in each.fields] for each in several if each.condition is None
    ]


def _when_frozen(model: type[GrowOnly], quote: Any) -> str:
    if not model.updatable_columns:
        return ""
    columns = [f.column for f in model._meta.concrete_fields if f.column not in model.updatable_columns]
    return "WHEN " + " OR ".join(f"OLD.{quote(c)} IS NOT NEW.{quote(c)}" for c in columns) + " "


def _named(table: str, events: dict[str, str], quote: Any) -> dict[str, str]:
    names = {event: f"{table}_only_grows_{event}" for event in events}
    return {names[event]: f"CREATE TRIGGER {quote(names[event])} {rest}" for event, rest in events.items()}
