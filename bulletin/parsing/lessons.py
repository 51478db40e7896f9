"""Lessons that the text of a lessons section enumerates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_MAX = 40
_MARKS = (
    re.compile("[一二三四五六七八九十]是(?!否)"),
    re.compile("第[一二三四五六七八九十][，,、]|其[一二三四五六七八九十][，,]"),
    re.compile("(?:首先|其次|再次|再者|然后|最后)[，,]"),
    re.compile(r"[（(][一二三四五六七八九十\d]{1,2}[)）]|(?<![\d.])\d{1,2}[.．、](?!\d)|[①-⑳]"),
)
_DUTY = re.compile(
    r"(?:^|(?<=[；;。：:\n]))[ 　]*(?:在[^，,。；;\n]{2,24}[中上下里][，,])?"
    r"(?P<item>(?:(?:此外|同时|另外|最后)[，,])?(?:还|也|更|都)?(?:需要|应当|必须|要|应|须)(?=[一-鿿])[^；;。\n]+)",
    re.MULTILINE,
)
_LEAD = re.compile("^(?:(?:此外|同时|另外|最后)[，,])?(?:还|也|更|都)?(?:需要|应当|必须|要|应|须)")
_FIRST = re.compile("[，,；;。：:！？\n]")
_EDGE = " 　，,；;。：:、！？!?…"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A lesson in a few words, and the exact passage it comes from."""

    statement: str
    passage: str


def suggestions(text: str) -> tuple[Suggestion, ...]:
    """The clauses of an enumeration (一是…, 第一，…, 要…；还要…) in a lessons section, in order."""
    found = [suggestion for paragraph in text.split("\n") for suggestion in _enumerated(paragraph)]
    duties = [] if found else [_suggestion(match["item"], _LEAD) for match in _DUTY.finditer(text)]
    listed = found or (duties if len(duties) > 1 else [])
    return tuple(dict.fromkeys(suggestion for suggestion in listed if suggestion.statement))


def _enumerated(paragraph: str) -> Iterator[Suggestion]:
    for mark in _MARKS:
        places = [match.start() for match in mark.finditer(paragraph) if _opens_clause(paragraph, match.start())]
        if len(places) > 1 or (places == [0] and len(paragraph) > 6):
            for start, end in pairwise([*places, _end(paragraph, places)]):
                yield _suggestion(paragraph[start:end], mark)
            return


def _opens_clause(paragraph: str, at: int) -> bool:
    return at == 0 or paragraph[at - 1] in "，,；;。：:、！？ 　——*"


def _end(paragraph: str, places: list[int]) -> int:
    """The last item ends with its sentence, unless the items before are sentences of their own."""
    sentences = "。" in paragraph[places[0] : places[-1]] or len(places) == 1
    stop = paragraph.find("。", places[-1])
    return len(paragraph) if sentences or stop < 0 else stop


def _suggestion(passage: str, mark: re.Pattern[str]) -> Suggestion:
    passage = passage.strip(_EDGE)
    lead = mark.match(passage)
    return Suggestion(_statement(passage[lead.end() if lead else 0 :].strip(_EDGE)), passage)


def _statement(words: str) -> str:
    end = 0
    for stop in _FIRST.finditer(words):
        end = stop.start()
        if end >= 4:
            break
    statement = words[: end if end >= 4 else len(words)]
    return statement[:_MAX].strip(_EDGE)
