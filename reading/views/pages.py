"""What every page of the readers' side has in common."""

from functools import wraps

from django.core.paginator import Paginator
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from reading import display, editions


def page(view):
    """A view for reading only, whose answer no cache gives out again unasked, nor to a reader of another display."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        return _asked_anew(view(request, *args, **kwargs))

    return require_safe(answer)


def _asked_anew(response):
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def paged(rows, request, size):
    """The page of `rows` the address asks for; the first or last one when there is no such page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def general(request, here, template, context):
    """A page of the column `here` that belongs to no issue: headed with the names of the newest one."""
    return render(request, template, {"here": here, "masthead": editions.newest(request.user)} | context)


def not_found(request, exception):
    return _asked_anew(render(request, "404.html", status=404))


def failed(request):
    """The page for errors of ours, from the address and the cookies alone: the database may be what failed."""
    context = {"request": request} | display.context(request)
    return _asked_anew(HttpResponseServerError(render_to_string("500.html", context)))
