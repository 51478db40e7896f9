"""Where an issue stands: what is decided on, what readers have, and whose turn it is."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from accounts import access
from accounts.access import Action
from accounts.models import User
from issues import moves
from issues.models import Issue, PaperDecision, Publication, Revision, Series
from issues.models.masthead import lines
from issues.moves import facts
from issues.moves.reasons import action_for
from issues.states import REVIEWS, STAGE_ACTION, STAGES, Stage, State


@dataclass(frozen=True)
class Situation:
    """The rows that say where an issue stands, read once."""

    issue: Issue
    newest: Revision | None
    before: Publication | None
    live: Publication | None
    pending: Publication | None
    annotation: Revision | None
    paper: PaperDecision | None

    def revision_for(self, move):
        """The revision `move` decides on, None where there is none yet."""
        if move == "publish":
            return moves.publishable(self.issue)
        if move == "decide_disclosure":
            return next(iter(moves.decidable(self.issue)), None)
        if move == "withdraw":
            return (self.live or self.pending or self.before).revision if self.before or self.pending else None
        return self.newest


def situation_of(issue):
    """The Situation of `issue`, in a constant number of queries."""
    return Situation(
        issue=issue,
        newest=issue.newest_revision,
        before=facts.published_before(issue),
        live=facts.live(issue),
        pending=facts.pending(issue),
        annotation=facts.open_annotation(issue) if issue.state == State.PUBLISHED else None,
        paper=issue.paper_decisions.filter(confirmed_at=None, discarded_at=None).defer("scan").first(),
    )


def may_make(user, move, issue):
    return any(access.allows(user, action) for action in action_for(move, issue))


def roles_for(move, issue):
    """The names of the roles that make `move`, as one phrase: 核稿、审核."""
    roles = {role for action in action_for(move, issue) for role in access.roles_for(action)}
    return "、".join(role.value for role in access.Role if role in roles)


def stage_names():
    """What this house calls the stages: {Stage: name}."""
    series = Series.objects.first()
    names = lines(series.stage_names) if series else ()
    found = {stage: stage.label for stage in Stage}
    return found | dict(zip(STAGES.get(len(names), ()), names, strict=False))


def sentence(situation, names):
    """State and who acts next, in one sentence."""
    issue = situation.issue
    if situation.paper:
        return f"有一件补录（{situation.paper.get_move_display()}）等录入人以外的一位同事核对。"
    if issue.state in REVIEWS:
        return f"第{situation.newest.number}稿{names[issue.stage]}中，等{_people(STAGE_ACTION[issue.stage])}审阅。"
    return _SAY[issue.state](situation, names)


def _draft(situation, names):
    if situation.before:
        return f"更正稿：读者{_has(situation)}；编辑改好后送审，三审通过、重新发布后才替换。"
    return "草稿：编辑写好后送审。"


def _amending(situation, names):
    return (
        f"{names[situation.issue.stage]}同意，附有修改意见：等编辑改好后再送，只由{names[situation.issue.stage]}复看。"
    )


def _approved(situation, names):
    reading = f"读者{_has(situation)}；" if situation.before else ""
    return f"第{situation.newest.number}稿已签发：{reading}等{_people(Action.PUBLISH)}印发或公开发布。"


def _published(situation, names):
    if situation.annotation:
        return f"{_now(situation)}补充的资料（第{situation.annotation.number}稿）等撰写人以外的一位审核人员确认。"
    return _now(situation)


_SAY = {
    State.DRAFT: _draft,
    State.AMENDING: _amending,
    State.APPROVED: _approved,
    State.PUBLISHED: _published,
}


def _now(situation):
    pending = situation.pending
    later = f"第{pending.revision.number}稿定于{moment(pending.go_live_at)}{released(pending)}。" if pending else ""
    if situation.live:
        return f"第{situation.live.revision.number}稿已{released(situation.live)}，读者可读。{later}"
    return later or "已撤下，读者现在读不到。"


def _has(situation):
    return f"现在读到的是第{situation.live.revision.number}稿" if situation.live else "现在读不到这一期"


def released(publication):
    return "公开发布" if publication.is_public else "印发（内部）"


def moment(when):
    return date_format(timezone.localtime(when), "Y年n月j日 H:i")


def _people(action):
    """“核稿（李审）”: the roles that may, and who holds them when they are few."""
    roles = access.roles_for(action)
    title = "、".join(sorted(role.value for role in roles))
    holders = User.objects.filter(is_active=True, groups__name__in=[role.value for role in roles]).distinct()
    people = [str(user) for user in holders.order_by("full_name")[:5]]
    return f"{title}（{'、'.join(people)}）" if 0 < len(people) <= 4 else f"{title}人员"
