"""Giving and taking roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import transaction

from accounts import audit
from accounts.access import SEPARATE, Role

if TYPE_CHECKING:
    from accounts.models import User


class GrantRefused(Exception):
    """The roles cannot be given; the message says why."""


def create_groups() -> None:
    """One group a role, for those that are missing."""
    for role in Role:
        Group.objects.get_or_create(name=role.value)


def reasons_against(user: User, roles: Iterable[Role], *, by: User | None) -> list[str]:
    """Why `by` may not give `user` exactly `roles`: sentences, none if it may be done."""
    wanted = frozenset(roles)
    reasons = []
    if by is not None and by.pk == user.pk and wanted != user.roles:
        reasons.append("不能修改自己的角色，请另一位系统管理人员办理。")
    if wanted & SEPARATE and len(wanted) > 1:
        reasons.append("“系统管理”和“安全审计”只能单独担任，不能兼任其他角色。")
    return reasons


def set_roles(user: User, roles: Iterable[Role], *, by: User | None) -> None:
    """Let `user` have exactly `roles`; `by` is None for a command. GrantRefused when it may not be."""
    wanted = frozenset(map(Role, roles))
    with transaction.atomic():
        user.forget_roles()
        before = user.roles
        if reasons := reasons_against(user, wanted, by=by):
            raise GrantRefused("".join(reasons))
        if wanted == before:
            return
        user.groups.set(Group.objects.filter(name__in=[role.value for role in wanted]))
        user.forget_roles()
        audit.record(
            audit.Event.ROLES_CHANGED,
            by=by,
            subject=audit.subject_of(user),
            account=user.username,
            before=sorted(before),
            after=sorted(wanted),
        )
