"""Why a move cannot be made now: every rule of DESIGN §5, asked before the click and again when it is made."""

from accounts import access
from bulletin.serialization import digest, printed_digest
from issues import printing
from issues.models import Audience, Decision, Disposal
from issues.moves import completeness, facts, four_eyes, links
from issues.moves.back_issues import BackIssues
from issues.moves.refusal import SOMEBODY_ELSE_WAS_FASTER, Reasons, StaleSentence
from issues.snapshot import bulletin_of
from issues.states import MOVES, STAGE_ACTION, State

ROWS_CHANGED = StaleSentence("送审之后，本期引用的案例、启示或资料又有改动，与审的稿子不一致。请退回修改，重新送审。")
PENDING = "本期有一次定时发布还没到时间。请先取消定时发布，再办这件事。"
ANNOTATION_ACTIONS = (access.Action.REVIEW_FIRST, access.Action.REVIEW_SECOND, access.Action.SIGN)


def reasons_against(move, issue, *, by, **given):
    """Errors and warnings against `by` making `move` on `issue` as it is in the database now.

    `given` are the verb's own arguments; those left out are not judged, so that the question can be asked before
    the form is filled in. Raises KeyError for an unknown move.
    """
    if closed := closed_to(move, issue, is_disposed=Disposal.objects.filter(issue=issue).exists()):
        return Reasons((closed,))
    errors = [*without_role(move, issue, by), *_seen(issue, given), *RULES[move](issue, by, given)]
    return Reasons(tuple(error for error in errors if error), tuple(completeness.warnings(move, issue)))


def closed_to(move, issue, *, is_disposed):
    """Why the issue is where it is, and `move` cannot be thought of; "" where it can."""
    if issue.trashed_at:
        return f"本期在回收站里，不能{MOVES[move].label}。请先恢复。"
    if is_disposed:
        return f"本期已作涉密处置，不能{MOVES[move].label}。"
    if issue.state not in MOVES[move].sources:
        return f"本期现在是“{issue.get_state_display()}”，不能{MOVES[move].label}。"
    return ""


def action_for(move, issue):
    """The access action the move takes now, or the several of which one will do."""
    if move in ("confirm_annotation", "decline_annotation"):
        return ANNOTATION_ACTIONS
    if MOVES[move].action:
        return (MOVES[move].action,)
    return (STAGE_ACTION[issue.stage] if issue.stage else access.Action.SIGN,)


def without_role(move, issue, by):
    actions = action_for(move, issue)
    if not any(access.allows(by, action) for action in actions):
        roles = sorted(
            {role.value for action in actions for role in access.roles_for(action)}, key=list(access.Role).index
        )
        yield f"{MOVES[move].label}要由“{'”或“'.join(roles)}”办理，您的账号没有这个角色。"


def _seen(issue, given):
    if "lock_version" in given and given["lock_version"] != issue.lock_version:
        yield SOMEBODY_ELSE_WAS_FASTER
    if "digest" in given and given["digest"] != digest(bulletin_of(issue)):
        yield StaleSentence("您预览之后，本期内容又有改动。请重新预览，再送审。")


def _newest(issue, given):
    if "revision" in given and given["revision"] != issue.newest_revision:
        yield StaleSentence("您看到的已不是最新一稿。请刷新页面，看过最新一稿再决定。")


def _unchanged(issue):
    if not facts.rows_still_give(issue.newest_revision):
        yield ROWS_CHANGED


def _four_eyes(move, issue, by):
    yield from four_eyes.reasons(by, action_for(move, issue), facts.authors(issue))


def _another_stage(issue, by):
    principals = {one.principal_id for one in by.active_stand_ins}
    deciders = facts.deciders_elsewhere(issue.newest_revision, issue.stage)
    if by.pk in deciders or (_acts_for_another(issue, by) and principals & deciders):
        yield "您已经在本期的另一个环节作过决定，各环节须由不同的人办理。"


def _acts_for_another(issue, by):
    return access.stand_in_for(by, STAGE_ACTION[issue.stage]) is not None


def _remark(given, what):
    if "remark" in given and not given["remark"].strip():
        yield what


def _reviewing(issue, by, given):
    yield from _newest(issue, given)
    yield from _four_eyes("pass_review", issue, by)
    yield from _another_stage(issue, by)


def _submit(issue, by, given):
    yield from completeness.missing(issue)


def _resubmit(issue, by, given):
    yield from completeness.missing(issue)
    if digest(bulletin_of(issue)) == issue.newest_revision.digest:
        yield "还没有按意见改动任何内容。改好保存后再送；不打算改的，请撤回送审。"
    yield from _passes_of_authors(issue, by)


def _passes_of_authors(issue, by):
    """A pass carries over only while whoever gave it has had no hand in the text."""
    passes = issue.newest_revision.reviews.filter(decision=Decision.PASS).select_related("decided_by")
    authors = facts.authors(issue) | {by.pk}
    for review in passes:
        if authors & {review.decided_by_id, review.stand_in_for_id}:
            yield f"{review.decided_by}本轮已经同意过，又参与了修改，他的同意不能沿用。请撤回送审，由别的同事重新审。"


def _recall(issue, by, given):
    if by.pk not in facts.authors(issue):
        yield "撤回送审要由本期的作者办理。"


def _pass_review(issue, by, given):
    yield from _reviewing(issue, by, given)
    yield from _unchanged(issue)


def _ask_changes(issue, by, given):
    yield from _reviewing(issue, by, given)
    yield from _remark(given, "请写明要改什么。")


