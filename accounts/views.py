from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from accounts import audit
from accounts.access import Action, allows
from accounts.forms import OwnPasswordForm


class FullWidthColon:
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label_suffix": "："}


class SignInView(FullWidthColon, LoginView):
    template_name = "accounts/login.html"

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index") if allows(self.request.user, Action.ENTER_OFFICE) else "/"


class PasswordView(FullWidthColon, PasswordChangeView):
    form_class = OwnPasswordForm
    template_name = "accounts/password_change.html"
    success_url = "/"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            user = self.request.user
            audit.record(audit.Event.PASSWORD_CHANGED, by=user, subject=audit.subject_of(user))
        messages.success(self.request, "密码已修改。")
        return response

    def get_success_url(self) -> str:
        return reverse("admin:index") if allows(self.request.user, Action.ENTER_OFFICE) else self.success_url
