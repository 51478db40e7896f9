"""What kind of section a heading or a paragraph opens."""

import re

from bulletin.parsing.headings import Heading
from bulletin.parsing.places import names_place
from bulletin.value import Kind

_LESSONS = re.compile("启示|借鉴|经验|建议|对策|启发|思考")
_CASES = re.compile("案例|做法|实践|经验|典型|探索|模式|情况|概况|比较|举措")
_DRAWS_LESSONS = re.compile(
    r"^[^。]{0,60}(?:启示|经验|借鉴)(?:是|有|如下)?[：:]|^[^。]{0,10}从[^。]{2,50}中[^。]{0,20}(?:获得|得到|得出|看到)[^。]{0,10}(?:启示|经验|借鉴)"
    r"|^(?:几点|主要|重要|三点|四点)?(?:启示|建议)|^(?:比较来看|他山之石|综上|由此可见|上述[^。]{0,12}(?:启示|表明|说明|告诉))"
)


def of_heading(heading: Heading, above: Kind | None, siblings: bool) -> Kind:
    """The kind of a section by its heading, the kind of what it stands under, and whether it repeats a pattern."""
    if names_place(heading.heading):
        return Kind.LESSONS if above is Kind.LESSONS and not siblings else Kind.CASE
    if above is Kind.LESSONS:
        return Kind.LESSONS
    if re.match("案例|实例", heading.heading):
        return Kind.CASE
    if siblings and not _LESSONS.search(heading.heading):
        return Kind.CASE
    return Kind.LESSONS if _LESSONS.search(heading.heading) else Kind.DISCUSSION


def gathers_cases(heading: str) -> bool:
    """Whether cases may stand under a heading that speaks of lessons too (先进城市的经验做法)."""
    return _CASES.search(heading) is not None and not re.search("启示|建议|对策", heading)


def draws_lessons(text: str) -> bool:
    """Whether a paragraph without a heading opens the lessons."""
    return _DRAWS_LESSONS.search(text[:120]) is not None
