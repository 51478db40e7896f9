"""Addresses people and scripts rely on: they never change and are never given to something else."""

import pytest
from django.urls import resolve

PERMANENT = {
    "/": "home",
    "/issues/": "issue-list",
    "/issues/2022/": "issue-year",
    "/issues/2022/4/": "issue-detail",
    "/issues/2022/s1/": "issue-detail",
    "/issues/2022/4.pdf": "issue-pdf",
    "/issues/2022/4.docx": "issue-format",
    "/issues/2022/4.txt": "issue-format",
    "/issues/2022/4.md": "issue-format",
    "/issues/2022/4.json": "issue-format",
    "/issues/2022/s1.txt": "issue-format",
    "/hubs/": "hub-list",
    "/hubs/london/": "hub-detail",
    "/lessons/": "lesson-list",
    "/lessons/talent/": "theme-detail",
    "/search/": "search",
    "/feed/": "feed",
    "/sitemap/": "site-map",
    "/sitemap.xml": "sitemap",
    "/robots.txt": "robots",
    "/healthz": "healthz",
}


@pytest.mark.parametrize(("path", "name"), PERMANENT.items())
def test_an_address_stays(path, name):
    match = resolve(path)
    assert (match.app_name, match.url_name) == ("reading", name)


def test_the_office_and_signing_in_stay():
    assert resolve("/admin/").view_name == "admin:index"
    assert resolve("/accounts/login/").view_name == "accounts:login"
