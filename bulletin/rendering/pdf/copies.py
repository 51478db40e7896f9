"""份号: the paper of an issue once for each of its numbered copies, in one file."""

import re
from collections.abc import Sequence

from bulletin.rendering.pdf.document import GRIDS, render
from bulletin.rendering.pdf.fonts import Fonts
from bulletin.rendering.pdf.typesetting import About, typeset
from bulletin.value import Bulletin

# Keeps the line of the number free.
_NO_NUMBER = "　"
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")


def render_copies(bulletin: Bulletin, numbers: Sequence[str], *, grid: str, fonts: Fonts | None = None) -> bytes:
    """The issue for a printing house, set once and printed for each number. Raises MissingGlyph."""
    paper = render(bulletin, grid=grid, fonts=fonts, copy_number=_NO_NUMBER, press=True)
    characters, lines = GRIDS[grid]
    data = {
        "paper": list(paper),
        "pages": _pages(paper),
        "numbers": list(numbers),
        "grid": {"characters": characters, "lines": lines},
    }
    about = About(title=bulletin.title or bulletin.series, author=bulletin.publisher, date=bulletin.date)
    return typeset("copies", data, about=about, fonts=fonts, press=True, by_standards=False)


def _pages(paper: bytes) -> int:
    found = _PAGES.search(paper)
    if found is None:
        raise ValueError("The PDF does not say how many pages it has.")
    return int(found[1])
