"""Bulletin → PDF, by typst."""

from bulletin.rendering.pdf.document import GRIDS, render
from bulletin.rendering.pdf.fonts import Fonts
from bulletin.rendering.pdf.typesetting import About, typeset

__all__ = ["GRIDS", "About", "Fonts", "render", "typeset"]
