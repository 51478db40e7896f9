"""Which paragraphs are headings, and their parts: ordinal, heading, thesis, the rest."""

import re
from dataclasses import dataclass, replace

from bulletin.parsing import marks
from bulletin.parsing.normalising import is_tabular
from bulletin.parsing.paragraphs import Paragraph
from bulletin.parsing.places import names_place
from bulletin.parsing.widths import half

_SENTENCE_END = re.compile("[。！？]”?|……")
_STOPS = re.compile("[，。；！？,;!?]")
_NO_LEAD_IN = re.compile(
    "在于|指出|认为|表示|包括|如下|以下|启示|强调|提出|要求|例如|比如|譬如|其中|特点|方面|原因|问题是|说道|写道|介绍|显示|来源|供稿|电话|有关|可以|我们|就是|即$|是$|为$|有$|一是|特征|"
    "^[问答注附]$|做法$|措施$|建议$|主要有|分别|关注|时间|地点"
)
_OPEN_END = "；;，,、：:"
_COUNTED = re.compile("[一二三四五六七八九十]是|[第其][一二三四五六七八九十]|首先|其次|再次|最后|同时|此外|另外|总之")


@dataclass(frozen=True, slots=True)
class Heading:
    heading: str
    ordinal: str = ""
    level: int = 1
    heading_end: str = ""
    thesis: str = ""
    rest: str = ""
    confidence: float = 1.0
    sibling: str = ""


