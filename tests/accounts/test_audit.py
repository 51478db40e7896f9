import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from accounts.audit import AuditEntry, problems, record
from accounts.growing import remove_triggers
from tests.people import person

pytestmark = pytest.mark.django_db


def test_entries_form_one_chain():
    first, second = record("送审", by=None), record("同意", by=None)
    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_hash == first.hash != second.hash
    assert problems() == []


def test_an_entry_says_who_did_what_to_what():
    user = person("wang", full_name="王明")
    entry = record("送审", by=user, subject="期 7", stage="核稿", ids=[1, 2])
    assert (entry.actor_id, entry.actor_name, entry.subject) == (user.pk, "王明", "期 7")
    assert json.loads(entry.detail) == {"stage": "核稿", "ids": [1, 2]}


def test_an_entry_outlives_a_change_of_name():
    user = person("wang", full_name="王明")
    record("送审", by=user)
    user.full_name = "王小明"
    user.save()
    assert AuditEntry.objects.first().actor_name == "王明"


def test_an_entry_goes_when_the_deed_does():
    with pytest.raises(RuntimeError), transaction.atomic():
        record("送审", by=None)
        raise RuntimeError
    assert not AuditEntry.objects.filter(event="送审").exists()


@pytest.mark.parametrize(
    "column", ["at", "actor_id", "actor_name", "event", "subject", "outcome", "detail", "ip", "hash", "previous_hash"]
)
def test_a_forged_entry_is_found(column):
    for _ in range(3):
        record("送审", by=None)
    remove_triggers(connection)
    forged = AuditEntry.objects.get(sequence=2)
    value = {"at": "2001-01-01T00:00:00Z", "actor_id": 99}.get(column, "x")
    AuditEntry.objects.filter(pk=forged.pk).update(**{column: value})
    assert any("第2条" in problem for problem in problems())


def test_a_removed_entry_is_found():
    for _ in range(3):
        record("送审", by=None)
    remove_triggers(connection)
    AuditEntry.objects.filter(sequence=2).delete()
    assert problems() == ["审计记录在第1条之后缺失。", "审计记录第3条与上一条不相接。"]


@pytest.mark.django_db(transaction=True)
def test_people_working_at_once_keep_one_chain():
    def work(number):
        try:
            for _ in range(5):
                with transaction.atomic():
                    record("送审", by=None, subject=f"期 {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        list(people.map(work, range(4)))
    assert list(AuditEntry.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 21))
    assert problems() == []
