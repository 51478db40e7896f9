"""The marks a paragraph may begin with: ordinals, labels of notes, sign-offs."""

import re
from dataclasses import dataclass

from bulletin.parsing.widths import half

_CHINESE = "一二三四五六七八九十百"
_ORDINALS = (
    (1, re.compile(rf"[{_CHINESE}]{{1,4}} ?[、．.]\s*")),
    (1, re.compile(rf"第[{_CHINESE}]{{1,3}}(?:部分|章|节)[\s：:、]*")),
    (2, re.compile(rf"[（(][{_CHINESE}]{{1,4}}[)）][、.]?\s*")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)\s*")),
    (4, re.compile(r"[（(]\d{1,2}[)）][、.]?\s*")),
    (4, re.compile(r"\d{1,2}[)）]\s*")),
    (4, re.compile(r"[①-⑳]\s*")),
    (0, re.compile(r"[◆◇●○◎◈■□▪▲△★☆▶►]\s*")),
    (0, re.compile(r"——\s*")),
)
_BRACKETED = re.compile("【([^【】]{1,40})】")
_NOTE = re.compile(
    r"[【\[（(]?\s*(?P<label>编\s*者\s*按|编\s*者\s*的\s*话|按\s*语|编\s*后|摘\s*要|关\s*键\s*词|内\s*容\s*提\s*要"
    r"|内\s*容\s*摘\s*要|提\s*要|核心提示|导\s*读)\s*"
    r"(?:[】\]）)]\s*[:：]?|[:：]|(?<=按)(?=[一-鿿])|(?<=按 )|(?<=按　)|$)\s*"
)
_SOURCE = re.compile(
    r"[（(【\[]?\s*(?:资\s*料\s*来\s*源|信息来源|数据来源|稿件来源|文章来源|来\s*源|摘自|据)\s*[】\]]?\s*[:：]"
)
_TAKEN_FROM = re.compile(
    r"[（(【\[]\s*(?:(?:本文|本期|以上)?(?:内容)?(?:根据|据|摘自|转自|选自|原载|摘编自|编译自|整理自|综合))[^（()）]{2,80}[)）\]】]"
    r"|(?:本文|本期)(?:内容)?(?:根据|据|摘自|转自|选自|摘编自|编译自|整理自|综合).{2,80}(?:整理|编译|摘编|编写|汇编)?(?:而成)?[。.]?"
)
_REMARK = re.compile(r"(?:参考文献|参考资料|附\s*件|附\s*表|附\s*注|附|注\s*释|注|备\s*注|说\s*明)\s*\d{0,2}\s*[:：]")
_BYLINE = re.compile(
    r"[（(][^（()）]{0,60}(?:供\s*稿|整\s*理|撰\s*稿|执\s*笔|编\s*译|摘\s*编|摘\s*编\s*自|编\s*辑|供\s*图|报\s*送)[)）]"
    r"|[（(][^（()）]{0,40}(?:编译|摘编|整理|改编)自[^（()）]{1,60}[)）]"
    r"|[（(][^（()）]{0,60}(?:整理|编译|摘编|供稿)[，,；;][^（()）]{1,60}[)）]"
    r"|[（(]\s*(?:作者(?:单位|系)?|供稿(?:单位|人)?|撰稿(?:人)?|执笔(?:人)?|整理|编译|课题组\S{0,4}|单位|摘编|来稿单位)\s*[:：为系][^（()）]{1,80}[)）]"
    r"|[（(][一-鿿 　]{2,24}(?:科|局|办|处|室|中心|院|所|部|委)[)）]"
    r"|(?:作\s*者(?:单位|简介)?|供\s*稿(?:单位|人)?|撰\s*稿(?:人)?|执\s*笔(?:人)?|整\s*理|编\s*译)\s*[:：].{1,60}"
)
_STEPS = re.compile(r"[-*+•·]\s+\S")


@dataclass(frozen=True, slots=True)
class Ordinal:
    text: str
    level: int


def ordinal(text: str) -> Ordinal | None:
    """The ordinal or bullet a heading may begin with; level 0 for ◆ and ——."""
    for level, pattern in _ORDINALS:
        if found := pattern.match(text):
            return Ordinal(found[0], level)
    return None


def bracketed(text: str) -> str:
    """The words in the 【】 a paragraph begins with, or ""."""
    found = _BRACKETED.match(text)
    return found[1] if found and not note_label(text) and not is_source(text) else ""


def note_label(text: str) -> str:
    """编者按, 摘要, 关键词… when the paragraph begins with one, without its spaces, or ""."""
    found = _NOTE.match(text[:60])
    return re.sub(r"\s", "", found["label"]) if found else ""


def after_note_label(text: str) -> tuple[str, str]:
    """The label with its marks as typed, and the words after it."""
    found = _NOTE.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def is_source(text: str) -> bool:
    if len(text) <= 120 and _TAKEN_FROM.fullmatch(text):
        return True
    return _SOURCE.match(text[:60]) is not None and (text[0] in "（(【[" or not half(text).startswith("据:"))


def is_remark(text: str) -> bool:
    """附件：…, 注：…"""
    return _REMARK.match(text[:60]) is not None


def is_byline(text: str) -> bool:
    return len(text) <= 100 and _BYLINE.fullmatch(text) is not None and not is_source(text)


def is_listed(text: str) -> bool:
    """Whether a paragraph is an item of a list of attachments or references: 1.…, [1] …"""
    return ordinal(text) is not None or re.match(r"[\[［]\d{1,2}[\]］]", text) is not None


def is_list_item(text: str) -> bool:
    return _STEPS.match(text[:20]) is not None


def opens(text: str) -> bool:
    """Whether a paragraph that begins so cannot continue the one before."""
    start = text[:60]
    return bool(
        ordinal(start)
        or bracketed(start)
        or note_label(start)
        or is_source(start)
        or is_remark(start)
        or is_byline(text)
        or is_list_item(start)
        or (text.startswith("|") and text.endswith("|"))
    )