def find(paragraphs: list[Paragraph], title_level: int) -> list[Heading | None]:
    """For each paragraph of an article its parts as a heading, or None."""
    found: list[Heading | None] = []
    above = 0
    lead_ins, bold = _lead_ins(paragraphs), _bold_openings(paragraphs)
    dashes = _dash_items(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        after = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if marks.is_remark(paragraph.text):
            above = 0
        heading = _heading(paragraph, after, title_level)
        if heading is None and at in lead_ins:
            heading = replace(lead_ins[at], level=min(4, above + 1))
        heading = heading or bold.get(at)
        if paragraph.text.startswith("——"):
            heading = (heading or _bare_dash(paragraph)) if at in dashes else None
        if heading is None and above:
            heading = _stray_sibling(paragraph, above)
        if heading and heading.level == 0:
            heading = replace(heading, level=min(4, above + 1))
        elif heading and heading.sibling != "lead_in":
            above = heading.level
        found.append(heading)
    return _without_last_items(paragraphs, _with_first_siblings(paragraphs, found))


def _heading(paragraph: Paragraph, after: Paragraph | None, title_level: int) -> Heading | None:
    text = paragraph.text
    if (
        marks.note_label(text)
        or marks.is_source(text)
        or marks.is_remark(text)
        or marks.is_byline(text)
        or is_tabular(text)
    ):
        return None
    if marks.bracketed(text):
        inside = marks.bracketed(text)
        return Heading(inside, "【", 0, "】", rest=text[len(inside) + 2 :].strip())
    ordinal = marks.ordinal(text)
    if ordinal:
        return _numbered(ordinal, text[len(ordinal.text) :], paragraph, after)
    if paragraph.level:
        return _by_hashes(paragraph, title_level)
    return _unnumbered(paragraph, after)


def _stray_sibling(paragraph: Paragraph, above: int) -> Heading | None:
    """An item without a heading of its own among items that have one: 3.建立评价机制，……；"""
    ordinal = marks.ordinal(paragraph.text)
    if ordinal is None or ordinal.level != above or ordinal.text == paragraph.text:
        return None
    words = paragraph.text[len(ordinal.text) :]
    return _bare(ordinal, words) or Heading("", ordinal.text, ordinal.level, rest=words, confidence=0.6)


def _bare(ordinal: marks.Ordinal, words: str) -> Heading | None:
    """（一）列入年度计划。 as a heading without text."""
    if not re.fullmatch("[^，。；：]{2,25}。", words):
        return None
    return Heading(words[:-1], ordinal.text, ordinal.level, "。", confidence=0.6)


def _bare_dash(paragraph: Paragraph) -> Heading | None:
    ordinal = marks.ordinal(paragraph.text)
    heading = _bare(ordinal, paragraph.text[len(ordinal.text) :]) if ordinal else None
    return replace(heading, sibling="dash") if heading else None


def _with_first_siblings(paragraphs: list[Paragraph], found: list[Heading | None]) -> list[Heading | None]:
    """`found` with items that are only a heading before a later sibling that has text too."""
    later: Heading | None = None
    for at in reversed(range(len(found))):
        ordinal = marks.ordinal(paragraphs[at].text)
        if found[at] is None and ordinal and later and ordinal.level == later.level and not _is_first(later.ordinal):
            found[at] = _bare(ordinal, paragraphs[at].text[len(ordinal.text) :])
        later = found[at] or later
    return found


def _without_last_items(paragraphs: list[Paragraph], found: list[Heading | None]) -> list[Heading | None]:
    """`found` without the last of some short items, which only looks like a heading because text comes after it."""
    for at in range(1, len(found)):
        heading, before = found[at], marks.ordinal(paragraphs[at - 1].text)
        alone = heading is not None and heading.level > 2 and not (heading.heading_end or heading.rest)
        if alone and heading and found[at - 1] is None and before and before.level == heading.level:
            found[at] = None
    return found


def _is_first(ordinal: str) -> bool:
    return (
        re.search("[一1①]", half(ordinal)) is not None and re.search("[十二三四五六七八九2-90]", half(ordinal)) is None
    )


def _by_hashes(paragraph: Paragraph, title_level: int) -> Heading | None:
    if len(paragraph.text) > 60 or paragraph.text[-1] in "。；，":
        return None
    level = 0 if paragraph.level == 7 else min(4, max(1, paragraph.level - title_level))
    return Heading(paragraph.text, level=level, confidence=0.9)


def _numbered(ordinal: marks.Ordinal, words: str, paragraph: Paragraph, after: Paragraph | None) -> Heading | None:
    main = ordinal.level in (1, 2) or 0 < paragraph.level < 7
    if not words or (not main and _goes_on_counting(ordinal, words)):
        return None
    base = Heading("", ordinal.text, ordinal.level, sibling="dash" if ordinal.text.startswith("——") else "")
    heading = _with_colon(base, words, main) or _with_sentence(base, words, main, after)
    if heading and heading.rest and ordinal.level == 0 and not heading.sibling:
        heading = replace(heading, sibling="bullet")
    return heading or _alone(base, words, main, after)


def _goes_on_counting(ordinal: marks.Ordinal, words: str) -> bool:
    """Whether the next items stand in the same paragraph: 1.…。2.…。"""
    mark = ordinal.text.strip()
    number = re.search(r"\d+", mark)
    if number:
        following = mark.replace(number[0], str(int(number[0]) + 1))
    else:
        following = chr(ord(mark[0]) + 1) if "①" <= mark[:1] <= "⑲" else ""
    return bool(following) and re.search(f"[。；，：]{re.escape(following)}", words) is not None


def _with_colon(base: Heading, words: str, main: bool) -> Heading | None:
    head, colon, tail = words[:70].partition("：")
    tail = words[len(head) + 1 :].strip()
    name = _unglossed(head)
    if not colon or not 0 < len(name) <= 25 or _STOPS.search(name) or _NO_LEAD_IN.search(name) or _is_open(head):
        return None
    if not tail:
        return replace(base, heading=head, heading_end=colon) if main else None
    end = _SENTENCE_END.search(tail)
    if end is None or (not main and end.end() == len(tail)):
        return None
    return replace(base, heading=head, heading_end=colon, thesis=tail[: end.end()], rest=tail[end.end() :].strip())


def _unglossed(head: str) -> str:
    """`head` without what stands in brackets: 新加坡国立大学企业机构（NUS Enterprise）."""
    return re.sub("（[^（）]*）", "", head)


def _is_open(head: str) -> bool:
    """Whether a bracket or quotation opened in `head` ends only after it."""
    return any(head.count(one) > head.count(other) for one, other in ("（）", "《》", "“”", "【】"))


def _with_sentence(base: Heading, words: str, main: bool, after: Paragraph | None) -> Heading | None:
    end = _SENTENCE_END.search(words[:70])
    if end is None or end[0] == "……":
        return None
    head, rest = words[: end.start()], words[end.end() :].strip()
    if not head or "；" in head:
        return None
    if rest and len(_unglossed(head)) <= (32 if main else 25):
        return replace(base, heading=head, heading_end=end[0], rest=rest)
    if (
        not rest
        and base.level < 4
        and len(head) <= (32 if main else 25)
        and (main or "，" not in head)
        and _is_served(base, after, main)
    ):
        return replace(base, heading=head, heading_end=end[0], confidence=0.8)
    return None


def _alone(base: Heading, words: str, main: bool, after: Paragraph | None) -> Heading | None:
    if len(words) > 50 or "。" in words or words[-1] in _OPEN_END or "；" in words:
        return None
    if main or _is_served(base, after, main):
        return replace(base, heading=words)
    return None


def _is_served(base: Heading, after: Paragraph | None, main: bool) -> bool:
    """Whether what follows is text or a deeper ordinal, as after a heading, and not the next item of a list."""
    if after is None or any(check(after.text) for check in (marks.is_byline, marks.is_remark, marks.is_source)):
        return False
    following = marks.ordinal(after.text)
    if following is None:
        return main or (not marks.opens(after.text) and (len(after.text) >= 20 or after.text[-1] == "。"))
    return following.level == 0 or (following.level > base.level > 0)


def _unnumbered(paragraph: Paragraph, after: Paragraph | None) -> Heading | None:
    text = paragraph.text
    if (
        after is None
        or not 2 <= len(text) <= 30
        or re.match("[问答][：:]", text)
        or re.search("[。；！，、,;!]|：$|[:：][^：]*[:：]", text)
        or not re.search("[一-鿿]", text)
    ):
        return None
    if re.fullmatch("[^的是]{0,8}的?[^的是]{0,4}(?:启示|建议|对策|借鉴|体会)", text) and marks.ordinal(after.text):
        return Heading(text, confidence=0.8)
    if not (text[-1].isalnum() or text[-1] in "”）》？") or marks.is_list_item(text):
        return None
    follows = len(after.text) >= max(15, len(text) + 5) and "。" in after.text and not is_tabular(after.text)
    return Heading(text, level=0, confidence=0.6) if follows and marks.ordinal(after.text) is None else None


def _lead_ins(paragraphs: list[Paragraph]) -> dict[int, Heading]:
    """Paragraphs that open with a name and a colon, when at least two of an article do so (or one names a hub)."""
    found = {at: heading for at, paragraph in enumerate(paragraphs) if (heading := _lead_in(paragraph))}
    whole = [heading for heading in found.values() if heading.rest]
    if len(whole) >= 2:
        return found
    return {
        at: heading
        for at, heading in found.items()
        if heading.rest and re.search("创新中心$|科学城$|湾区$", heading.heading)
    }


def _lead_in(paragraph: Paragraph) -> Heading | None:
    text = paragraph.text
    if marks.opens(text) or paragraph.level or is_tabular(text):
        return None
    heading = _with_colon(Heading("", confidence=0.9, sibling="lead_in"), text, main=True)
    return heading if heading and heading.thesis and not heading.heading[0].isdigit() else None


def _bold_openings(paragraphs: list[Paragraph]) -> dict[int, Heading]:
    """Paragraphs that open with a few bold words, when at least two of an article do so (or one names a place)."""
    found = {at: heading for at, paragraph in enumerate(paragraphs) if (heading := _bold_opening(paragraph))}
    named = any(names_place(heading.heading) for heading in found.values())
    return found if named or len(found) >= 2 else {}


def _bold_opening(paragraph: Paragraph) -> Heading | None:
    text, end = paragraph.text, paragraph.bold_opening
    name = text[:end].rstrip("：。 　")
    if not 2 <= len(_unglossed(name)) <= 25 or _STOPS.search(name) or _COUNTED.match(name) or marks.opens(text):
        return None
    mark = text[len(name) : len(name) + 1]
    mark = mark if mark in ("：", "。") else ""
    if not mark and end < len(text) and not (len(name) >= 4 and names_place(name)):
        return None
    rest = text[len(name) + len(mark) :].strip()
    if not rest:
        return None if is_tabular(text) or mark == "。" else Heading(name, level=0, heading_end=mark, confidence=0.7)
    return Heading(name, level=0, heading_end=mark, rest=rest, confidence=0.7, sibling="lead_in")


def _dash_items(paragraphs: list[Paragraph]) -> frozenset[int]:
    """The —— paragraphs, when at least two and two thirds of them have a heading and text."""
    dashes = [at for at, paragraph in enumerate(paragraphs) if paragraph.text.startswith("——")]
    headed = [
        at for at in dashes if (heading := _heading(paragraphs[at], None, 0)) and (heading.rest or heading.thesis)
    ]
    return frozenset(dashes) if len(headed) >= 2 and len(headed) * 3 >= len(dashes) * 2 else frozenset()
