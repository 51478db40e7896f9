"""Bulletin → PDF, by typst."""

from bulletin.rendering.pdf.copies import render_copies
from bulletin.rendering.pdf.document import GRIDS, render
from bulletin.rendering.pdf.environment import made_with
from bulletin.rendering.pdf.fonts import Fonts, Role
from bulletin.rendering.pdf.glyphs import Missing, MissingGlyph, missing_characters
from bulletin.rendering.pdf.typesetting import About, typeset

__all__ = [
    "GRIDS",
    "About",
    "Fonts",
    "Missing",
    "MissingGlyph",
    "Role",
    "made_with",
    "missing_characters",
    "render",
    "render_copies",
    "typeset",
]
