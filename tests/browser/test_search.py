"""Searching at a browser: suggestions while typing, by keyboard, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.reading import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def published(transactional_db):
    factories.publish(number=1, hub="london", theme="talent", text="伦敦的金融")
    factories.publish(number=2, hub="tokyo", theme="market", text="东京的金融")


def test_suggestions_come_while_typing_and_lead_on_by_keyboard(page, published):
    page.goto("/")
    box = page.locator("#site-search")
    box.fill("talent")
    option = page.get_by_role("option")
    option.first.wait_for()
    assert "talent主题" in option.first.inner_text()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert option.first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == option.first.get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/lessons/talent/")


def test_escape_closes_the_suggestions_and_enter_searches_for_what_was_typed(page, published):
    page.goto("/")
    box = page.locator("#site-search")
    box.fill("科创")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert box.input_value() == "科创"
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert "找到" in page.locator(".search-count").inner_text()


def test_suggestions_move_nothing_on_the_page(page, published):
    page.goto("/")
    before = page.locator("main").bounding_box()
    page.locator("#site-search").press_sequentially("科创")
    page.get_by_role("option").first.wait_for()
    assert page.locator("main").bounding_box() == before


@pytest.mark.parametrize("width", [360, 1440])
def test_a_search_works_without_scripts_on_any_width(browser, live_server, published, width):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto("/")
    page.fill("#site-search", "金融 -东京")
    page.press("#site-search", "Enter")
    result = page.locator(".search-result h2 a")
    expect(result).to_have_text(["london科创中心"])
    expect(page.locator("mark").first).to_have_text("金融")
    result.click()
    assert page.url.endswith("/issues/2022/1/#hub-london")
    context.close()


def test_a_facet_narrows_and_is_taken_back(page, published):
    page.goto("/search/?q=金融")
    assert page.locator(".search-result").count() == 2
    page.locator(".facet a", has_text="london").click()
    page.wait_for_load_state()
    assert page.locator(".search-result").count() == 1
    page.locator(".chosen a").click()
    page.wait_for_load_state()
    assert page.locator(".search-result").count() == 2
