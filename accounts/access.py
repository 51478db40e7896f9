"""Who may do what: a closed list of actions, and the roles that may take each. The default is no."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from accounts.models import StandIn, User


class Role(StrEnum):
    """The office's roles; each is a Django group of this name, without model permissions."""

    EDITOR = "编辑"
    FIRST_REVIEWER = "核稿"
    SECOND_REVIEWER = "审核"
    SIGNER = "签发"
    PUBLISHER = "发布"
    DISCLOSER = "公开审查"
    READER = "阅读对象"
    ADMINISTRATOR = "系统管理"
    AUDITOR = "安全审计"


EXPLANATIONS = {
    Role.EDITOR: "撰写和导入各期、案例、启示，送审，导出数据",
    Role.FIRST_REVIEWER: "第一道审阅：同意、同意（附修改）或退回修改",
    Role.SECOND_REVIEWER: "第二道审阅：同意、同意（附修改）或退回修改",
    Role.SIGNER: "终审签发，必要时撤下",
    Role.PUBLISHER: "把已签发的各期印发或公开发布",
    Role.DISCLOSER: "对拟公开的各期作出公开审查决定",
    Role.READER: "阅读内部印发的各期，不进入编辑部",
    Role.ADMINISTRATOR: "管理账号、角色和代理，看不到内部内容",
    Role.AUDITOR: "查看审计记录，不能修改任何内容",
}

OFFICE = frozenset(
    {
        Role.EDITOR,
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.SIGNER,
        Role.PUBLISHER,
        Role.DISCLOSER,
    }
)
# A secretary (秘书) receives issues for a leader.
CAN_BE_STOOD_IN_FOR = OFFICE | {Role.READER}
# GB/T 22239-2019: neither of these is combined with the other or with any other role.
SEPARATE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class Action(StrEnum):
    ENTER_OFFICE = "enter_office"
    READ_DRAFTS = "read_drafts"
    READ_INTERNAL = "read_internal"
    EDIT = "edit"
    REVIEW_FIRST = "review_first"
    REVIEW_SECOND = "review_second"
    SIGN = "sign"
    PUBLISH = "publish"
    DISCLOSE = "disclose"
    WITHDRAW = "withdraw"
    ENTER_DECISION = "enter_decision"
    IMPORT = "import"
    EXPORT = "export"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_AUDIT = "read_audit"


_EVERY_OFFICE_ROLE = frozenset({Action.ENTER_OFFICE, Action.READ_DRAFTS, Action.READ_INTERNAL, Action.ENTER_DECISION})
ACTIONS = {
    Role.EDITOR: _EVERY_OFFICE_ROLE | {Action.EDIT, Action.IMPORT, Action.EXPORT},
    Role.FIRST_REVIEWER: _EVERY_OFFICE_ROLE | {Action.REVIEW_FIRST},
    Role.SECOND_REVIEWER: _EVERY_OFFICE_ROLE | {Action.REVIEW_SECOND},
    Role.SIGNER: _EVERY_OFFICE_ROLE | {Action.SIGN, Action.WITHDRAW},
    Role.PUBLISHER: _EVERY_OFFICE_ROLE | {Action.PUBLISH},
    Role.DISCLOSER: _EVERY_OFFICE_ROLE | {Action.DISCLOSE},
    Role.READER: frozenset({Action.READ_INTERNAL}),
    Role.ADMINISTRATOR: frozenset({Action.ENTER_OFFICE, Action.MANAGE_ACCOUNTS}),
    Role.AUDITOR: frozenset({Action.ENTER_OFFICE, Action.READ_AUDIT}),
}


@cache
def roles_for(action: Action) -> frozenset[Role]:
    """The roles that may take `action`; ValueError for an action not on the list."""
    action = Action(action)
    return frozenset(role for role, actions in ACTIONS.items() if action in actions)


def allows(user: User | AnonymousUser, action: Action) -> bool:
    """Whether `user`, in an own role or as a stand-in, may take `action`; ValueError for an unknown action."""
    roles = roles_for(action)
    if not (user.is_authenticated and user.is_active):
        return False
    return bool(user.roles & roles) or any(stand_in.role in roles for stand_in in user.active_stand_ins)


def stand_in_for(user: User | AnonymousUser, action: Action) -> StandIn | None:
    """The active stand-in through which `user` may take `action`; None when in an own role, or not at all."""
    roles = roles_for(action)
    if not (user.is_authenticated and user.is_active) or user.roles & roles:
        return None
    return next((stand_in for stand_in in user.active_stand_ins if stand_in.role in roles), None)
