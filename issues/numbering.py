"""The numbers of issues: what comes next, and what does not look right."""

from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from issues.models import Issue


@dataclass(frozen=True)
class Numbers:
    year: int
    number: int
    total: int | None


def proposed(issue):
    """The next 期号 of the issue's year (of the supplements, for a supplement) and the next 总期号.

    第N期 restarts every year, 总第N期 never does; drafts in the trash burn no number.
    """
    year = issue.year or timezone.localdate().year
    others = Issue.objects.numbered().exclude(pk=issue.pk)
    last = others.filter(year=year, supplement=issue.supplement).aggregate(Max("number"))["number__max"] or 0
    total = others.aggregate(Max("total"))["total__max"]
    return Numbers(year, last + 1, None if issue.supplement or total is None else total + 1)


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


def _previous(issue, others):
    same = others.filter(year=issue.year, supplement=issue.supplement, number__lt=issue.number)
    return same.order_by("-number").first()


def _gaps(issue, others):
    previous = _previous(issue, others)
    expected = previous.number + 1 if previous else 1
    if others.exists() and issue.number > expected:
        yield f"期号不连续：{issue.year}年{_span(expected, issue.number - 1, '第')}还没有录入。"
    before = others.filter(total__lt=issue.total or 0).aggregate(Max("total"))["total__max"]
    if before is not None and issue.total > before + 1:
        yield f"总期号不连续：{_span(before + 1, issue.total - 1, '总第')}还没有录入。"


def _span(first, last, word):
    return f"{word}{first}期" if first == last else f"{word}{first}期到{word}{last}期"


def _date_order(issue, others):
    previous = _previous(issue, others)
    if issue.date and previous and previous.date and issue.date < previous.date:
        yield f"日期早于上一期（{previous.numbering}，{previous.date:%Y-%m-%d}），请核对。"
