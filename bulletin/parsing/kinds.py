"""What kind of section a heading or a paragraph opens."""

import re

from bulletin.parsing.headings import Heading
from bulletin.parsing.places import names_place
from bulletin.value import Kind

_LESSONS = re.compile("启示|借鉴|经验|建议|对策|启发|思考")
_CASES = re.compile("案例|做法|实践|经验|典型|探索|模式|情况|概况|比较|举措")
_MANY = (
    r"(?:以上|上述|这些|这几|这[两三四五]|[两二三四五六七八九十]+|几|各)(?:个|家|座)?[^，。]{0,2}[地国市区城例案企家]"
)
_DRAWS_LESSONS = re.compile(
    r"^[^。]{0,60}(?:启示|经验|借鉴)(?:是|有|如下)?[：:]|^[^。]{0,10}从[^。]{2,50}中[^。]{0,20}(?:获得|得到|得出|看到)[^。]{0,10}(?:启示|经验|借鉴)"
    r"|^(?:几点|主要|重要|三点|四点)?(?:启示|建议)|^(?:比较来看|他山之石|综上|由此可见|上述[^。]{0,12}(?:启示|表明|说明|告诉))"
    rf"|^(?:从|纵观|综观|总结){_MANY}[^。，]{{0,16}}(?:看|可见|可以|启示)"
    r"|^(?:上述|以上)[^。]{0,20}(?:共同|共性|相同|规律)"
    r"|^[^。]{0,40}(?:获得|得到|得出|带来|给我们)[^。，]{0,10}(?:启示|启发|借鉴)"
    r"|^[^。，]{2,20}的[^。，]{0,4}(?:实践|探索|做法|经验|教训|案例)(?:和教训)?(?:充分)?(?:表明|说明|证明|启示|告诉)"
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


def repeating(found: list[Heading | None]) -> frozenset[int]:
    """Numbered headings of one level that all go name：what, one of them at least naming a place: cases."""
    cases: list[int] = []
    for level in range(1, 5):
        row = [(at, heading) for at, heading in enumerate(found) if heading and heading.level == level]
        named = [(at, heading) for at, heading in row if _names_first(heading)]
        if len(named) >= 2 and any(names_place(heading.heading) for _, heading in named):
            cases += [at for at, _ in named]
    return frozenset(cases)


def _names_first(heading: Heading) -> bool:
    name, colon, _ = (heading.heading + heading.heading_end).partition("：")
    return bool(heading.ordinal and colon) and len(name) <= 12 and _LESSONS.search(heading.heading) is None


def gathers_cases(heading: str) -> bool:
    """Whether cases may stand under a heading that speaks of lessons too (先进城市的经验做法)."""
    return _CASES.search(heading) is not None and not re.search("启示|建议|对策", heading)


def draws_lessons(text: str) -> bool:
    """Whether a paragraph without a heading opens the lessons."""
    return _DRAWS_LESSONS.search(text[:120]) is not None
