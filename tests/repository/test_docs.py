import re
from pathlib import Path

import pytest

from tests.repository.files import ROOT, text, tracked

DOCS = [path for path in tracked(".md") if path.parts[0] == "docs" or len(path.parts) == 1]
# `like/this.py`, `like/this/` or [so](like/this.md): what looks like a path of ours
PATH = re.compile(r"`(\.?[\w./-]+(?:/|\.(?:py|md|txt|in|html|css|js|toml|json|png|sh)))`|\]\(([^)#:]+)(?:#[^)]*)?\)")
MADE_HERE = ("var/", ".venv/")
TARGET = re.compile(r"`make ([a-z]+)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")


@pytest.mark.parametrize("document", DOCS, ids=str)
def test_every_path_a_document_names_exists(document: Path) -> None:
    named = {first or second for first, second in PATH.findall(text(document))}
    gone = [
        name
        for name in named
        if not name.startswith(("/", *MADE_HERE)) and not (ROOT / name).exists() and not _beside(document, name)
    ]
    assert gone == []


@pytest.mark.parametrize("document", DOCS, ids=str)
def test_every_make_target_a_document_names_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text(Path("Makefile")), re.MULTILINE))
    assert set(TARGET.findall(text(document))) <= targets


@pytest.mark.parametrize("document", DOCS, ids=str)
def test_every_command_a_document_names_exists(document: Path) -> None:
    from django.core.management import get_commands

    assert set(COMMAND.findall(text(document))) <= set(get_commands())


def test_the_index_of_decisions_lists_every_one() -> None:
    decisions = {path.name for path in tracked(".md") if path.parent == Path("docs/adr") and path.name != "README.md"}
    assert set(re.findall(r"\]\((\d{4}-[\w.-]+\.md)\)", text(Path("docs/adr/README.md")))) == decisions


@pytest.mark.parametrize(
    "decision", [path for path in tracked(".md") if re.match(r"docs/adr/\d", str(path))], ids=lambda path: path.name
)
def test_a_decision_says_why_what_and_what_follows(decision: Path) -> None:
    assert re.findall(r"^\*\*(\w+)\.\*\*", text(decision), re.MULTILINE) == ["Context", "Decision", "Consequences"]


def _beside(document: Path, name: str) -> bool:
    return (ROOT / document.parent / name).exists()
