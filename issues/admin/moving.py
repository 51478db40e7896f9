"""The page of one move: what is decided on, what it needs, the button. It calls the verb and shows its sentences."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from issues import moves
from issues.admin import desk
from issues.admin.history import difference_url, revision_url
from issues.admin.move_forms import FORMS
from issues.admin.pages import page
from issues.admin.panel import ENDING, RELEASES, label, release_buttons, url_of
from issues.admin.situation import Situation, may_make, roles_for, sentence, situation_of, stage_names
from issues.models import Audience, Issue
from issues.moves import facts

DONE = {
    "submit": "已送审。",
    "resubmit": "已再次送审。",
    "recall": "已撤回送审，可以继续修改。",
    "pass_review": "已记下您的同意。",
    "ask_changes": "已记下您的意见，等编辑改好后再送。",
    "send_back": "已退回修改。",
    "sign": "已签发。",
    "cancel_schedule": "已取消定时发布。",
    "annotate": "补充的资料已送去确认。",
    "confirm_annotation": "补充的资料已确认，读者已可读到。",
    "decline_annotation": "已记下不同意的理由。",
    "start_correction": "已转入更正，可以修改；发布之前读者读到的仍是原稿。",
    "abandon_correction": "已放弃更正，内容恢复为已发布的一稿。",
    "withdraw": "已撤下。",
    "decide_disclosure": "公开审查决定已记下。",
}


@dataclass(frozen=True)
class Answer:
    """What the page of a move shows, whether it is opened or comes back with a refusal."""

    situation: Situation
    move: str
    form: object
    reasons: tuple[str, ...] = ()
    status: int = 200


def urls(model_admin):
    """The url patterns of the moves and of the first page, for IssueAdmin.get_urls to put first."""
    return [*desk.urls(model_admin), page(model_admin, "moves/<str:move>/", "move", move_page)]


def move_page(request, issue, context, move):
    """GET shows the form of `move`, POST makes the move: done → back to the issue; refused → the sentences (409
    where the page was out of date, 403 where the role is missing, else 422), with what was typed."""
    if move not in FORMS:
        raise Http404
    if request.method not in ("GET", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    answer = _decide(request, issue, move) if request.method == "POST" else _open(request, issue, move)
    return _shown(request, context, answer) if isinstance(answer, Answer) else answer


def _open(request, issue, move):
    situation = situation_of(issue)
    if move == "publish":
        return Answer(situation, move, FORMS[move](move, situation, initial=_audience(request, issue)))
    reasons = moves.reasons_against(move, issue, by=request.user).errors
    return Answer(situation, move, FORMS[move](move, situation), tuple(reasons))


def _audience(request, issue):
    """The audience that was asked for, where it can be had; else both are shown, each with what stands in its way."""
    asked = {"audience": request.GET.get("audience")}
    if asked["audience"] not in Audience.values:
        return {}
    return {} if moves.reasons_against("publish", issue, by=request.user, **asked).errors else asked


def _decide(request, issue, move):
    form = FORMS[move](move, situation_of(issue), request.POST)
    if not form.is_valid():
        return Answer(form.situation, move, form, status=422)
    given = form.given()
    try:
        done = getattr(moves, move)(issue, by=request.user, **given)
    except moves.Refused as refusal:
        return _refused(request, form, refusal)
    messages.success(request, _done(move, given))
    return redirect(done)


def _refused(request, form, refusal):
    issue = Issue.objects.get(pk=form.issue.pk)
    status = 403 if not may_make(request.user, form.move, issue) else 422
    if isinstance(refusal, moves.Stale):
        status = 409
    form.see(situation_of(issue))
    return Answer(form.situation, form.move, form, tuple(refusal.reasons), status)


def _done(move, given):
    if move != "publish":
        return DONE[move]
    when = "已定时" if given.get("go_live_at") else "已"
    return f"{when}{RELEASES[given['audience']]}。"


def _shown(request, context, answer):
    move, situation = answer.move, answer.situation
    revision = situation.revision_for(move)
    context |= _releases(request, answer) if move == "publish" else {"words": label(move), "is_open": True}
    context |= {
        "title": f"{context['words']}：{situation.issue}",
        "page": answer,
        "issue": situation.issue,
        "form": answer.form,
        "sentence": sentence(situation, stage_names()),
        "revision": revision,
        "revision_url": revision_url(revision),
        "difference_url": difference_url(revision),
        "who": roles_for(move, situation.issue),
        "may": may_make(request.user, move, situation.issue),
        "warnings": moves.reasons_against(move, situation.issue, by=request.user).warnings,
        "disclosure": facts.disclosure(revision) if revision and move == "publish" else None,
        "is_ending": move in ENDING,
        "action": url_of(move, situation.issue),
    }
    return render(request, "admin/issues/issue/move_form.html", context, status=answer.status)


def _releases(request, answer):
    """The page of the release that was chosen, and what else might be; nothing to fill in before one is chosen."""
    chosen = answer.form.chosen
    if chosen:
        answer.form.keep_audience()
    words = RELEASES.get(chosen, label("publish"))
    buttons = release_buttons(answer.situation, request.user)
    return {
        "words": words,
        "is_open": chosen is not None,
        "choices": [button for button in buttons if button.label != words],
        "can_choose": not all(button.is_off for button in buttons),
    }
