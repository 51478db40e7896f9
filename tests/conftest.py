from django.db import connections
from django.test import TransactionTestCase

from accounts.growing import remove_triggers

_flush = TransactionTestCase._fixture_teardown


def _flush_without_triggers(self):
    """Emptying the tables between tests meets the triggers; post_migrate puts them back."""
    for alias in self._databases_names(include_mirrors=False):
        remove_triggers(connections[alias])
    _flush(self)


TransactionTestCase._fixture_teardown = _flush_without_triggers
