"""办理: what may be done with an issue now, by whom, and what stands in the way."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse

from accounts import access
from accounts.access import Action
from issues import moves
from issues.admin.move_forms import FORMS, digest_of
from issues.admin.situation import may_make, roles_for, sentence, situation_of, stage_names
from issues.models import Audience
from issues.moves.paper import VERBS
from issues.states import MOVES

DIRECT = frozenset({"submit", "resubmit", "recall", "pass_review", "annotate", "confirm_annotation"})
ENDING = frozenset({"send_back", "withdraw", "cancel_schedule", "abandon_correction", "decline_annotation", "recall"})
RELEASES = {Audience.INTERNAL: "印发（内部）", Audience.PUBLIC: "公开发布"}
READERS = {Audience.INTERNAL: "办公网内的阅读对象可读。", Audience.PUBLIC: "所有人可读公开版。"}
ORDER = (
    "submit",
    "resubmit",
    "sign",
    "pass_review",
    "ask_changes",
    "publish",
    "confirm_annotation",
    "decline_annotation",
    "decide_disclosure",
    "annotate",
    "start_correction",
    "send_back",
    "recall",
    "cancel_schedule",
    "abandon_correction",
    "withdraw",
)


@dataclass(frozen=True)
class Button:
    """A move as it is offered: a form that posts at once, or a link to the page that asks for more."""

    move: str
    label: str
    url: str
    form: object = None
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    is_ending: bool = False
    readers: str = ""

    @property
    def is_off(self):
        return bool(self.errors)


@dataclass(frozen=True)
class Panel:
    issue: object
    sentence: str
    mine: list[Button] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    paper: object = None
    may_enter_paper: bool = False


def panel_of(issue, user):
    """Everything the panel shows to `user`: the sentence, the buttons, and who makes the other moves."""
    situation = situation_of(issue)
    possible = [move for move in ORDER if concerns(move, situation)]
    mine = [move for move in possible if may_make(user, move, issue)]
    return Panel(
        issue=issue,
        sentence=sentence(situation, stage_names()),
        mine=[button for move in mine for button in _buttons(move, situation, user)],
        others=_by_whom([move for move in possible if move not in mine], issue),
        paper=situation.paper,
        may_enter_paper=_may_enter(user, possible, situation),
    )


def _may_enter(user, possible, situation):
    can_be_on_paper = not situation.paper and any(move in VERBS for move in possible)
    return can_be_on_paper and access.allows(user, Action.ENTER_DECISION)


def _by_whom(others, issue):
    """“同意、退回修改由审核人员办理”, for each group of people."""
    groups = {}
    for move in others:
        groups.setdefault(roles_for(move, issue), []).append(label(move))
    return [f"{'、'.join(labels)}由{who}人员办理" for who, labels in groups.items()]


def concerns(move, situation):
    """Whether `move` makes sense where the issue stands, whoever asks."""
    asked = _ASKED.get(move)
    return situation.issue.state in MOVES[move].sources and (asked is None or bool(asked(situation)))


_ASKED = {
    "decide_disclosure": lambda situation: moves.decidable(situation.issue),
    "cancel_schedule": lambda situation: situation.pending,
    "withdraw": lambda situation: situation.live or situation.pending,
    "abandon_correction": lambda situation: situation.before,
    "confirm_annotation": lambda situation: situation.annotation,
    "decline_annotation": lambda situation: situation.annotation,
    "annotate": lambda situation: not situation.annotation and not situation.pending and _has_new_notes(situation),
    "start_correction": lambda situation: not situation.annotation and not situation.pending,
    "publish": lambda situation: not situation.annotation and not situation.pending,
}


def _has_new_notes(situation):
    return situation.live and digest_of(situation.issue) != situation.live.revision.digest


def label(move):
    return "印发 / 公开发布" if move == "publish" else MOVES[move].label


def url_of(move, issue):
    return reverse("admin:issues_issue_move", args=[issue.pk, move])


def release_buttons(situation, user):
    """印发（内部） and 公开发布, each with what stands in its way."""
    return [
        replace(_button("publish", situation, user, words, audience=one.value), readers=READERS[one])
        for one, words in RELEASES.items()
    ]


def _buttons(move, situation, user):
    if move == "publish":
        return release_buttons(situation, user)
    return [_button(move, situation, user, MOVES[move].label)]


def _button(move, situation, user, text, **given):
    reasons = moves.reasons_against(move, situation.issue, by=user, **given)
    return Button(
        move=move,
        label=text,
        url=url_of(move, situation.issue) + (f"?{urlencode(given)}" if given else ""),
        form=FORMS[move](move, situation, auto_id=f"id_{move}_%s") if move in DIRECT else None,
        errors=tuple(reasons.errors),
        warnings=tuple(reasons.warnings),
        is_ending=move in ENDING,
    )
