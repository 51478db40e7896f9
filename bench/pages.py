"""The pages that are measured, and what each costs the database."""

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.models import PublishedCase


def anonymous_pages() -> list[dict]:
    """name, path and number of queries of each page, for a reader who is not signed in."""
    slugs = PublishedCase.objects.order_by().values("hub_slug").annotate(cases=Count("pk"))
    hub = slugs.order_by("-cases", "hub_slug").first()["hub_slug"]
    paths = {"home": "/", "list": "/issues/", "issue": "/issues/2022/4/", "hub": f"/hubs/{hub}/"}
    return [{"name": name, "path": path, "queries": _queries(path)} for name, path in paths.items()]


def _queries(path):
    client = Client(SERVER_NAME="127.0.0.1")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}.")
    return len(queries)
