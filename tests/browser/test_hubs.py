"""The hub pages under finger, key and eye."""

import pytest
from playwright.sync_api import expect

from bulletin.value import Figure, Milestone
from tests.reading import hubs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 768, 1440)
COMPARED = "/hubs/compare/?hubs=valley,london,tokyo,paris,beijing"


@pytest.fixture
def published():
    many = tuple(Milestone(1950 + 3 * step, f"第{step}件大事，写得长一些也不会超出屏幕") for step in range(20))
    known = {
        "formula": "科技（辐射）+产业（网络）+制度（环境）",
        "milestones": many,
        "figures": (Figure("高技术企业", "2万多家", 2020, "《湾区统计年鉴》"),),
    }
    slugs = ("valley", "london", "paris", "tokyo", "beijing", "hongkong", "dubai")
    for number in (1, 2):
        hubs.publish(number, dict.fromkeys(slugs, known), [hubs.lesson_note(1, 2, 3)])


OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll(".marker .hit")].map((hit) => hit.getBoundingClientRect());
    const apart = (a, b) => Math.max(Math.abs(a.x - b.x) / a.width, Math.abs(a.y - b.y) / a.height);
    return boxes.flatMap((a, place) => boxes.slice(place + 1).filter((b) => apart(a, b) < 0.97)).length;
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_every_point_of_the_chart_is_as_large_as_a_finger_and_covers_no_other(page, published, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/hubs/")
    boxes = [box.bounding_box() for box in page.locator(".marker .hit").all()]
    assert len(boxes) > 2
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44
    assert page.evaluate(OVERLAPS) == 0


def test_a_point_is_reached_by_key_names_its_hub_and_opens_it(page, published):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/hubs/")
    marker = page.locator('.marker[href="/hubs/valley/"]')
    assert not marker.locator(".label").is_visible()
    page.locator(".chart-scroll").focus()
    while "valley" not in (page.evaluate("document.activeElement.getAttribute('href') || ''")):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body")
    assert marker.locator(".label").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/hubs/valley/")


def test_hubs_close_together_are_listed_when_their_point_is_opened(page, published):
    page.goto("/hubs/")
    near = page.locator(".near").first
    assert not near.is_visible()
    page.locator('.marker[href^="#near-"]').first.click(force=True)
    expect(near).to_be_visible()
    assert near.get_by_role("link").count() > 1


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_hubs_fit_their_window_and_their_letters_can_be_read(page, published, width):
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/hubs/", "/hubs/valley/", "/hubs/compare/", COMPARED):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
        sizes = page.evaluate(
            "[...document.querySelectorAll('svg text')].map((text) => parseFloat(getComputedStyle(text).fontSize))"
        )
        assert min(sizes, default=99) >= 12, path


def test_on_a_phone_each_answer_stands_under_the_name_of_its_hub(page, published):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(COMPARED)
    cells = page.locator(".points, .compare .says").all()
    assert {cell.bounding_box()["x"] >= 0 for cell in cells if cell.is_visible()} == {True}
    assert page.locator(".compare .who").first.is_visible()
    page.set_viewport_size({"width": 1440, "height": 800})
    assert not page.locator(".compare .who").first.is_visible()
    assert page.locator(".compare thead .hub").nth(4).is_visible()


def test_without_scripts_hubs_are_chosen_from_a_hub_page_and_compared(browser, live_server, published):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/hubs/london/")
    page.get_by_role("link", name="与其他科创中心比较").click()
    assert page.get_by_label("伦敦科技创新中心").is_checked()
    page.get_by_label("东京科技创新中心").check()
    page.get_by_role("button", name="比较所选").click()
    page.wait_for_load_state()
    assert page.locator(".compare thead .hub").all_inner_texts()[:2] == ["东京科技创新中心", "伦敦科技创新中心"]
    context.close()
