from typing import Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm, PasswordChangeForm

from accounts import grants
from accounts.access import EXPLANATIONS, SEPARATE, Role
from accounts.guarding import GuardedForm, GuardedModelForm
from accounts.models import StandIn, User


class OwnPasswordForm(PasswordChangeForm):
    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = False
        return super().save(commit)


class ResetPasswordForm(AdminPasswordChangeForm):
    """A password somebody else chose: its owner makes a new one at the next sign-in."""

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = True
        return super().save(commit)


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        choices = [(role.value, f"{role}：{EXPLANATIONS[role]}") for role in Role]
        super().__init__(label="角色", choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value: Any) -> frozenset[Role]:
        return frozenset(map(Role, super().clean(value)))


class _WithRoles:
    """`editor`, the administrator at the form, is set on the class by the admin."""

    editor: User

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "roles" in cleaned:
            for reason in grants.reasons_against(self.instance, cleaned["roles"], by=self.editor):
                self.add_error("roles", reason)
        return cleaned


class AccountForm(_WithRoles, GuardedModelForm):
    roles = RolesField()

    class Meta:
        model = User
        fields = ["username", "full_name", "post", "is_active"]
        labels = {"is_active": "启用"}
        help_texts = {"username": "登录时输入的名字，不超过 150 个字。", "is_active": "停用后不能登录；账号不删除。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = sorted(self.instance.roles)

    def clean_is_active(self) -> bool:
        active = self.cleaned_data["is_active"]
        if not active and self.instance.pk == self.editor.pk:
            raise forms.ValidationError("不能停用自己的账号。")
        return active


class NewAccountForm(_WithRoles, GuardedForm, BaseUserCreationForm):
    roles = RolesField()

    class Meta:
        model = User
        fields = ["username", "full_name", "post"]
        help_texts = {"username": "登录时输入的名字，不超过 150 个字。"}

    def save(self, commit: bool = True) -> User:
        self.instance.must_change_password = True
        return super().save(commit)


class StandInForm(GuardedModelForm):
    editor: User

    class Meta:
        model = StandIn
        fields = ["principal", "deputy", "role", "starts", "ends", "reason", "cancelled"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_principal(cleaned.get("principal"), cleaned.get("role"))
        self._check_deputy(cleaned.get("deputy"))
        return cleaned

    def _check_principal(self, principal: User | None, role: str | None) -> None:
        if principal and role and role not in principal.roles:
            self.add_error("role", f"{principal}没有“{role}”这个角色，不能由人代理。")

    def _check_deputy(self, deputy: User | None) -> None:
        if deputy is None:
            return
        if deputy.pk == self.editor.pk:
            self.add_error("deputy", "不能指定自己为代理人。")
        if deputy.roles & SEPARATE:
            self.add_error("deputy", "系统管理和安全审计人员不能代理别人。")
