from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

static_lazy = lazy(static, str)

urlpatterns = [
    # First, because readers are many: each address before it would be tried for every page.
    path("", include("reading.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    # Browsers ask for it beside a text or JSON, which names no icon.
    path("favicon.ico", RedirectView.as_view(url=static_lazy("icons/favicon.svg"))),
]

handler404 = "reading.views.pages.not_found"
handler500 = "reading.views.pages.failed"
