"""The pages for old eyes (适老版), measured as the browser sets them, and the size of the text."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from reading.display import COOKIES
from tests.browser.visiting import WIDTHS, Tab
from tests.reading import pages, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.reading.urls"),
]
ISSUES = [kind for kind in pages.PUBLIC if kind.name.startswith("issue")]

# Text of less than 18 pt, lines closer than 1.5 in running text, and what is too small for a finger outside of it.
MEASURE = """() => {
    const shown = (one) => one.getClientRects().length > 0 && one.closest(".visually-hidden, .skip-link, svg") === null
        && one.closest(".piece") === null;  // as it will look elsewhere, enlarged as a whole
    const named = (one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 12)}`;
    const style = (one, name) => parseFloat(getComputedStyle(one)[name]);
    const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const all = [...document.body.querySelectorAll("*")].filter(shown);
    const written = all.filter((one) => own(one) || one.matches("input:not([type=hidden])"));
    const inline = (one) => getComputedStyle(one).display.startsWith("inline") && own(one.parentElement);
    const targets = all.filter((one) => one.matches("a, button, input:not([type=hidden]), select, summary"));
    return {
        small: written.filter((one) => style(one, "fontSize") < 24).map(named),
        tight: written.filter((one) => one.matches("p, li, dd"))
            .filter((one) => style(one, "lineHeight") < 1.5 * style(one, "fontSize")).map(named),
        missed: targets.filter((one) => !inline(one)).filter((one) => {
            const box = one.getBoundingClientRect();
            return box.height < 59.5 || box.width < 59.5;
        }).map(named),
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
}"""
GOOD = {"small": [], "tight": [], "missed": [], "wide": 0}

SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
})"""


@pytest.fixture
def browse(transactional_db, browser, live_server):
    """Opens tabs of new visitors who have chosen a display, or none, with everything on stage."""
    session = stage.session_of(stage.fill())
    tabs = []

    def opened(*, size=None, **settings):
        tabs.append(Tab(browser, live_server.url, session, **settings))
        if size:
            tabs[-1].context.add_cookies([{"name": COOKIES["size"], "value": size, "url": live_server.url}])
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_for_old_eyes_text_and_targets_are_large_and_nothing_is_too_wide(browse, width):
    assert measured(browse(width=width, elder=True), pages.ALL) == {}


@pytest.mark.parametrize("size", ["small", "large"])
def test_for_old_eyes_an_issue_is_large_in_every_size(browse, size):
    assert measured(browse(width=360, elder=True, size=size), ISSUES) == {}


def test_without_a_choice_text_is_smaller(browse):
    (found,) = measured(browse(), [pages.PageKind("issue", "/issues/2022/4/")]).values()
    assert found["small"] != []


def measured(tab, kinds):
    """What is not as it should be for old eyes, by page kind."""
    found = {}
    for kind in kinds:
        tab.visit(kind)
        found[kind.name] = tab.page.evaluate(MEASURE)
    return {name: faults for name, faults in found.items() if faults != GOOD}


def test_without_scripts_one_click_sets_any_page_and_another_sets_it_back(browse):
    tab = browse(java_script_enabled=False)
    for kind in pages.ALL:
        tab.visit(kind)
        switch = tab.page.get_by_role("banner").get_by_role("link", name=re.compile("适老版|标准版"))
        switch.click()
        if kind.name != "error-csrf":
            assert unquote(tab.page.url).endswith(kind.path), kind
        expect(switch, str(kind)).to_have_text("标准版")
        switch.click()
        expect(switch, str(kind)).to_have_text("适老版")


def test_the_keyboard_reaches_the_mode_right_after_the_name_and_the_site_remembers_it(browse):
    page = browse().page
    page.goto("/issues/")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("html.elder")
    page.goto("/issues/2022/4/")
    assert page.locator("html.elder").count() == 1


@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_comes(browse, width, elder):
    tab = browse(width=width, elder=elder)
    moved = {}
    for kind in pages.PUBLIC:
        tab.visit(kind)
        moved[kind.name] = tab.page.evaluate(SHIFTS)
    assert {name: by for name, by in moved.items() if by > 0} == {}


LINE = """() => {
    const text = document.querySelector(".bulletin .section > p");
    return parseFloat(getComputedStyle(text.parentElement).width) / parseFloat(getComputedStyle(text).fontSize);
}"""


@pytest.mark.parametrize("size", [None, "small", "large"])
def test_a_line_of_prose_holds_28_to_38_characters_on_a_desktop(browse, size):
    page = browse(size=size).page
    page.goto("/issues/2022/4/")
    assert 28 <= page.evaluate(LINE) <= 38


def test_the_sizes_differ_and_change_the_text_only(browse):
    sizes = {}
    for size in ("small", "medium", "large"):
        page = browse(size=size).page
        page.goto("/issues/2022/4/")
        sizes[size] = [
            page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{one}')).fontSize)")
            for one in (".bulletin .section > p", ".site-nav a")
        ]
    assert sizes["small"][0] < sizes["medium"][0] < sizes["large"][0]
    assert sizes["small"][1] == sizes["medium"][1] == sizes["large"][1]
