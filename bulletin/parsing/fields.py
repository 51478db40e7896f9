"""Words of a masthead line: labels, numbers, date, series, publisher, wherever on the line they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.parsing.widths import half, unspaced
from bulletin.parsing.words import LABELS, OFFICES, WEAK_SERIES

_ZH = "〇○◯零一二三四五六七八九十百千廿卅"
_N = rf"(?:\d[\d ]{{0,8}}|[{_ZH}][{_ZH}Oo0 ]{{0,12}})"
_YEAR = r"(?:\d{4}|(?:[〇○◯Oo0零一二三四五六七八九] ?){4})"
_MONTH = r"(?:元|\d{1,2}|[一二三四五六七八九十〇零](?: ?[一二三四五六七八九十])?)"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿卅〇零](?: ?[一二三四五六七八九十]){0,2})"
_WEEKDAY = r"(?:\s*[(（]?\s*星\s*期\s*[一二三四五六日天]\s*[)）]?)?"
_DATE_KEY = r"(?:(?:日\s*期|时\s*间|印发日期|出版日期|编发日期)\s*[:：]\s*)?"
_EDGE = r"(?:^|(?<=[\s,，、;；|()（）【】\[\]《》★☆※◆]))"
_CLOSE = r"(?=$|[\s,，、;；|()（）【】\[\]《》★☆※◆])"


def _spread(word: str) -> str:
    return r"\s*".join(word)


_RULES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("permit", r"(?:\S{0,12}准印证(?:号|编号)?|准印号)\s*[:：]?\s*\S.*$|\S{1,4}内资准?字\s*\S.*$"),
        ("copy_number", r"(?:编\s*号|序\s*号)\s*[:：]?\s*(?:No\.?)?\s*(?P<value>\d+)"),
        ("total", rf"[（(]?\s*总\s*第?\s*(?P<value>{_N}|\d+)\s*期\s*[)）]?"),
        ("number", rf"[〔\[(【（](?P<year>{_YEAR})[〕\])】）]\s*第?\s*(?P<value>{_N})\s*[期号]"),
        ("number", rf"(?:(?P<year>{_YEAR})\s*年\s*)?(?P<extra>增\s*刊\s*)?[（(]?\s*第\s*(?P<value>{_N})"
                   rf"(?:\s*[-—~～、至]\s*{_N})?\s*期\s*[)）]?(?P<late>\s*[（(]?\s*增\s*刊\s*[)）]?)?(?:\s*合\s*刊)?"),
        ("number", r"(?:No|NO|no|№)\s*[.．]?\s*[:：]?\s*(?P<value>\d{1,4})"),
        ("number", rf"(?:(?P<year>{_YEAR})\s*年\s*)?(?P<extra>增\s*刊)\s*[(（]?\s*(?P<value>{_N})\s*[)）]?"),
        ("supplement", rf"(?:{_EDGE}|(?=[（(]\s*增))(?:(?P<year>{_YEAR})\s*年\s*)?[（(]?\s*增\s*刊\s*[)）]?{_CLOSE}"),
        ("date", rf"{_DATE_KEY}(?P<value>{_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*[日号]){_WEEKDAY}"),
        ("date", rf"{_DATE_KEY}(?<!\d)(?P<value>\d{{4}}\s?(?P<dot>[-./])\s?\d{{1,2}}\s?(?P=dot)\s?\d{{1,2}})(?!\d)"),
        ("label", rf"{_EDGE}(?:{'|'.join(map(_spread, sorted(LABELS, key=len, reverse=True)))}){_CLOSE}"),
        ("urgency", rf"{_EDGE}(?:特\s*急|加\s*急|平\s*急|急\s*件)(?=$|\s)"),
    )
)  # fmt: skip
_STRONG_SERIES = re.compile(r"《?[一-鿿·]{0,16}(?:参阅|参考|简报|内参|专报|要报|快报|送阅件|要情|参要|专递)》?")
_WEAK_SERIES = re.compile(f"《?[一-鿿·]{{1,6}}(?:{'|'.join(WEAK_SERIES)})》?")
_PUBLISHER_KEY = re.compile(
    r"(?:编\s*发\s*单\s*位|编\s*印\s*单\s*位|编\s*辑\s*单\s*位|主\s*办\s*单\s*位|主\s*办|主\s*管|编\s*印|编\s*发|编\s*者|发布单位)\s*[:：]\s*(\S.*)"
)
_ORGANISATION = re.compile(rf"[一-鿿（）()·“”、 ]{{1,40}}(?:{'|'.join(OFFICES)})")
_CELL_GAP = re.compile(r"(?:\s{2,}|　)(?!\s*(?:编\s*印|编\s*发|主\s*办|编|印)(?:\s|$))|[|｜]")
_MADE_BY = re.compile(r"\s*(?:编\s*印|编\s*发|主\s*办|编\s*辑|印\s*发|编\s*写|编\s*制|编|印)$")
_NO_PUBLISHER = re.compile(
    "^(?:关于|对|在|从|如何|国外|国内|我国|我市|我省|建设|打造|推进|加快|加强|做好|建立)|的|怎样|如何"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A field's words on a line, from `start` to `end`."""

    field: str
    words: str
    start: int
    end: int
    value: str = ""
    year: str = ""
    supplement: bool = False


