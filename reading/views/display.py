from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reading.display import CHOICES, COOKIES

YEAR = 365 * 24 * 3600


@require_safe
@never_cache
def display(request):
    """Remembers what ?mode= or ?size= asks for and goes back to ?next=."""
    asked = {name: request.GET[name] for name in CHOICES if name in request.GET}
    if not asked or any(value not in CHOICES[name] for name, value in asked.items()):
        raise Http404
    response = HttpResponseRedirect(_local(request.GET.get("next", "")))
    for name, value in asked.items():
        _remember(response, name, value)
    return response


def _local(address):
    """`address` when it is a path of this site, otherwise the home page."""
    return address if address.startswith("/") and url_has_allowed_host_and_scheme(address, None) else "/"


def _remember(response, name, value):
    if value == CHOICES[name][0]:
        response.delete_cookie(COOKIES[name], samesite="Lax")
    else:
        kept = {"max_age": YEAR, "secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
        response.set_cookie(COOKIES[name], value, **kept)
