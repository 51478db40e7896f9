from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.audit import client_address

_ALWAYS_OPEN = {"accounts:logout", "accounts:password-change", "admin:logout", "admin:jsi18n"}


class PersonalResponses:
    """What somebody signed in gets is nobody else's to cache, and needs a password of his own making.

    Only the session cookie is looked at first: a visitor without one costs no query and no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = client_address.set(request.META.get("REMOTE_ADDR") or "")
        try:
            response = self.get_response(request)
        finally:
            client_address.reset(address)
        if _has_session(request) or settings.SESSION_COOKIE_NAME in response.cookies:
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not _has_session(request) or request.resolver_match.view_name in _ALWAYS_OPEN:
            return None
        if request.user.is_authenticated and request.user.needs_new_password:
            return redirect("accounts:password-change")
        return None


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES
