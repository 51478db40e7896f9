"""The numbers of issues: what comes next, and what does not look right."""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from issues.models import Issue

# What the addresses readers use can hold, and far more than any bulletin prints.
MOST, MOST_IN_TOTAL = 9_999, 99_999
_ADDRESS = re.compile("(?P<year>[0-9]{4})[-/](?P<number>s?[0-9]{1,4})")


@dataclass(frozen=True)
class Numbers:
    year: int
    number: int
    total: int | None


def read_number(text):
    """4 → (4, False), s1 → (1, True): the number and whether it is a supplement's. Raises ValueError, in Chinese."""
    digits = text.lower().removeprefix("s")
    if not digits.isdecimal() or len(digits) > len(str(MOST)):
        raise ValueError(f"期号“{text}”不对，应写数字，增刊写 s1。")
    return int(digits), digits != text.lower()


def addressed(issues, text):
    """Those of `issues` whose address `text` is, as 2022-4 or 2022/s1; none when it is not meant as one."""
    typed = _ADDRESS.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if not typed:
        return issues.none()
    number, supplement = read_number(typed["number"])
    return issues.filter(year=int(typed["year"]), number=number, supplement=supplement)


def proposed(issue):
    """The next 期号 of the issue's year (of the supplements, for a supplement) and the next 总期号.

    第N期 restarts every year, 总第N期 never does; drafts in the trash burn no number.
    """
    year = issue.year or timezone.localdate().year
    others = Issue.objects.numbered().exclude(pk=issue.pk)
    last = others.filter(year=year, supplement=issue.supplement).aggregate(Max("number"))["number__max"] or 0
    total = others.aggregate(Max("total"))["total__max"]
    return Numbers(year, last + 1, None if issue.supplement or total is None else total + 1)


def runs(numbers, word="第"):
    """Ascending numbers as words: 3, 5, 6, 7 → ["第3期", "第5至7期"]."""
    found = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [f"{word}{first}期" if first == last else f"{word}{first}至{last}期" for first, last in found]


def remarks(issue):
    """Sentences about gaps, repeats and dates out of order between this issue and its neighbours."""
    if issue.number is None or issue.year is None:
        return []
    others = Issue.objects.numbered().exclude(pk=issue.pk)
    return [*_repeats(issue, others), *_gaps(issue, others), *_date_order(issue, others)]


def _repeats(issue, others):
    if others.filter(year=issue.year, number=issue.number, supplement=issue.supplement).exists():
        yield f"{issue.numbering}已经有了，请核对期号。"
    if issue.total and (other := others.filter(total=issue.total).first()):
        yield f"总第{issue.total}期已经是{other.numbering}，请核对总期号。"


def _gaps(issue, others):
    earlier = others.filter(year=issue.year, supplement=issue.supplement, number__lt=issue.number)
    expected = (earlier.aggregate(Max("number"))["number__max"] or 0) + 1
    if others.exists() and issue.number > expected:
        yield f"期号不连续：{issue.year}年{_span(expected, issue.number - 1, '第')}还没有录入。"
    before = others.filter(total__lt=issue.total or 0).aggregate(Max("total"))["total__max"]
    if before is not None and issue.total > before + 1:
        yield f"总期号不连续：{_span(before + 1, issue.total - 1, '总第')}还没有录入。"


def _span(first, last, word):
    return f"{word}{first}期" if first == last else f"{word}{first}期到{word}{last}期"


def _date_order(issue, others):
    if not issue.date:
        return
    dated = others.filter(date__isnull=False, supplement=issue.supplement)
    earlier = Q(year__lt=issue.year) | Q(year=issue.year, number__lt=issue.number)
    before = dated.filter(earlier).order_by("-year", "-number").first()
    after = dated.exclude(earlier).exclude(year=issue.year, number=issue.number).order_by("year", "number").first()
    if before and issue.date < before.date:
        yield f"日期早于上一期（{before.numbering}，{before.date:%Y-%m-%d}），请核对。"
    if after and issue.date > after.date:
        yield f"日期晚于下一期（{after.numbering}，{after.date:%Y-%m-%d}），请核对。"
