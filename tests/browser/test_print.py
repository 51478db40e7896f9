"""What comes out of the printer: the text of a page in the width of an A4 sheet, and nothing to press."""

import pytest

from tests.browser.visiting import Tab, overflow
from tests.reading import pages, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.reading.urls"),
]

# 156 mm between the margins.
SHEET = {"width": 590, "height": 850}
ISSUES = [kind for kind in pages.PUBLIC if kind.name.startswith("issue") and kind.name != "issue-copy"]
SHOWN = "(all) => all.filter((one) => one.getClientRects().length).map((one) => one.className || one.textContent)"
LINKS = """() => [...document.querySelectorAll("main a")].filter((one) => one.getClientRects().length).filter((one) => {
    const style = getComputedStyle(one);
    return style.textDecorationLine !== "none" || getComputedStyle(one, "::after").content.includes("/");
}).map((one) => one.textContent)"""
# What is cut off: a box that hides part of what is in it.
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => one.scrollWidth > one.clientWidth + 1)
    .filter((one) => getComputedStyle(one).overflowX !== "visible" && !one.closest(".visually-hidden, .heading-end"))
    .map((one) => one.className)"""


@pytest.fixture
def paper(transactional_db, browser, live_server):
    session = stage.session_of(stage.fill())
    tab = Tab(browser, live_server.url, session)
    tab.page.set_viewport_size(SHEET)
    tab.page.emulate_media(media="print")
    yield tab
    tab.context.close()


def test_no_page_prints_menus_or_marks_links_or_is_cut_off(paper):
    found = {}
    for kind in pages.ALL:
        paper.visit(kind)
        page = paper.page
        menus = page.locator("header.site-header, footer.site-footer, nav.pages, .formats, .text-size, .button")
        found[kind.name] = [*menus.evaluate_all(SHOWN), *page.evaluate(LINKS), *page.evaluate(CUT)]
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_an_issue_prints_its_name_in_red_and_its_text_at_15_points_within_the_sheet(paper):
    for kind in ISSUES:
        paper.visit(kind)
        name, text = (paper.page.locator(one).first for one in (".bulletin-series", ".bulletin .section > p"))
        assert name.evaluate("(one) => getComputedStyle(one).color") == "rgb(200, 32, 30)"
        assert text.evaluate("(one) => getComputedStyle(one).fontSize") == "20px"
        assert overflow(paper.page) <= 0, kind
