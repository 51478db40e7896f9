"""What belongs to the page and not to the bulletin: rules, page numbers, running heads, the list of contents."""

import re
from collections import Counter
from dataclasses import replace

from bulletin.parsing.lines import Line
from bulletin.parsing.report import Log
from bulletin.parsing.widths import compact, half
from bulletin.parsing.words import LABELS

_RULE = re.compile(r"[─━_—=＿－\-═☆★*~～·.]{6,}|-{3,}|\*{3,}|_{3,}|={3,}|(?:\* ){2,}\*|(?:- ){2,}-")
_DRAWN = re.compile(r"([^\w\s。，；：、！？…])\1{5,}")
_PAGE = re.compile(
    r"[—–\-─·•~]+\s*\d{1,4}\s*[—–\-─·•~]+|第\s*[\d一二三四五六七八九十]+\s*页(?:\s*[,，/]?\s*共\s*[\d一二三四五六七八九十]+\s*页)?"
    r"|共\s*\d+\s*页\s*第\s*\d+\s*页|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+(?:\s*of\s*\d+)?|P\.?\s*\d{1,3}"
)
_LONE = re.compile(r"\d{1,3}")
_NUMBERS = re.compile(r"\d+")
_IN_HEAD = re.compile(
    "|".join(LABELS) + r"|(?:\d{4}年)?(?:增刊)?第\d+期|[(（]?总第?\d+期[)）]?|第\d+页|共\d+页|[《》()·•\-—–─|]|\d+"
)
_SERIES = re.compile(r"《?[一-鿿]{0,14}(?:参阅|参考|简报|内参|专报|要报|快报|信息|动态|送阅件)》?")
_CONTENTS = re.compile(r"[【\[]?(?:本期要目|要目|本期目录|目录|本期内容|本期导读|内容提要|本期看点)[】\]]?:?")
_ENTRY = re.compile(
    r"^(?:[◇◆●■□★▲○·•*\-—]+\s*|\d+[.、]\s*|[(（]\d+[)）]\s*)?(.*?)(?:(?:\s*[.…·\-—]{2,}\s*|\s{2,}|\s*)[(（]?\d+[)）]?|\s*[.…·\-—]{2,})?$"
)


def drop(lines: list[Line], log: Log) -> list[Line]:
    """The lines without rules, page numbers and running heads, which are reported as unplaced."""
    pages = [_is_page_number(lines, at) for at in range(len(lines))]
    heads = _running_heads(lines, pages)
    kept: list[Line] = []
    blank = cut = rule = False
    for at, line in enumerate(lines):
        blank, cut = blank or line.blank, cut or line.cut
        if _RULE.fullmatch(line.text) or _DRAWN.fullmatch(line.text):
            log.unplace(line.number, line.text, "分隔线，排版时自动生成")
            rule = blank = True
        elif pages[at] or heads[at]:
            log.unplace(line.number, line.text, "页码，不属于正文" if pages[at] else "每页重复的页眉，不属于正文")
            cut = blank = True
        else:
            kept.append(replace(line, blank=blank, cut=cut, rule=rule))
            blank = cut = rule = False
    return kept


def drop_contents(lines: list[Line], log: Log) -> tuple[list[Line], frozenset[str]]:
    """The lines without the list of contents, and the titles it names (without spaces)."""
    at = next((at for at, line in enumerate(lines[:40]) if _CONTENTS.fullmatch(compact(line.text))), None)
    if at is None or _is_abstract(lines, at):
        return lines, frozenset()
    titles: dict[str, None] = {}
    end = at + 1
    while end < len(lines) and _is_entry(lines[end], titles, first=end == at + 1):
        titles[_entry(lines[end])] = None
        end += 1
    if not titles:
        return lines, frozenset()
    for line in lines[at:end]:
        log.unplace(line.number, line.text, "目录，排版时自动生成")
    log.warn("table_of_contents_removed", "文中的目录没有导入，系统排版时会自动生成。", lines[at].number)
    rest = [replace(line, blank=True) for line in lines[end : end + 1]] + lines[end + 1 :]
    return lines[:at] + rest, frozenset(titles)


def _is_page_number(lines: list[Line], at: int) -> bool:
    text = half(lines[at].text)
    if _PAGE.fullmatch(text):
        return True
    after = at + 1 == len(lines) or lines[at + 1].blank or lines[at + 1].cut
    before = at == 0 or lines[at].blank or lines[at].cut
    return before and after and _LONE.fullmatch(text) is not None


def _running_heads(lines: list[Line], pages: list[bool]) -> list[bool]:
    keys = [_mask(line.text) for line in lines]
    counts = Counter(key for key in keys if key)
    series = _series_at(lines)
    heads = [False] * len(lines)
    for at in range(1, len(lines)):
        repeated = counts[keys[at]] > 1 and (_at_page_edge(lines, pages, at) or _parts_a_sentence(lines, at))
        heads[at] = repeated or (series is not None and at > series[0] and _is_head(lines[at], series[1]))
    return heads


def _parts_a_sentence(lines: list[Line], at: int) -> bool:
    """Whether blank lines set the line off in the middle of a sentence."""
    set_off = lines[at].blank and at + 1 < len(lines) and lines[at + 1].blank
    before = lines[at - 1].text
    return set_off and before[-1].isalnum() and re.search("[，。；,;]", before) is not None


def _mask(text: str) -> str:
    key = compact(text) if len(text) <= 60 else ""
    return _NUMBERS.sub("#", key) if 1 < len(key) <= 36 and key[-1] not in "。;,，；" else ""


def _at_page_edge(lines: list[Line], pages: list[bool], at: int) -> bool:
    return lines[at].cut or pages[at - 1] or (at + 1 < len(lines) and (pages[at + 1] or lines[at + 1].cut))


def _series_at(lines: list[Line]) -> tuple[int, str] | None:
    for at, line in enumerate(lines[:12]):
        name = _IN_HEAD.sub("", compact(line.text)) if len(line.text) <= 60 else ""
        if _SERIES.fullmatch(name):
            return at, name
    return None


def _is_head(line: Line, series: str) -> bool:
    return len(line.text) <= 60 and _IN_HEAD.sub("", compact(line.text)) == series


def _is_abstract(lines: list[Line], at: int) -> bool:
    return at + 1 < len(lines) and (len(lines[at + 1].text) > 60 or lines[at + 1].text[-1] in "。；，、,;")


def _is_entry(line: Line, seen: dict[str, None], *, first: bool) -> bool:
    if len(line.text) > 60 or line.text[-1] in "。；;" or line.rule or _entry(line) in seen:
        return False
    listed = re.match(r"[◇◆●■□★▲○·•]", line.text) or re.search(r"[.…·]{2,}\s*\d+$", half(line.text))
    return first or not line.blank or listed is not None


def _entry(line: Line) -> str:
    found = _ENTRY.match(half(line.text))
    return compact(found[1] if found else line.text)
