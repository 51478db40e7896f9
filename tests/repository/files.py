"""The repository's own files, as the tests of this folder look at them."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "reading", "issues", "lessons", "hubs", "accounts", "bulletin")
NOT_OURS = {".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis", ".pytest_cache"}


@cache
def tracked(suffix: str = "") -> tuple[Path, ...]:
    """Relative paths of all files that are ours, found without git, for there may be none where the tests run."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - NOT_OURS)
        found += [Path(folder, name).relative_to(ROOT) for name in sorted(names) if name.endswith(suffix)]
    return tuple(found)


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def room(path: Path) -> str:
    return path.parts[0]


def modules(of_room: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in tracked(".py"):
        if room(path) == of_room:
            yield path, ast.parse(text(path), filename=str(path))


def imports(tree: ast.AST, package: str) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """(module, names, line) of each import; relative ones are resolved against `package`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, (), node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield _absolute(node, package), tuple(alias.name for alias in node.names), node.lineno


def package_of(path: Path) -> str:
    return ".".join(path.parent.parts)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parents = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*parents, *filter(None, [node.module])])
