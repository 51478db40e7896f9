"""What the whole database holds, as one text."""

import json

from django.contrib.sessions.models import Session
from django.db import connection


def everything_stored():
    """Every column of every table, as one text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += cursor.fetchall()
    sessions = [json.dumps(session.get_decoded(), ensure_ascii=False) for session in Session.objects.all()]
    return repr(rows) + "".join(sessions)
