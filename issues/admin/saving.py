"""What happens when a form cannot be saved because the issue has moved on: nothing is lost, both texts are shown."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from accounts.authorship import Contribution
from accounts.models import User
from bulletin import differences
from issues import moves
from issues.admin.lines import lines_of_rows
from issues.models import Issue
from issues.states import State

LATER = "您打开这一页之后，{who}保存过本期，所以您这次没有保存。您写的都还在下面；请看过差别，需要时改好再按“保存”。"
CLOSED = "本期现在是“{state}”，您这次没有保存。您写的都还在下面，可以复制出来；要改请先撤回送审，或请审核人退回修改。"
GONE = "本期已移入回收站，您这次没有保存。您写的都还在下面，可以复制出来；要继续写，请先在列表里恢复。"


@dataclass(frozen=True)
class Refusal:
    """Why the posted form was not saved; `is_final` when pressing 保存 again will not help."""

    sentence: str
    is_final: bool = False


def takes_whole_issue(request, issue):
    """Whether the form may change all of the issue, and not only its lessons: never where it showed only those."""
    if issue is None:
        return True
    shown = request.method != "POST" or "title" in request.POST
    return shown and (issue.is_editable or hasattr(request, "refusal"))


def refusal_of(issue, post):
    """The Refusal that a form posted for `issue` meets as it is now, or None."""
    if issue.trashed_at:
        return Refusal(GONE, is_final=True)
    if not (issue.is_editable or (issue.state == State.PUBLISHED and "title" not in post)):
        return Refusal(CLOSED.format(state=issue.get_state_display()), is_final=True)
    if post.get("lock_version") != str(issue.lock_version):
        return Refusal(LATER.format(who=_last_author(issue)))
    return None


def refusal_from(issue, refused):
    """The Refusal for what `moves.saving` raised."""
    if isinstance(refused, moves.Stale):
        return Refusal(LATER.format(who=_last_author(issue)))
    return Refusal(str(refused), is_final=True)


def rebased(post, issue, prefixes):
    """The posted form as it can be saved over `issue` as it is now: rows that are gone become new ones."""
    post = post.copy()
    post["lock_version"] = str(issue.lock_version)
    for prefix, rows in prefixes.items():
        _rebase_rows(post, prefix, {str(pk) for pk in rows.values_list("pk", flat=True)})
    return post


def _rebase_rows(post, prefix, stored):
    """Django wants the rows that exist first, and none that does not."""
    total = post.get(f"{prefix}-TOTAL_FORMS", "")
    posted = min(int(total), len(post)) if total.isdecimal() and len(total) < 10 else 0
    rows = [_take_row(post, f"{prefix}-{number}-") for number in range(posted)]
    kept = [row for row in rows if _pk(row) in stored]
    new = [{**row, "id": [""]} for row in rows if _pk(row) not in stored]
    for number, row in enumerate([*kept, *new]):
        for name, values in row.items():
            post.setlist(f"{prefix}-{number}-{name}", values)
    post[f"{prefix}-INITIAL_FORMS"] = str(len(kept))


def _take_row(post, start):
    names = [key for key in post if key.startswith(start)]
    return {name.removeprefix(start): post.pop(name) for name in names}


def _pk(row):
    return (row.get("id") or [""])[0]


def conflict(issue, form, formsets):
    """The rows where what stands in the form differs from what is stored now."""
    stored = Issue.objects.get(pk=issue.pk)
    sections = stored.sections.select_related("case_study__hub").order_by("position")
    lessons = stored.attached_lessons.select_related("lesson").order_by("position")
    theirs = lines_of_rows(stored, sections, lessons)
    rows = {formset.prefix: _rows_of(formset) for formset in formsets}
    mine = lines_of_rows(form.instance, rows.get("sections", sections), rows.get("attached_lessons", lessons))
    return differences.changed_rows(differences.compare(theirs, mine))


def _rows_of(formset):
    return [form.instance for form in formset.in_order()]


def _last_author(issue):
    last = Contribution.objects.filter(subject_type="issues.issue", subject_id=issue.pk).order_by("-at").first()
    author = User.objects.filter(pk=last.user_id).first() if last else None
    return f"{author}在{date_format(timezone.localtime(last.at), 'H:i')}" if author else "别人"
