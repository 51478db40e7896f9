"""The states of an issue and every move between them, on one screen."""

from dataclasses import dataclass

from django.db.models import TextChoices

from accounts.access import Action


class State(TextChoices):
    DRAFT = "draft", "草稿"
    FIRST_REVIEW = "first_review", "初审中"
    SECOND_REVIEW = "second_review", "复审中"
    FINAL_REVIEW = "final_review", "终审中"
    AMENDING = "amending", "按意见修改中"
    APPROVED = "approved", "已签发"
    PUBLISHED = "published", "已发布"


class Stage(TextChoices):
    FIRST = "first", "初审"
    SECOND = "second", "复审"
    FINAL = "final", "终审"
    ANNOTATION = "annotation", "补充资料确认"


REVIEW_STATE = {Stage.FIRST: State.FIRST_REVIEW, Stage.SECOND: State.SECOND_REVIEW, Stage.FINAL: State.FINAL_REVIEW}
STAGE_OF = {state: stage for stage, state in REVIEW_STATE.items()}
STAGE_ACTION = {
    Stage.FIRST: Action.REVIEW_FIRST,
    Stage.SECOND: Action.REVIEW_SECOND,
    Stage.FINAL: Action.SIGN,
}
STAGES = {2: (Stage.FIRST, Stage.FINAL), 3: (Stage.FIRST, Stage.SECOND, Stage.FINAL)}

REVIEWS = frozenset(STAGE_OF)
EDITABLE = frozenset({State.DRAFT, State.AMENDING})
SIGNED = frozenset({State.APPROVED, State.PUBLISHED})
EVERYWHERE = frozenset(State)


@dataclass(frozen=True)
class Move:
    """One verb: its word in the office, the states it starts from, where it leads (in words), and who may make it.

    `action` None means that the stage the issue is in decides (STAGE_ACTION).
    """

    label: str
    sources: frozenset[State]
    leads_to: str
    action: Action | None


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


MOVES = {
    "submit": Move("送审", _from(State.DRAFT), "first_review", Action.EDIT),
    "pass_review": Move("同意", _from(State.FIRST_REVIEW, State.SECOND_REVIEW), "the next review", None),
    "ask_changes": Move("同意（附修改）", REVIEWS, "amending", None),
    "resubmit": Move("改后再送", _from(State.AMENDING), "the review that asked", Action.EDIT),
    "send_back": Move("退回修改", REVIEWS | {State.APPROVED}, "draft", None),
    "recall": Move("撤回送审", REVIEWS | {State.AMENDING}, "draft", Action.EDIT),
    "sign": Move("签发", _from(State.FINAL_REVIEW), "approved", Action.SIGN),
    "publish": Move("发布", SIGNED, "published", Action.PUBLISH),
    "cancel_schedule": Move("取消定时发布", _from(State.PUBLISHED), "published or approved", Action.PUBLISH),
    "annotate": Move("补充资料", _from(State.PUBLISHED), "published", Action.EDIT),
    "confirm_annotation": Move("确认补充资料", _from(State.PUBLISHED), "published", None),
    "decline_annotation": Move("不同意补充资料", _from(State.PUBLISHED), "published", None),
    "start_correction": Move("更正", _from(State.PUBLISHED), "draft", Action.EDIT),
    "abandon_correction": Move("放弃更正", _from(State.DRAFT), "published", Action.EDIT),
    "withdraw": Move("撤下", EVERYWHERE, "the same state", Action.WITHDRAW),
    "accession": Move("过刊入库", _from(State.DRAFT), "published", Action.SIGN),
    "decide_disclosure": Move("公开审查", EVERYWHERE, "the same state", Action.DISCLOSE),
}
