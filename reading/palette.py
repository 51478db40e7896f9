"""The design tokens as the style sheet has them, and how well text of one colour is read on another (WCAG 2.1)."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

ENOUGH = 4.5

# Text colour and what it stands on: the only pairs our pages use.
PAIRS = [
    *((text, ground) for text in ("ink", "ink-soft", "red", "red-dark") for ground in ("paper", "page", "red-pale")),
    *(("paper", ground) for ground in ("red", "red-dark")),
]


def tokens():
    """The custom properties of every page by name: {"red": "#a8161b", "space-1": "0.25rem", …}."""
    sheet = Path(finders.find("css/tokens.css")).read_text(encoding="utf-8")
    usual = sheet.split("}")[0]
    return {name: re.sub(r"\s+", " ", value) for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", usual)}


def contrast(one, other):
    """From 1 for the same colour to 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    red, green, blue = (_linear(int(part, 16) / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour):
    digits = colour.removeprefix("#")
    return [digits[at : at + 2] for at in (0, 2, 4)] if len(digits) == 6 else [digit * 2 for digit in digits]


def _linear(part):
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
