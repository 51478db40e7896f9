from typing import Any

from axes.utils import reset
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from accounts import audit, grants
from accounts.access import Action, Role
from accounts.admin.base import OfficeAdmin
from accounts.forms import AccountForm, NewAccountForm, ResetPasswordForm, StandInForm
from accounts.models import StandIn, User

admin.site.unregister(Group)


class RoleFilter(admin.SimpleListFilter):
    title = "角色"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(role.value, role.value) for role in Role]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class AccountAdmin(OfficeAdmin, UserAdmin):
    edit_action = Action.MANAGE_ACCOUNTS
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = ResetPasswordForm
    list_display = ["username", "full_name", "post", "role_names", "is_active", "is_demo", "last_login"]
    list_filter = [RoleFilter, "is_active", "is_demo"]
    search_fields = ["username", "full_name"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["is_demo", "password_link", "password_changed_at", "last_login"]
    fieldsets = [
        (None, {"fields": ["username", "full_name", "post"]}),
        ("角色", {"fields": ["roles"], "description": "不能修改自己的角色。系统管理和安全审计只能单独担任。"}),
        ("状态", {"fields": ["is_active", "is_demo", "password_link", "password_changed_at", "last_login"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "full_name", "post"]}),
        ("角色", {"fields": ["roles"], "description": "系统管理和安全审计只能单独担任。"}),
        ("初始密码", {"fields": ["password1", "password2"], "description": "本人首次登录时须改成自己的密码。"}),
    ]

    @admin.display(description="角色")
    def role_names(self, user: User) -> str:
        return "、".join(group.name for group in user.groups.all())

    @admin.display(description="密码")
    def password_link(self, user: User) -> str:
        address = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">重置密码</a>（同时解除登录锁定）', address)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs.setdefault("form", self.form if obj else self.add_form)
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"editor": request.user})

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.save()
        event = audit.Event.ACCOUNT_CHANGED if change else audit.Event.ACCOUNT_CREATED
        changed = [name for name in form.changed_data if "password" not in name and name != "roles"]
        if changed:
            told = {"account": obj.username, "active": obj.is_active, "fields": changed}
            audit.record(event, by=request.user, subject=audit.subject_of(obj), **told)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        grants.set_roles(form.instance, form.cleaned_data["roles"], by=request.user)

    @transaction.atomic
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Django's page; a password that was set is audited, and whoever is locked out may try again."""
        user = self.get_object(request, id)
        response = super().user_change_password(request, id, form_url)
        if user and user.password != User.objects.get(pk=user.pk).password:
            reset(username=user.username)
            subject = audit.subject_of(user)
            audit.record(audit.Event.PASSWORD_RESET, by=request.user, subject=subject, account=user.username)
        return response


@admin.register(StandIn)
class StandInAdmin(OfficeAdmin):
    edit_action = Action.MANAGE_ACCOUNTS
    form = StandInForm
    list_display = ["deputy", "principal", "role", "starts", "ends", "cancelled"]
    list_filter = ["role", "cancelled"]
    list_select_related = ["deputy", "principal"]
    search_fields = ["deputy__full_name", "principal__full_name"]
    autocomplete_fields = ["principal", "deputy"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"editor": request.user})

    def save_model(self, request: HttpRequest, obj: StandIn, form: Any, change: bool) -> None:
        obj.save()
        told = {name: str(getattr(obj, name)) for name in form.Meta.fields if name != "reason"}
        event = audit.Event.STAND_IN_CHANGED
        audit.record(event, by=request.user, subject=audit.subject_of(obj), changed=form.changed_data, **told)
