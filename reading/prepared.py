"""Queries written out once: for the issue page, writing the SQL takes Django five times as long as running it."""

from datetime import date, datetime
from functools import cache

from django.db import connection


class Prepared:
    """`build(**marks)` makes a values_list of stand-in values; every run puts the real values in their places.

    Only for a query that is the same whoever asks: its conditions are those of the first time.
    """

    def __init__(self, build, **marks):
        self.build = build
        self.marks = marks
        self.written = cache(self._write)

    def tuples(self, **values):
        """The rows for these values, one for each mark, with the columns asked for."""
        sql, places, converters = self.written(connection.vendor)
        values = {name: _adapted(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[name] if name else fixed for name, fixed in places])
            rows = cursor.fetchall()
        return [_converted(row, converters) for row in rows] if converters else rows

    def _write(self, vendor):
        compiler = self.build(**self.marks).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        names = {_adapted(mark): name for name, mark in self.marks.items()}
        places = [(names.get(parameter), parameter) for parameter in parameters]
        if {name for name, _ in places if name} != set(self.marks):
            raise ValueError(f"A value of {sorted(self.marks)} does not stand in the query as itself.")
        return sql, places, compiler.get_converters(column for column, *_ in compiler.select)


def _adapted(value):
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _converted(row, converters):
    """As the columns' fields have it in Python, where the database has it otherwise."""
    row = list(row)
    for index, (functions, column) in converters.items():
        for function in functions:
            row[index] = function(row[index], column, connection)
    return tuple(row)
