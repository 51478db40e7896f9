"""What counts as the same text in a search, how a query is read, and the grams both are looked up by.

Chinese has no word boundaries, so a text is cut into overlapping pairs of characters (grams): a text holds a term
exactly when it holds the term's grams one after the other.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.text import clean

PUNCTUATION = "_"
LONGEST_QUERY = 100
MOST_TERMS = 8
MOST_SINGLE = 2  # a single character stands in nearly every text: each costs as much as all longer words together

_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
_COMBINING = re.compile("[\u0300-\u036f]")
_WORD = re.compile(
    r"(?P<minus>[-－])?"
    r"(?:[\"“”＂](?P<phrase>[^\"“”＂]*\S[^\"“”＂]*)[\"“”＂](?!\S)|(?P<word>\S+))"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What must all stand in a text (`terms`) and what must not (`excluded`), each normalised; `cut` when too long."""

    terms: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    cut: bool = False


def normalised(text: str) -> str:
    """`text` with everything a search does not tell apart made equal.

    Full-width and half-width, upper and lower case are one (Unicode NFKC and case folding, character by character);
    each character that is neither letter nor digit becomes PUNCTUATION, a run of spaces one space; line breaks stay.
    """
    accented = _COMBINING.search(text) is not None
    folded = "".join(map(_fold, _CLUSTER.findall(text))) if accented else text.translate(_FOLDED)
    return re.sub(" {2,}", " ", folded)


def parse(query: str) -> Query:
    """Words separated by spaces; “…” or "…" around a phrase, - before what must not occur. Never raises.

    Only the first LONGEST_QUERY characters, MOST_TERMS words and MOST_SINGLE words of one character count. Words of
    punctuation alone are left out.
    """
    typed = " ".join(clean(query).split())
    words = [(bool(found["minus"]), _term(found)) for found in _WORD.finditer(typed[:LONGEST_QUERY])]
    asked = list(dict.fromkeys(word for word in words if word[1].strip(PUNCTUATION + " ")))
    single = [word for word in asked if len(word[1]) == 1][MOST_SINGLE:]
    kept = [word for word in asked if word not in single][:MOST_TERMS]
    return Query(
        terms=tuple(term for minus, term in kept if not minus),
        excluded=tuple(term for minus, term in kept if minus),
        cut=len(typed) > LONGEST_QUERY or len(kept) < len(asked),
    )


def _term(found: re.Match[str]) -> str:
    # A straight quote without its other half is no punctuation of a Chinese text.
    typed = found["phrase"] or found["word"].strip('"')
    return normalised(typed).strip(" ")


def grams(text: str) -> Iterator[str]:
    """The overlapping pairs of a normalised text, line by line; the last character of a line is paired with its end."""
    for line in text.split("\n"):
        ended = line + "\n"
        yield from (ended[at : at + 2] for at in range(len(line)))


def grams_of_term(term: str) -> tuple[str, ...]:
    """The pairs of a normalised term of two or more characters."""
    return tuple(term[at : at + 2] for at in range(len(term) - 1))


def spans(text: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """From and to of every place in `text`, as it was typed, where a normalised term stands; overlaps joined."""
    folded = text.translate(_FOLDED)
    if len(folded) == len(text) and "  " not in folded and not _COMBINING.search(text):  # a character for each
        return _joined(iter(_found(folded, terms)))
    folded, places = _with_places(text)
    return _joined((places[start][0], places[end - 1][1]) for start, end in _found(folded, terms))


def _found(folded: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    return sorted((at, at + len(term)) for term in terms for at in _starts(folded, term))


def _starts(text: str, term: str) -> Iterator[int]:
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + 1)


def _joined(spans_in_order: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans_in_order:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """normalised(text), and for each of its characters from where to where in `text` it comes from."""
    folded, places = list[str](), list[tuple[int, int]]()
    for cluster in _CLUSTER.finditer(text):
        for character in _fold(cluster[0]):
            if character == " " and folded and folded[-1] == " ":
                places[-1] = (places[-1][0], cluster.end())
                continue
            folded.append(character)
            places.append(cluster.span())
    return "".join(folded), places


def _fold(cluster: str) -> str:
    if cluster == "\n":
        return cluster
    if cluster.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", cluster).casefold()
    return "".join(one if one.isalnum() else PUNCTUATION for one in folded)


class _Folded(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = _fold(chr(code))
        return self[code]


_FOLDED = _Folded()
