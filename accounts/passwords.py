"""The password rules of GB/T 22239-2019 that Django does not bring."""

import re
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from accounts.models import PasswordHistory, User

_CLASSES = ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")


class MixedCharacters:
    """At least three of: lower case, upper case, digits, other characters."""

    def validate(self, password: str, user: Any = None) -> None:
        if sum(bool(re.search(kind, password)) for kind in _CLASSES) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return "密码须包含小写字母、大写字母、数字、其他符号中的至少三类。"


class NotUserName:
    """The user name is no part of the password, in either case, forwards or backwards."""

    def validate(self, password: str, user: Any = None) -> None:
        name = getattr(user, "username", "").lower()
        if name and (name in password.lower() or name[::-1] in password.lower()):
            raise ValidationError(self.get_help_text(), code="password_has_user_name")

    def get_help_text(self) -> str:
        return "密码中不能含有用户名。"


class NotRecent:
    """None of the last five; Django calls `password_changed` whenever a new password has been saved."""

    kept = 5

    def validate(self, password: str, user: Any = None) -> None:
        if user is None or user.pk is None:
            return
        recent = user.password_history.all()[: self.kept]
        if any(check_password(password, old.password) for old in recent):
            raise ValidationError(self.get_help_text(), code="password_used_recently")

    def password_changed(self, password: str, user: User | None = None) -> None:
        if user is None or not user.has_usable_password():
            return
        PasswordHistory.objects.create(user=user, password=user.password)
        kept = user.password_history.values_list("pk", flat=True)[: self.kept]
        user.password_history.exclude(pk__in=list(kept)).delete()

    def get_help_text(self) -> str:
        return f"不能使用最近{self.kept}次用过的密码。"
