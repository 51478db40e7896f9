"""The issue page in a browser: contents in view, a citation copied, and all of it without scripts and on paper."""

import datetime

import pytest
from playwright.sync_api import expect

from bulletin.parsing import text as text_parser
from tests.browser.story import TEXT
from tests.reading import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATH = "/issues/2022/4/"
WIDTHS = (360, 768, 1440)


@pytest.fixture(autouse=True)
def published():
    """The real issue, corrected once, between two others that speak of a hub."""
    factories.correct(factories.publish(text_parser.parse(TEXT.read_bytes()).bulletin), "改后。", note="改了一处。")
    factories.publish(number=3, date=datetime.date(2022, 1, 10))
    factories.publish(number=5)


@pytest.fixture
def sized(page):
    def at(width):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(PATH)
        return page

    return at


def box(page, selector):
    return page.locator(selector).first.bounding_box()


@pytest.mark.parametrize("width", WIDTHS)
def test_contents_stand_in_the_margin_where_there_is_one_and_in_the_sheet_elsewhere(sized, width):
    page = sized(width)
    contents, sheet = box(page, ".contents"), box(page, ".sheet")
    inside = contents["x"] >= sheet["x"]
    assert inside is (width < 1440)
    assert contents["x"] >= 0
    assert contents["x"] + contents["width"] <= (sheet["x"] + sheet["width"] if inside else sheet["x"])


def test_contents_in_the_margin_stay_in_view_to_the_end_of_the_text(sized):
    page = sized(1440)
    page.locator(".bulletin section").last.scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 800
    contents = box(page, ".contents")
    assert 0 <= contents["y"] < 200


def test_large_text_and_the_mode_for_old_eyes_leave_the_text_its_room(sized):
    page = sized(1440)
    page.goto(f"/display/?mode=elder&next={PATH}")
    assert box(page, ".contents")["x"] >= box(page, ".sheet")["x"]
    page.goto(f"/display/?mode=standard&next={PATH}")
    page.goto(f"/display/?size=large&next={PATH}")
    assert box(page, ".bulletin .section-lead p")["width"] > 600
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


@pytest.mark.parametrize("width", WIDTHS)
def test_a_citation_is_copied_by_a_button(sized, width):
    page = sized(width)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="引用", exact=True).click()
    citation = page.locator(".citation").nth(0)
    expect(citation).to_be_visible()
    button = page.locator(".copy").nth(0)
    page.clock.install(time=0)
    page.clock.pause_at(1)  # the button tells for a while only
    button.click()
    expect(button).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == citation.text_content()
    assert copied.startswith("许昌市科技创新公共服务中心. 国外一流科技创新中心是怎样建设的[J/OL]. 决策参阅, 2022(4)[")
    page.clock.run_for(3000)
    expect(button).to_have_text("复制")


def test_without_scripts_the_citation_is_there_to_select_and_no_button_promises_more(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PATH)
    page.locator(".cite summary").click()
    expect(page.locator(".citation").first).to_be_visible()
    assert page.locator(".copy").count() == 0
    for selector in (".changes", ".contents", ".beside .prev", ".beside .next", ".text-size"):
        expect(page.locator(selector)).to_be_visible()
    context.close()


def test_no_button_is_offered_where_the_browser_lets_no_page_copy(page):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{PATH}#cite")
    expect(page.locator(".citation").first).to_be_visible()
    assert page.locator(".copy").count() == 0


def test_on_paper_the_notes_on_corrections_stay_and_what_leads_elsewhere_goes(page):
    page.emulate_media(media="print")
    page.goto(PATH)
    expect(page.locator(".changes")).to_be_visible()
    for selector in (".formats", ".contents", ".cite", ".beside", ".text-size"):
        expect(page.locator(selector)).to_be_hidden()
