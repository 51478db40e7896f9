"""config → reading → issues → lessons → hubs → accounts, and any of them → bulletin; no arrow back."""

import ast
from pathlib import Path

import pytest

from tests.repository.files import ROOMS, imports, modules, package_of

PUBLICATION_ROWS = {
    "Publication",
    "PublishedCase",
    "PublishedFigure",
    "PublishedFile",
    "PublishedLesson",
    "PublishedMilestone",
    "PublishedText",
    "Receipt",
    "TextKind",
    "Withdrawal",
}
PUBLICATION_MODULES = {"issues.models", "issues.models.publication", "issues.models.published_text"}
# The paper of a publication, kept or with a reader's name on it, and its Word file.
PAPER_NAMES = {"as_word", "kept", "watermarked"}
# What changed in what a reader could read: questions about publications alone.
QUESTIONS = {"corrections"}
# A reader has one thing of his own: what he received (签收). The verb that writes it knows the issue, which it locks;
# over to the readers' side go publications, people and Receipts only.
RECEIPT_NAMES = {"receive", "signs_for", "to_receive", "Refused"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it(room: str) -> None:
    above = ROOMS[: ROOMS.index(room)]
    wrong = [
        f"{path}:{line} imports {module}"
        for path, tree in modules(room)
        for module, _, line in imports(tree, package_of(path))
        if module.split(".")[0] in above
    ]
    assert wrong == []


def test_no_room_imports_the_tests_or_the_scripts() -> None:
    wrong = [
        f"{path}:{line} imports {module}"
        for room in ROOMS
        for path, tree in modules(room)
        for module, _, line in imports(tree, package_of(path))
        if module.split(".")[0] in ("tests", "scripts", "bench")
    ]
    assert wrong == []


def test_the_bulletin_knows_no_django() -> None:
    wrong = [
        f"{path}:{line} imports {module}"
        for path, tree in modules("bulletin")
        for module, _, line in imports(tree, package_of(path))
        if module.split(".")[0] == "django"
    ]
    assert wrong == []


def test_nothing_of_ours_is_imported_inside_a_function_to_dodge_a_circle() -> None:
    wrong = [
        f"{path}:{line} imports {module}"
        for room in ROOMS
        for path, tree in modules(room)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_ready(path, function)
        for module, _, line in imports(function, package_of(path))
        if module.split(".")[0] in ROOMS
    ]
    assert wrong == []


def test_the_readers_side_imports_publications_and_no_working_row() -> None:
    wrong = []
    for path, tree in modules("reading"):
        for module, names, line in imports(tree, package_of(path)):
            if module.split(".")[0] == "issues" and not _is_publication(module, names):
                wrong.append(f"{path}:{line} imports {', '.join(names) or 'all'} from {module}")
            if module.split(".")[0] in ("hubs", "lessons"):
                wrong.append(f"{path}:{line} imports {module}")
    assert wrong == []


def _is_ready(path: Path, function: ast.AST) -> bool:
    """Django loads apps.py before any model: what ready() connects can only be imported inside it."""
    return path.name == "apps.py" and getattr(function, "name", "") in ("ready", "clear_the_way", "complete_database")


def _is_publication(module: str, names: tuple[str, ...]) -> bool:
    allowed = {
        "issues.receipts": RECEIPT_NAMES,
        "issues.printing": PAPER_NAMES,
        "issues": QUESTIONS,
        **dict.fromkeys(PUBLICATION_MODULES, PUBLICATION_ROWS),
    }
    return bool(names) and set(names) <= allowed.get(module, set())
