"""What a file was made with: where that is the same, the same bulletin gives the same bytes."""

import hashlib
import importlib.metadata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import bulletin
from bulletin.rendering.pdf.fonts import Fonts

_OURS = Path(bulletin.__file__).parent
_SHOWN = 24


@lru_cache(maxsize=4)
def made_with(fonts: Fonts) -> str:
    """The version of typst and a digest of our own code, the templates and the font files."""
    told = hashlib.sha256()
    for path in (*_program(), *fonts.paths()):
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return f"typst {importlib.metadata.version('typst')} {told.hexdigest()[:_SHOWN]}"


def _program() -> Iterator[Path]:
    """Everything but the parsers, which no renderer knows."""
    files = (path for suffix in ("*.py", "*.typ") for path in _OURS.rglob(suffix))
    yield from sorted(path for path in files if path.relative_to(_OURS).parts[0] != "parsing")
