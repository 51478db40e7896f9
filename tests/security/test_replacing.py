"""INSERT OR REPLACE deletes the row it meets without a delete trigger's knowing, by whichever unique columns."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import audit
from accounts.audit import AuditEntry
from accounts.growing import GrowOnly
from issues.models import Publication
from issues.states import State
from tests.issues.office import make_issue, office

pytestmark = pytest.mark.django_db


def replace(model: type[GrowOnly], **values: str):
    """Write the first row of `model` once more under another primary key, with `values` (SQL) in it."""
    columns = [field.column for field in model._meta.concrete_fields]
    taken = ", ".join({"id": "id + 100000", **values}.get(column, column) for column in columns)
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {table} ORDER BY id LIMIT 1"
        )


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_an_audit_entry_is_not_replaced_by_one_of_the_same_sequence():
    audit.record("试", by=None)
    with pytest.raises(IntegrityError, match="only grows"):
        replace(AuditEntry, subject="'伪造'")


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_publication_is_not_replaced_by_one_of_the_same_sequence():
    make_issue(office(), State.PUBLISHED)
    with pytest.raises(IntegrityError, match="only grows"):
        replace(Publication, audience="'public'")
