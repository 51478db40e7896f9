"""Bulletin → PDF, by typst."""

from bulletin.rendering.pdf.document import GRIDS, render
from bulletin.rendering.pdf.fonts import Fonts, Role
from bulletin.rendering.pdf.glyphs import Missing, MissingGlyph, missing_characters
from bulletin.rendering.pdf.typesetting import About, BrokenPicture, typeset

__all__ = [
    "GRIDS",
    "About",
    "BrokenPicture",
    "Fonts",
    "Missing",
    "MissingGlyph",
    "Role",
    "missing_characters",
    "render",
    "typeset",
]