def _send_back(issue, by, given):
    yield from _newest(issue, given)
    yield from _remark(given, "请写明退回的理由。")
    if issue.is_in_review:
        yield from _four_eyes("send_back", issue, by)
        yield from _another_stage(issue, by)


def _sign(issue, by, given):
    yield from _pass_review(issue, by, given)
    if "date" in given:
        yield from completeness.numbers_wanted(issue, given)


def _publish(issue, by, given):
    if facts.pending(issue):
        yield PENDING
    revision = publishable(issue)
    if given.get("revision", revision) != revision:
        yield StaleSentence("您看到的已不是可以发布的那一稿。请刷新页面后再决定。")
    if issue.state == State.APPROVED:
        yield from _unchanged(issue)
    yield from _audience(issue, revision, given.get("audience"))
    yield from printing.unprintable(revision.bulletin)
    yield from links.broken(revision.bulletin, audience=given.get("audience"), at=given.get("go_live_at"))


def publishable(issue):
    """The revision that publish would release: the signed one, or again the one published before."""
    if issue.state == State.APPROVED:
        return issue.newest_revision
    before = facts.published_before(issue)
    return before.revision if before else issue.newest_revision


def _audience(issue, revision, audience):
    on = facts.live(issue)
    if audience == Audience.INTERNAL and on and on.is_public:
        yield "本期已经公开，不能改为只在内部印发。要收回，请用“撤下”。"
    if audience and on and on.audience == audience and on.revision_id == revision.pk:
        yield "这一稿已经按这个范围发布了。"
    if audience == Audience.PUBLIC:
        yield from public_reasons(revision)


def public_reasons(revision):
    if not facts.has_three_stages(revision):
        yield "公开发布须经过三审，本期这一稿没有审满三次。请用“更正”重新送三审。"
    if not facts.is_cleared_for_public(revision):
        yield "公开发布须先有“主动公开”的公开审查决定。请公开审查人员先对这一稿作出决定。"


def _cancel_schedule(issue, by, given):
    if not facts.pending(issue):
        yield "本期没有等待发布的定时安排。"


def _annotate(issue, by, given):
    if facts.pending(issue):
        yield PENDING
    on = facts.live(issue)
    if not on:
        yield "本期现在没有读者能看到的内容，不能补充资料。"
        return
    bulletin = bulletin_of(issue)
    if printed_digest(bulletin) != on.revision.printed_digest:
        yield "印出来的文字也有改动。补充资料不能改印出的文字，改文字请用“更正”。"
    elif digest(bulletin) in _annotated_already(issue, on):
        yield "资料没有变化，不需要补充。"


def _annotated_already(issue, on):
    proposal = facts.open_annotation(issue)
    return {on.revision.digest} | ({proposal.digest} if proposal else set())


def _confirm_annotation(issue, by, given):
    if facts.pending(issue):
        yield PENDING
    if not facts.open_annotation(issue):
        yield "本期没有等待确认的补充资料。"
        return
    yield from _newest(issue, given)
    yield from printing.unprintable(facts.open_annotation(issue).bulletin)
    yield from _four_eyes("confirm_annotation", issue, by)


def _decline_annotation(issue, by, given):
    yield from _confirm_annotation(issue, by, given)
    yield from _remark(given, "请写明不同意的理由。")


def _start_correction(issue, by, given):
    if facts.pending(issue):
        yield PENDING


def _abandon_correction(issue, by, given):
    before = facts.published_before(issue)
    if not before:
        yield "本期还没有发布过，没有可以放弃的更正。"
        return
    for case, other in facts.cases_rewritten_elsewhere(issue, before.revision.bulletin):
        yield f"案例“{case}”已在{other}里改写，放弃更正会盖掉那里的文字。请先在那一期换用另一个案例。"


def _withdraw(issue, by, given):
    if not (facts.live(issue) or facts.pending(issue)):
        yield "本期现在没有读者能看到或将要看到的内容，无需撤下。"
    if "notice" in given and not given["notice"].strip():
        yield "请写给读者看的撤下告示。"


def _decide_disclosure(issue, by, given):
    yield from _four_eyes("decide_disclosure", issue, by)
    revision = given.get("revision", decidable(issue)[0] if decidable(issue) else None)
    if revision not in decidable(issue):
        yield StaleSentence("只能对正在审核的最新一稿或已发布的那一稿作公开审查。请刷新页面。")
    if "ground" in given and not given["ground"].strip():
        yield "请写明公开或不公开的理由。"


def _accession(issue, by, given):
    return BackIssues([issue]).reasons_against(issue, by)


def decidable(issue):
    """The revisions a disclosure decision may be taken on: the one under review or signed, the one published."""
    before = facts.published_before(issue)
    published = [before.revision] if before else []
    newest = issue.newest_revision
    under_review = issue.state not in (State.DRAFT, State.AMENDING) and newest and not newest.is_annotation
    return [newest, *published] if under_review else published


RULES = {
    "submit": _submit,
    "resubmit": _resubmit,
    "recall": _recall,
    "pass_review": _pass_review,
    "ask_changes": _ask_changes,
    "send_back": _send_back,
    "sign": _sign,
    "publish": _publish,
    "cancel_schedule": _cancel_schedule,
    "annotate": _annotate,
    "confirm_annotation": _confirm_annotation,
    "decline_annotation": _decline_annotation,
    "start_correction": _start_correction,
    "abandon_correction": _abandon_correction,
    "withdraw": _withdraw,
    "accession": _accession,
    "decide_disclosure": _decide_disclosure,
}
