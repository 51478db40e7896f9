from typing import Any

from playwright.sync_api import Page


def test_the_browser_reaches_the_sign_in_page(page: Page, live_server: Any) -> None:
    page.goto("/accounts/login/")
    assert page.locator("input[type=password]").count() == 1