def peel(text: str) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """The fields found on a line, in its order, and the words left between them."""
    rest, found = half(text), list[Found]()
    for field, pattern in _RULES:
        for match in pattern.finditer(rest):
            found.append(_found(field, match, text))
        for item in found:
            rest = rest[: item.start] + "\x00" * (item.end - item.start) + rest[item.end :]
    found.sort(key=lambda item: item.start)
    return tuple(found), tuple(_cells(text, rest))


def series(words: str) -> str:
    """`words` as the name of a bulletin without 《》, or ""."""
    name = unspaced(words.strip("《》 　"))
    known = _STRONG_SERIES.fullmatch(name) or _WEAK_SERIES.fullmatch(name)
    return name if known and "的" not in name and not name.startswith("关于") else ""


def is_weak_series(name: str) -> bool:
    """Whether a name could as well be a title."""
    return _STRONG_SERIES.fullmatch(name) is None


def publisher(words: str) -> str:
    """`words` as the name of the publisher without 编, 主办…, or ""."""
    name = unspaced(words).strip()
    if keyed := _PUBLISHER_KEY.fullmatch(name):
        return _MADE_BY.sub("", keyed[1]).strip()
    made = _MADE_BY.sub("", name)
    if _ORGANISATION.fullmatch(made) and not _NO_PUBLISHER.search(made):
        return made
    return ""


def stands_alone(text: str, found: tuple[Found, ...]) -> bool:
    """Whether no word follows a number or the like on the line, as one does in a sentence (第12期培训班)."""
    starts = {item.start for item in found}
    return all(item.end in starts or not text[item.end : item.end + 1].isalnum() for item in found)


def _found(field: str, match: re.Match[str], text: str) -> Found:
    groups = match.groupdict()
    extra = bool(groups.get("extra") or groups.get("late")) or field == "supplement"
    words = text[match.start() : match.end()]
    return Found(
        field, words, match.start(), match.end(), groups.get("value") or words, groups.get("year") or "", extra
    )


def _cells(text: str, rest: str) -> Iterator[str]:
    start = 0
    for part in re.split("(\x00+)", rest):
        words = text[start : start + len(part)] if "\x00" not in part else ""
        start += len(part)
        if re.search(r"\w", words):
            yield from _split(words)


def _split(words: str) -> Iterator[str]:
    if unspaced(words.strip()) != words.strip():
        yield words.strip()
        return
    for cell in _CELL_GAP.split(words):
        if re.search(r"\w", cell):
            yield cell.strip(" \t　,，、;；·")
