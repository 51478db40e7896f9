"""The columns of the list of issues."""

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from accounts import access
from issues.models import Audience, Publication
from issues.states import STAGE_ACTION, State

NEXT = {
    State.DRAFT: "编辑：写好后送审",
    State.AMENDING: "编辑：按意见改后再送",
    State.APPROVED: "发布：印发或公开发布",
}


def with_releases(queryset):
    """Each issue with the audience readers have it in now (`live`) and the time of a scheduled release (`due`)."""
    of_issue = Publication.objects.filter(issue=OuterRef("pk"))
    return queryset.annotate(
        live=Subquery(of_issue.live().order_by("-sequence").values("audience")[:1]),
        due=Subquery(of_issue.pending().order_by("-sequence").values("go_live_at")[:1]),
    )


class IssueColumns:
    """For IssueAdmin: everything here is read off the row of `with_releases`."""

    @admin.display(description="期号", ordering="-year")
    def numbered(self, issue):
        return f"{issue.numbering}（总第{issue.total}期）" if issue.total else issue.numbering

    @admin.display(description="标题", ordering="title")
    def titled(self, issue):
        return issue.title or "（未命名）"

    @admin.display(description="状态", ordering="state")
    def state_label(self, issue):
        return format_html('<span class="state state-{}">{}</span>', issue.state, _state(issue))

    @admin.display(description="下一步")
    def next_step(self, issue):
        if issue.due:
            return f"{date_format(timezone.localtime(issue.due), 'n月j日 H:i')}自动发布"
        if issue.is_in_review:
            return f"{_roles(STAGE_ACTION[issue.stage])}：审阅"
        return NEXT.get(issue.state, "—")

    @admin.display(description="日期", ordering="date")
    def day(self, issue):
        return f"{issue.date:%Y-%m-%d}" if issue.date else "—"


def _state(issue):
    words = issue.get_state_display()
    if issue.state == State.PUBLISHED:
        return f"{words}（{Audience(issue.live).label}）" if issue.live else _not_live(issue)
    return f"更正{words}" if issue.state == State.DRAFT and issue.live else words


def _not_live(issue):
    return "等待定时发布" if issue.due else "已撤下"


def _roles(action):
    return "、".join(role.value for role in access.Role if role in access.roles_for(action))
