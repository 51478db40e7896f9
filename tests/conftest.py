from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck, settings

from accounts.growing import remove_triggers
from tests import parts

# A busy machine is no failure: examples may take their time.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker("browser")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[MISSING] = parts.missing()


MISSING = pytest.StashKey[list[parts.Part]]()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, part in parts.BY_MARKER.items():
        if item.get_closest_marker(marker) and part in item.config.stash[MISSING]:
            refuse = pytest.fail if parts.must_be_complete() else pytest.skip
            refuse(f"{part.name} is missing: apt-get install {part.package}")


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_triggers() -> Iterator[None]:
    """Tables that only grow refuse the flush after a transactional test; post_migrate makes their triggers again."""
    teardown = TransactionTestCase._fixture_teardown

    def without_triggers(self: Any) -> None:
        remove_triggers(connection)
        teardown(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands, so that no midnight comes between what a test and the product take for today."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
