"""The head of every page, written once for each set of names: what differs from page to page is put into it."""

from functools import lru_cache
from urllib.parse import quote

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = template.Library()

# Stands in the written head for what differs; no name or address holds it.
MARK = "\x00"


@register.simple_tag(takes_context=True)
def site_header(context, account=True, search=True, back=None):
    """Name, search, columns, and the way to the other mode, which leads back to this page or to `back`."""
    request, user = context.get("request"), context.get("user")
    own = account and user is not None and user.is_authenticated
    elder = "display" in context and context["display"].elder
    names = (context["series"], context["publisher"], context.get("here", ""))
    before, between, after = _written(*names, elder, search, own, account and not own)
    way_back = quote(back or (request.get_full_path() if request else "/"))
    corner = _account(user, context.get("csrf_token")) if own else way_back
    # Safe: the parts are a template's; what is put between them is quoted, or a template's.
    return mark_safe(f"{before}{way_back}{between}{corner if account else ''}{after}")  # noqa: S308


@lru_cache(maxsize=100)
def _written(series, publisher, here, elder, search, own, login):
    names = {"series": series, "publisher": publisher, "here": here, "elder": elder}
    corner = {"search": search, "own": own, "login": login}
    return render_to_string("_header.html", names | corner | {"mark": MARK}).split(MARK)


def _account(user, csrf_token):
    return render_to_string("_account.html", {"user": user, "csrf_token": csrf_token})
