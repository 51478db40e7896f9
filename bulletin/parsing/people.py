"""Names as an imprint spaces them."""

import re

from bulletin.parsing.widths import is_hanzi


def names(value: str) -> tuple[str, ...]:
    """The people named in 周晓明、李国栋 or 高　峰  王丽: one name each, without padding."""
    found: list[str] = []
    for part in re.split("[、，,;；/]", value):
        found += _paired(part.split())
    return tuple(found)


def _paired(words: list[str]) -> list[str]:
    paired: list[str] = []
    open_name = False
    for word in words:
        single = len(word) == 1 and is_hanzi(word)
        if single and open_name:
            paired[-1] += word
            open_name = False
        else:
            paired.append(word)
            open_name = single
    return paired
