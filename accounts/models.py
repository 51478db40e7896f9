from datetime import timedelta
from functools import cached_property
from typing import Any, Self

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts import grants
from accounts.access import CAN_BE_STOOD_IN_FOR, SEPARATE, Action, Role, allows
from accounts.audit import AuditEntry
from accounts.authorship import Contribution
from accounts.office_text import OfficeText

__all__ = ["AuditEntry", "Contribution", "OfficeText", "PasswordHistory", "StandIn", "User"]

PASSWORD_MAX_AGE = timedelta(days=90)


class UserManager(BaseUserManager):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """An account with the role 系统管理. The flag itself gives nothing."""
        user = self.create_user(username, password, is_superuser=True, **fields)
        grants.create_groups()
        grants.set_roles(user, {Role.ADMINISTRATOR}, by=None)
        return user


class User(AbstractUser):
    first_name = None
    last_name = None
    email = None
    EMAIL_FIELD = ""
    REQUIRED_FIELDS = []

    full_name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=50, blank=True)
    is_demo = models.BooleanField("演示账号", default=False, editable=False)
    must_change_password = models.BooleanField("下次登录须修改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, editable=False)

    objects = UserManager()

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def is_staff(self) -> bool:
        return allows(self, Action.ENTER_OFFICE)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Never: what a person may do is asked of `access`, a superuser included."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles of one's own, read once for this instance."""
        names = set(self.groups.values_list("name", flat=True)) if self.pk else set()
        return frozenset(role for role in Role if role.value in names)

    @cached_property
    def active_stand_ins(self) -> "list[StandIn]":
        """The stand-ins in force today, read once for this instance."""
        if not self.pk or self.roles & SEPARATE:
            return []
        return list(StandIn.objects.in_force().filter(deputy=self).select_related("principal"))

    def forget_roles(self) -> None:
        """Read roles and stand-ins anew at the next question."""
        for name in ("roles", "active_stand_ins"):
            self.__dict__.pop(name, None)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()

    @property
    def needs_new_password(self) -> bool:
        """At the first sign-in, after a reset, and every 90 days (GB/T 22239-2019); demo accounts never."""
        if self.is_demo:
            return False
        changed = self.password_changed_at or self.date_joined
        return self.must_change_password or timezone.now() - changed > PASSWORD_MAX_AGE


class StandInQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        today = timezone.localdate()
        return self.filter(
            cancelled=False,
            starts__lte=today,
            ends__gte=today,
            principal__is_active=True,
            principal__groups__name=F("role"),
        )


class StandIn(models.Model):
    principal = models.ForeignKey(User, models.PROTECT, related_name="stand_ins", verbose_name="被代理人")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="stands_in", verbose_name="代理人")
    role = models.CharField(
        "代理的角色", max_length=10, choices=[(r.value, r.value) for r in Role if r in CAN_BE_STOOD_IN_FOR]
    )
    starts = models.DateField("起")
    ends = models.DateField("止")
    reason = models.CharField("事由", max_length=200)
    cancelled = models.BooleanField("已取消", default=False)

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "代理"
        verbose_name_plural = "代理"
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="stand_in_ends_after_start",
                violation_error_message="代理的止日不能早于起日。",
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("principal")),
                name="stand_in_for_another",
                violation_error_message="代理人不能是被代理人自己。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(role.value for role in CAN_BE_STOOD_IN_FOR)),
                name="stand_in_known_role",
                violation_error_message="系统管理和安全审计不能由人代理。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy}代理{self.principal}（{self.role}）"


class PasswordHistory(models.Model):
    """The hash of a password once used, so that it is not used again soon."""

    user = models.ForeignKey(User, models.CASCADE, related_name="password_history")
    password = models.CharField(max_length=128)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "用过的密码"
        verbose_name_plural = "用过的密码"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"
