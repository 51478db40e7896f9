"""移入回收站 and 恢复: only drafts that no reader ever had."""

from django.core.exceptions import ValidationError

from accounts import access, trash
from hubs.models import CaseStudy, Hub
from issues.models import Issue
from issues.moves.refusal import SOMEBODY_ELSE_WAS_FASTER, Refused, StaleSentence, raise_if
from issues.moves.step import verb
from issues.states import State
from lessons.models import Lesson


@verb
def put_in_trash(issue, *, by):
    """移入回收站: the draft burns no number."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    raise_if([*_errors(issue, by)])
    trash.put_in_trash(issue, by=by)
    return issue


@verb
def restore(issue, *, by):
    """恢复; Refused when its number has been taken meanwhile."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if not access.allows(by, access.Action.EDIT):
        raise Refused(["恢复要由“编辑”办理，您的账号没有这个角色。"])
    if issue.number and Issue.objects.printed_as(issue).exists():
        raise Refused([f"{issue.numbering}已经另有一期，不能恢复。请先改那一期的期号。"])
    try:
        trash.restore(issue, by=by)
        for row in _gone_with(issue):
            trash.restore(row, by=by)
    except ValidationError as taken:
        raise Refused([f"{sentence}不能恢复。" for sentence in taken.messages]) from taken
    return issue


def _gone_with(issue):
    """What an undone import put in the trash together with the issue: hubs before their case studies."""
    cases = CaseStudy.objects.filter(sections__issue=issue)
    yield from Hub.objects.trashed().filter(case_studies__in=cases).distinct()
    yield from cases.trashed()
    yield from Lesson.objects.trashed().filter(attached__issue=issue)


def _errors(issue, by):
    if not access.allows(by, access.Action.EDIT):
        yield "移入回收站要由“编辑”办理，您的账号没有这个角色。"
    if issue.state != State.DRAFT:
        yield f"本期现在是“{issue.get_state_display()}”，只有草稿可以移入回收站。"
    if issue.publications.exists():
        yield "本期已经发布过，不能移入回收站。不想再更正，请用“放弃更正”；要收回，请用“撤下”。"
    if issue.trashed_at:
        yield StaleSentence(SOMEBODY_ELSE_WAS_FASTER)
