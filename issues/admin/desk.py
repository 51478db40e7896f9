"""The office's first page: what waits for the person signed in, and what the others are at."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import access
from accounts.access import Action
from issues import numbering
from issues.admin.history import wishes
from issues.admin.situation import moment, released, stage_names
from issues.models import Batch, Issue, Notice, PaperDecision, Publication, Review, Revision
from issues.models.revision import Purpose
from issues.states import STAGE_ACTION, STAGE_OF, Stage, State

SHOWN = 20
GAPS_SHOWN = 5


@dataclass(frozen=True)
class Task:
    url: str
    name: str
    what: str


@dataclass(frozen=True)
class Desk:
    """What the first page shows; lists end after SHOWN lines."""

    tasks: list[Task] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    drafts: list[Issue] = field(default_factory=list)
    scheduled: list[Task] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    may_import: bool = False
    may_edit: bool = False


def desk_of(user):
    """The Desk of `user`, in a constant number of queries; None for those who read no drafts."""
    if not access.allows(user, Action.READ_DRAFTS):
        return None
    open_issues = _open_issues()
    may_edit = access.allows(user, Action.EDIT)
    return Desk(
        tasks=[*_papers(user), *_issues(user, open_issues), *_annotations(user), *_batches(user)][: SHOWN * 2],
        notices=list(user.notices.filter(read_at=None).select_related("issue")[:SHOWN]),
        drafts=[one for one in open_issues if one.state == State.DRAFT and not one.wish][:SHOWN] if may_edit else [],
        scheduled=_scheduled(),
        gaps=gaps() if may_edit else [],
        may_import=access.allows(user, Action.IMPORT),
        may_edit=may_edit,
    )


def _open_issues():
    """Everything on the way, the oldest first, as few columns as the page shows."""
    columns = ("title", "year", "number", "supplement", "state", "asked_by_stage", "trashed_at", "created_at")
    wish = Subquery(wishes().filter(revision__issue=OuterRef("pk")).values("remark")[:1])
    return list(Issue.objects.kept().exclude(state=State.PUBLISHED).only(*columns).annotate(wish=wish).order_by("pk"))


def _issues(user, issues):
    names = stage_names()
    for issue in issues:
        task = _task(issue)
        if task and access.allows(user, task[0]):
            yield Task(issue.get_absolute_url(), str(issue), task[1].format(names.get(issue.stage, "")))


def _task(issue):
    if issue.state == State.DRAFT and issue.wish:
        return _SENT_BACK
    return _REVIEW_TASKS.get(issue.state) or _OTHER_TASKS.get(issue.state)


_REVIEW_TASKS = {state: (STAGE_ACTION[stage], "等您{}") for state, stage in STAGE_OF.items()}
_SENT_BACK = (Action.EDIT, "已退回修改：请按审核意见改好后再送审")
_OTHER_TASKS = {
    State.AMENDING: (Action.EDIT, "{}同意，附有修改意见：改好后再送"),
    State.APPROVED: (Action.PUBLISH, "已签发：等您印发或公开发布"),
}


def _papers(user):
    waiting = PaperDecision.objects.filter(confirmed_at=None, discarded_at=None).exclude(entered_by=user)
    for paper in waiting.defer("scan").select_related("issue", "decided_by")[:SHOWN]:
        url = reverse("admin:issues_issue_paper_confirm", args=[paper.pk])
        yield Task(url, str(paper.issue), f"补录等您核对：{paper.decided_by}的“{paper.get_move_display()}”")


def _annotations(user):
    if not any(access.allows(user, action) for action in STAGE_ACTION.values()):
        return
    answered = Review.objects.filter(revision=OuterRef("pk"), stage=Stage.ANNOTATION)
    live = Publication.objects.live().filter(issue=OuterRef("issue"), revision=OuterRef("basis"))
    newer = Revision.objects.filter(issue=OuterRef("issue"), number__gt=OuterRef("number"))
    proposed = Revision.objects.filter(purpose=Purpose.ANNOTATION, issue__state=State.PUBLISHED)
    proposed = proposed.filter(Exists(live), ~Exists(answered), ~Exists(newer)).defer("json").exclude(by=user)
    for revision in proposed.select_related("issue")[:SHOWN]:
        issue = revision.issue
        yield Task(issue.get_absolute_url(), str(issue), f"补充的资料（第{revision.number}稿）等您确认")


def _batches(user):
    if access.allows(user, Action.IMPORT):
        for batch in Batch.objects.counted().filter(cleared_at=None, waiting__gt=0)[:SHOWN]:
            yield Task(batch.get_absolute_url(), f"导入批次“{batch}”", f"还有{batch.waiting}个文件没有导入")


def _scheduled():
    pending = Publication.objects.pending().listed().select_related("issue").order_by("go_live_at")[:SHOWN]
    return [
        Task(one.issue.get_absolute_url(), str(one.issue), f"{moment(one.go_live_at)}{released(one)}")
        for one in pending
    ]


def gaps(years=None):
    """Sentences about numbers not used between the first and the last of each year (or of `years`), newest first."""
    used = defaultdict(set)
    numbered = Issue.objects.numbered().filter(year__isnull=False)
    if years is not None:
        numbered = numbered.filter(year__in=years - {None})
    for year, supplement, number in numbered.values_list("year", "supplement", "number"):
        used[year, supplement].add(number)
    found = []
    for (year, supplement), numbers in sorted(used.items(), reverse=True):
        missing = sorted(set(range(1, max(numbers))) - numbers)
        if missing:
            word = "增刊" if supplement else ""
            found.append(f"{year}年{word}还没有录入：{'、'.join(numbering.runs(missing))}。")
    return found[:GAPS_SHOWN]


def urls(model_admin):
    """The url patterns of the first page's own buttons."""
    wrap = model_admin.admin_site.admin_view
    return [path("notices/<int:pk>/read/", wrap(read_notice), name="issues_issue_notice_read")]


@require_POST
def read_notice(request, pk):
    """Mark one's own notice as read; somebody else's is 404."""
    notice = get_object_or_404(Notice, pk=pk, to=request.user)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect("admin:index")
