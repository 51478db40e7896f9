"""Words → runs for the template: which characters stay on one line, and where a line may end besides.

The page is a grid of cells, as on the house's paper: every Chinese mark takes a whole one, at the end of a line, too.
typst would take half of it away there, so a mark is put into a cell of its own, together with its word: a closing mark
never begins a line and an opening one never ends it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from bulletin import markup

Run = dict[str, Any]
Runs = list[Run]

_OPENING = "“‘（《〈「『【〔〖［｛"
_CLOSING = "，。、；：？！”’）》〉」』】〕〗］｝．"
# They begin no line either, but are as wide as the font makes them.
_CLINGING = "…·・‧～％"
_DIGITS = r"[0-9０-９]+(?:[.．,，/:：][0-9０-９]+)*"
# A number stays with its mark and unit, as 第4期, 2014年, 1990～2000年, 50%; so does a year of 二〇二二年.
_NUMBER = (
    rf"第?(?<![0-9A-Za-z]){_DIGITS}(?:[~～—–-]{_DIGITS})?(?![A-Za-z])"
    r"(?:%|％|‰|℃|[百千万亿]+[元人]?|[年月日号期届次个项家所名人岁倍元])?"
)
_YEAR = "[〇○零一二三四五六七八九]{4}年"
_WORD = r"[!-~]+"
_PIECE = re.compile(
    rf"(?P<opening>[{_OPENING}]*)"
    rf"(?:(?P<number>{_NUMBER}|{_YEAR})|(?P<word>{_WORD})|(?P<rest>—+|[^\s{_OPENING}{_CLOSING}]))"
    rf"(?P<closing>[{_CLOSING}{_CLINGING}]*)"
)
# A sign between two Chinese words, as in 科技（辐射）+产业（网络）, lets the line end on both sides.
_SIGNS = frozenset("+＋=＝")
# So does a long address after its signs, and anything else that would run out of the page.
_LONGEST_WORD = 15
_PART_OF_WORD = re.compile(r"[^\W_]{1,8}[\W_]{0,4}|[\W_]{1,4}")
_MOST_MARKS = 8
_SOME_MARKS = re.compile(rf"(?s).{{1,{_MOST_MARKS}}}")


def runs(line: markup.Line, **style: Any) -> Runs:
    """The runs of a line of body text."""
    return [run for part in line for run in _runs(part, style)]


def words(text: str, **style: Any) -> Runs:
    """The runs of text without marks."""
    return list(_joined(_tokens(text), style))


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


def _tokens(text: str) -> Iterator[Run]:
    at = 0
    for piece in _PIECE.finditer(text):
        yield from _without_word(text[at : piece.start()])
        yield from _piece(piece)
        at = piece.end()
    yield from _without_word(text[at:])


def _without_word(text: str) -> Iterator[Run]:
    """Spaces, and marks that have no word to stay with here: typst knows what to do with some of them."""
    yield from _in_parts(_SOME_MARKS.findall(text)) if len(text.strip()) > _MOST_MARKS else [{"text": text}]


def _piece(piece: re.Match[str]) -> Iterator[Run]:
    opening, closing = piece["opening"], piece["closing"]
    word = piece["number"] or piece["word"] or piece["rest"]
    if len(opening) > _MOST_MARKS or len(closing) > _MOST_MARKS:
        yield from _in_parts(_SOME_MARKS.findall(piece[0]))
    elif len(word) > _LONGEST_WORD:
        yield from _long_word(opening, word, closing)
    elif opening or closing or piece["number"]:
        yield _group(opening, word, closing)
    elif word in _SIGNS and _between_chinese(piece):
        yield from ({"cut": True}, {"text": word}, {"cut": True})
    else:
        yield {"text": word}


def _in_parts(parts: list[str]) -> Iterator[Run]:
    yield from (_group("", part, "") for part in parts)


def _group(opening: str, word: str, closing: str) -> Run:
    """One piece in parts: marks fill whole cells, a Chinese word shares those of the mark beside it."""
    before, middle, after = _parts("opening", opening), [["word", word]], _parts("closing", closing)
    if after and after[0][0] == "closing" and _is_chinese(word):
        middle, after = [["closing", word + after[0][1]]], after[1:]
    elif before and _is_chinese(word):
        before, middle = before[:-1], [["opening", before[-1][1] + word]]
    return {"group": [*before, *middle, *after]}


def _parts(kind: str, marks: str) -> list[list[str]]:
    return [["word" if mark in _CLINGING else kind, mark] for mark in marks]


def _is_chinese(word: str) -> bool:
    return all(unicodedata.east_asian_width(character) == "W" for character in word)


def _long_word(opening: str, word: str, closing: str) -> Iterator[Run]:
    first, *rest = _PART_OF_WORD.findall(word)
    yield _group(opening, first, "" if rest else closing)
    yield from _in_parts(rest[:-1])
    yield from (_group("", last, closing) for last in rest[-1:])


def _between_chinese(piece: re.Match[str]) -> bool:
    before, after = piece.string[: piece.start()][-1:], piece.string[piece.end() :][:1]
    return not before.isascii() and not after.isascii()


def _joined(tokens: Iterator[Run], style: dict[str, Any]) -> Iterator[Run]:
    """The tokens with their style, neighbouring plain ones as one run."""
    plain = ""
    for token in tokens:
        if "text" in token:
            plain += token["text"]
            continue
        if plain:
            yield {"text": plain, **style}
        plain = ""
        yield token | style
    if plain:
        yield {"text": plain, **style}
