"""A query that names an issue by its number or date instead of its words."""

import re

from bulletin.numerals import parse_date, parse_number
from issues.models import Publication

_N = r"([0-9０-９〇零一二三四五六七八九十百千]{1,9})"
_YEAR = rf"(?:{_N}\s*年\s*)?"
_NUMBER = re.compile(rf"{_YEAR}(?P<supplement>增刊)?\s*第?\s*{_N}\s*期")
_TOTAL = re.compile(rf"[（(]?\s*总\s*第?\s*{_N}\s*期\s*[)）]?")
LARGEST = 9999


def named(typed, user):
    """The publications `user` may read that `typed` names as 2022年第4期, 增刊第1期, 总第418期 or 2022年1月25日."""
    conditions = _conditions(typed.strip().removeprefix("《决策参阅》").removeprefix("决策参阅").strip())
    visible = Publication.objects.visible_to(user)
    return visible.filter(**conditions) if conditions else visible.none()


def _conditions(typed):
    if found := _TOTAL.fullmatch(typed):
        return _known(total=parse_number(found[1]))
    if found := _NUMBER.fullmatch(typed):
        year = {"year": parse_number(found[1])} if found[1] else {}
        return _known(**year, number=parse_number(found[3]), supplement=found["supplement"] is not None)
    dated = parse_date(typed)
    return {"date": dated[0]} if dated else {}


def _known(**numbers):
    """The conditions, or none when a number cannot be read or is larger than any issue's."""
    return numbers if all(number is not None and number <= LARGEST for number in numbers.values()) else {}
