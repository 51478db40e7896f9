"""Names as an imprint spaces them."""

import re
from itertools import groupby

from bulletin.parsing.widths import is_hanzi


def names(value: str) -> tuple[str, ...]:
    """The people named in 周晓明、李国栋 or 高　峰  王丽: one name each, without padding."""
    found: list[str] = []
    for part in re.split("[、，,;；/]", value):
        found += _paired(part.split())
    return tuple(found)


def _paired(words: list[str]) -> list[str]:
    paired: list[str] = []
    for single, run in groupby(words, key=lambda word: len(word) == 1 and is_hanzi(word)):
        letters = list(run)
        paired += _padded("".join(letters)) if single else letters
    return paired


def _padded(letters: str) -> list[str]:
    """Names written letter by letter: two or three are one name, more are names of two, an odd one goes to the last."""
    if len(letters) <= 3:
        return [letters]
    count = len(letters) // 2
    return [letters[2 * at : 2 * at + 2 if at < count - 1 else None] for at in range(count)]
