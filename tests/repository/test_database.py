"""What conftest.py does so that tests may empty tables that only grow."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from accounts import audit
from accounts.growing import missing_triggers
from accounts.models import AuditEntry

TWICE = pytest.mark.parametrize("time", ["the first", "the second"])


@TWICE
@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_starts_without_rows_but_with_triggers_and_groups(time: str) -> None:
    assert not AuditEntry.objects.exists()
    assert missing_triggers(connection) == []
    assert Group.objects.exists()
    audit.record(audit.Event.SIGN_OUT, by=None, subject=time)
