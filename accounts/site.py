from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import Action, allows


class OfficeSignInForm(AdminAuthenticationForm):
    def confirm_login_allowed(self, user: Any) -> None:
        super(AdminAuthenticationForm, self).confirm_login_allowed(user)
        if not allows(user, Action.ENTER_OFFICE):
            raise ValidationError("这个账号不能进入编辑部。阅读内部各期，请从网站首页登录。", code="not_office")


class OfficeSite(admin.AdminSite):
    """The editorial office: whoever `access` lets in, and nothing deleted in bulk."""

    site_title = site_header = "《决策参阅》编辑部"
    index_title = "工作台"
    site_url = "/"
    login_form = OfficeSignInForm
    enable_nav_sidebar = False
    # The lists of the first page, in the order of the work; what is not named comes last.
    app_order = ("issues", "hubs", "lessons", "accounts")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")

    def get_urls(self) -> list[Any]:
        """Without “view on site”: for any row's number it gives away its address, so that an issue exists."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def has_permission(self, request: HttpRequest) -> bool:
        return allows(request.user, Action.ENTER_OFFICE)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The applications in `app_order`, the models of each as they were registered."""
        apps = super().get_app_list(request, app_label)
        models = list(self._registry)
        for app in apps:
            app["models"].sort(key=lambda entry: models.index(entry["model"]))
        return sorted(apps, key=lambda app: self._place_of(app["app_label"]))

    def _place_of(self, app_label: str) -> int:
        return self.app_order.index(app_label) if app_label in self.app_order else len(self.app_order)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("accounts:password-change")
