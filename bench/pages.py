"""The pages that are measured, and what each costs the database."""

from urllib.parse import quote

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.models import PublishedCase


def anonymous_pages() -> list[dict]:
    """name, path and number of queries of each page, for a reader who is not signed in."""
    slugs = PublishedCase.objects.order_by().values("hub_slug").annotate(cases=Count("pk"))
    hub, other = slugs.order_by("-cases", "hub_slug").values_list("hub_slug", flat=True)[:2]
    paths = {
        "home": "/",
        "list": "/issues/",
        "issue": "/issues/2022/4/",
        "hub": f"/hubs/{hub}/",
        "compare": f"/hubs/compare/?hubs={hub},{other}",
        "lessons": "/lessons/",
        "search": f"/search/?q={quote('科技创新')}",
    }
    return [{"name": name, "path": path, "queries": _queries(path)} for name, path in paths.items()]


def _queries(path):
    client = Client(SERVER_NAME="127.0.0.1")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}.")
    return len(queries)
