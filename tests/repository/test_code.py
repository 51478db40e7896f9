from io import StringIO

import pytest
from django.core.management import call_command

from tests.repository.files import ROOMS, room, text, tracked

LONGEST = 300


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_no_file_is_longer_than_one_can_hold_in_the_head() -> None:
    long = [
        f"{path}: {count} lines"
        for suffix in (".py", ".html", ".css", ".js")
        for path in tracked(suffix)
        if room(path) in (*ROOMS, "templates", "static", "scripts", "bench") and "migrations" not in path.parts
        if (count := len(text(path).splitlines())) > LONGEST
    ]
    assert long == []


def test_the_requirements_name_no_machine_and_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements.in", "requirements-dev.in"):
        (path,) = [path for path in tracked(name) if str(path) == name]
        assert "://" not in text(path)
        assert not [line for line in text(path).splitlines() if line.startswith(("-i", "-f", "--index", "--find"))]


def test_the_lock_serves_the_python_of_debian_12() -> None:
    assert "async-timeout==5.0.1 ; python_full_version < '3.11.3'" in text(*_named("requirements.txt"))


def test_every_locked_requirement_carries_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        blocks = text(*_named(name)).split("\n")
        pins = [index for index, line in enumerate(blocks) if "==" in line and not line.lstrip().startswith("#")]
        assert [blocks[index] for index in pins if "--hash=sha256:" not in blocks[index + 1]] == []


def _named(name: str) -> list:
    return [path for path in tracked(name) if str(path) == name]
