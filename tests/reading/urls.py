"""The product's addresses, and some where something goes wrong."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import include, path
from django.views.csrf import csrf_failure

from config import urls

handler404, handler500 = urls.handler404, urls.handler500


def stumble(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("errors/400/", stumble(SuspiciousOperation())),
    path("errors/403/", stumble(PermissionDenied())),
    path("errors/csrf/", csrf_failure),
    path("errors/500/", stumble(RuntimeError("stumbled on purpose"))),
    path("", include("config.urls")),
]
