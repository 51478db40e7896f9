import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts.access import Role
from accounts.audit import AuditEntry, record
from accounts.authorship import Contribution
from accounts.growing import OnlyGrows, install_triggers, missing_triggers, remove_triggers

pytestmark = pytest.mark.django_db

TABLE = AuditEntry._meta.db_table


def refused(statement, match="only grows"):
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def executed(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_the_database_refuses_to_update_a_row():
    record("试验", by=None)
    refused(f"UPDATE {TABLE} SET event = '别的'")


def test_the_database_refuses_to_update_a_row_to_what_it_is():
    record("试验", by=None)
    refused(f"UPDATE {TABLE} SET event = event")


def test_the_database_refuses_to_delete_a_row():
    record("试验", by=None)
    refused(f"DELETE FROM {TABLE}")


def test_the_database_refuses_to_replace_a_row():
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    entry = record("试验", by=None)
    columns = ", ".join(f.column for f in AuditEntry._meta.concrete_fields)
    refused(f"INSERT OR REPLACE INTO {TABLE} SELECT {columns} FROM {TABLE} WHERE id = {entry.pk}")


def test_the_database_refuses_to_truncate():
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's")
    record("试验", by=None)
    refused(f"TRUNCATE {TABLE}")


def test_the_queryset_meets_the_triggers_too():
    record("试验", by=None)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        AuditEntry.objects.update(event="别的")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_the_model_refuses_to_save_again_or_delete():
    entry = record("试验", by=None)
    with pytest.raises(OnlyGrows, match="审计记录只增不改"):
        entry.save()
    with pytest.raises(OnlyGrows):
        entry.save(update_fields=["event"])
    with pytest.raises(OnlyGrows, match="不能删除"):
        entry.delete()


class TestUpdatableColumns:
    @pytest.fixture(autouse=True)
    def detail_may_change(self, monkeypatch):
        monkeypatch.setattr(AuditEntry, "updatable_columns", ("detail", "ip"))
        install_triggers(connection)

    def test_may_change_in_the_database(self):
        record("试验", by=None)
        assert executed(f"UPDATE {TABLE} SET detail = '别的'") == 1

    def test_leave_every_other_column_as_it_was(self):
        record("试验", by=None)
        refused(f"UPDATE {TABLE} SET detail = '别的', event = '别的'")
        refused(f"UPDATE {TABLE} SET actor_id = 7")

    def test_may_be_saved_by_name(self):
        entry = record("试验", by=None)
        entry.detail = "别的"
        entry.save(update_fields=["detail"])
        entry.refresh_from_db()
        assert entry.detail == "别的"

    def test_are_the_only_ones_that_may_be_saved(self):
        entry = record("试验", by=None)
        for names in (None, [], ["event"], ["detail", "event"]):
            with pytest.raises(OnlyGrows):
                entry.save(update_fields=names)

    def test_let_no_row_be_deleted(self):
        record("试验", by=None)
        refused(f"DELETE FROM {TABLE}")


def test_no_trigger_is_missing_after_migrate():
    assert missing_triggers(connection) == []


def test_a_missing_trigger_is_named():
    remove_triggers(connection)
    missing = missing_triggers(connection)
    assert f"{TABLE}_only_grows_update" in missing
    assert f"{Contribution._meta.db_table}_only_grows_delete" in missing


def test_installing_twice_changes_nothing():
    install_triggers(connection)
    install_triggers(connection)
    assert missing_triggers(connection) == []


def test_migrate_puts_triggers_and_groups_back():
    remove_triggers(connection)
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert missing_triggers(connection) == []
    assert Group.objects.count() == len(Role)


@pytest.mark.django_db(transaction=True)
def test_emptying_the_tables_between_tests_gets_past_the_triggers():
    record("试验", by=None)


@pytest.mark.django_db(transaction=True)
def test_the_triggers_and_groups_are_back_after_tables_were_emptied():
    assert AuditEntry.objects.count() == 0
    assert missing_triggers(connection) == []
    assert Group.objects.count() == len(Role)
