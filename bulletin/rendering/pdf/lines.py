"""Words → runs for the template: what a line may not cut is one piece, and where it may be cut besides is marked.

Everything else about line ends (no ，。 at a line's beginning, no （“ at its end) is typst's own rule for Chinese.
"""

import re
from collections.abc import Iterator
from typing import Any

from bulletin import markup

Runs = list[dict[str, Any]]

_DIGITS = r"[0-9０-９]+(?:[.．,，/:：][0-9０-９]+)*"
# A number with its mark and unit stays whole, as do 第4期, 2014年, 1990～2000年, 50% and a year of Chinese numerals.
_NUMBER = (
    rf"第?\s?{_DIGITS}(?:[~～—–-]{_DIGITS})?\s?"
    r"(?:%|％|‰|℃|[百千万亿]+[元人]?|[年月日号期届次个项家所名人岁倍元])?"
)
_YEAR = "[〇○零一二三四五六七八九]{4}年"
# What must not begin a line stays with what is before it.
_CLINGING = r"[^\s·・‧～][·・‧～]"
_PIECE = re.compile(f"({_NUMBER})|({_YEAR})|({_CLINGING})")
_LONGEST_PIECE = 16
# A sign between two Chinese words, as in 科技（辐射）+产业（网络）, lets the line end on both sides.
_SIGN = re.compile(r"(?<=[^\x00-\x7f])[+＋=＝](?=[^\x00-\x7f])")
# So does an address after its signs, and anything else that would run out of the page.
_LONG_WORD = re.compile(r"(?:[!-~]|[^\w\s]){16,}")
_PART_OF_WORD = re.compile(r"[^\W_]{1,24}[\W_]{0,4}|[\W_]{1,4}")


def runs(line: markup.Line, **style: Any) -> Runs:
    """The runs of a line of body text."""
    return [run for part in line for run in _runs(part, style)]


def words(text: str, **style: Any) -> Runs:
    """The runs of text without marks."""
    return [made for piece in _pieces(text) for made in _made(piece, style)]


def _runs(part: markup.Run, style: dict[str, Any]) -> Runs:
    match part:
        case markup.Text(text):
            return words(text, **style)
        case markup.Link(text, address):
            return words(text, **style, link=address)
        case markup.Strong(inner):
            return runs(inner, **style, strong=True)
        case markup.Passage(_, inner):
            return runs(inner, **style)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches of the text, and whether each is to stay whole."""
    at = 0
    for piece in _PIECE.finditer(text):
        if len(piece[0]) > 1 and len(piece[0]) <= _LONGEST_PIECE:
            yield text[at : piece.start()], False
            yield piece[0], True
            at = piece.end()
    yield text[at:], False


def _made(piece: tuple[str, bool], style: dict[str, Any]) -> Iterator[dict[str, Any]]:
    text, whole = piece
    if whole:
        yield {"text": text, "whole": True, **style}
        return
    for number, part in enumerate(_cut(text)):
        if number:
            yield {"cut": True}
        yield {"text": part, **style}


def _cut(text: str) -> list[str]:
    """The text in parts between which a line may end."""
    parts, at = list[str](), 0
    for place in sorted({*_at_signs(text), *_in_long_words(text)}):
        parts.append(text[at:place])
        at = place
    return [part for part in (*parts, text[at:]) if part]


def _at_signs(text: str) -> Iterator[int]:
    for sign in _SIGN.finditer(text):
        yield from sign.span()


def _in_long_words(text: str) -> Iterator[int]:
    for word in _LONG_WORD.finditer(text):
        yield from (part.end() for part in _PART_OF_WORD.finditer(text, word.start(), word.end()))
