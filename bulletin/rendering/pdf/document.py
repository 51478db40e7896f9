"""The printed bulletin as PDF."""

from bulletin.rendering import masthead
from bulletin.rendering.pdf.content import content
from bulletin.rendering.pdf.fonts import Fonts, Role
from bulletin.rendering.pdf.glyphs import MissingGlyph, missing_characters, with_signs
from bulletin.rendering.pdf.typesetting import About, typeset
from bulletin.value import Bulletin

GRIDS = {"30x23": (30, 23), "28x22": (28, 22)}


def render(
    bulletin: Bulletin,
    *,
    grid: str = "30x23",
    fonts: Fonts | None = None,
    watermark: str = "",
    draft: str = "",
    copy_number: str = "",
    press: bool = False,
) -> bytes:
    """The issue as it is printed, on a grid of characters × lines.

    `watermark` (name and time) lies lightly on every page, `draft` (草稿　第2稿) stands above it, `copy_number` (份号)
    on the first. `press` mixes red for a printing house.
    Raises MissingGlyph.
    """
    fonts = fonts or Fonts()
    if missing := missing_characters(bulletin, fonts):
        raise MissingGlyph(missing)
    characters, lines = GRIDS[grid]
    data = content(bulletin) | {
        "grid": {"characters": characters, "lines": lines},
        "watermark": with_signs(watermark, fonts, Role.HEI),
        "draft": draft,
        "copy_number": copy_number or bulletin.copy_number,
    }
    return typeset("bulletin", data, about=_about(bulletin), fonts=fonts, press=press)


def _about(bulletin: Bulletin) -> About:
    number = masthead.number_line(bulletin)
    title = bulletin.title or bulletin.series + number
    return About(
        title=title or "（无标题）",
        author=bulletin.publisher,
        keywords=[word for word in (bulletin.series, number, masthead.total_line(bulletin).strip("（）")) if word],
        date=bulletin.date,
    )
