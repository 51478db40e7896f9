"""Every page of the reading side as a browser takes it: narrow and wide, large, without scripts, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.story import problems_of
from tests.browser.visiting import WIDTHS, Tab, overflow
from tests.reading import pages, stage
from tests.reading.registered import REGISTERED

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.reading.urls"),
]
STEPS = 400


@pytest.fixture
def browse(transactional_db, browser, live_server, settings):
    """Opens tabs of new visitors, with everything on stage; in the end no browser may have complained."""
    for name, value in REGISTERED.items():
        setattr(settings, name, value)
    session = stage.session_of(stage.fill())
    tabs, problems = [], []

    def opened(**settings):
        tabs.append(Tab(browser, live_server.url, session, **settings))
        problems.append(problems_of(tabs[-1].context))
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.context.close()
    assert [problem for one in problems for problem in one] == []


@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(browse, width, elder):
    tab = browse(width=width, elder=elder)
    wide = {}
    for kind in pages.ALL:
        tab.visit(kind)
        wide[str(kind)] = overflow(tab.page)
    assert {name: by for name, by in wide.items() if by > 0} == {}


@pytest.mark.parametrize(("width", "elder"), [(360, False), (1440, False), (360, True)])
def test_axe_finds_nothing(browse, width, elder):
    tab = browse(width=width, elder=elder)
    found = {}
    for kind in pages.ALL:
        tab.visit(kind)
        found[str(kind)] = axe.violations(tab.page)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_axe_would_find_something(browse):
    tab = browse(width=360)
    page = tab.page
    page.goto("/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"/favicon.ico\"><h4>一</h4>'")
    rules = {line.split(":")[0] for line in axe.violations(tab.page)}
    assert {"image-alt", "page-has-heading-one"} <= rules


def test_every_page_comes_with_a_policy_keeps_it_and_asks_nobody_else(browse):
    tab = browse()
    for kind in pages.ALL:
        policy = tab.visit(kind).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        styled = "; style-src-attr 'unsafe-inline'" if kind.name == "issue-copy" else ""
        assert "unsafe" not in policy.replace(styled, "") if styled else "unsafe" not in policy


def test_every_page_says_the_same_without_scripts(browse, one_day):
    with_scripts, without = browse(), browse(java_script_enabled=False)
    for kind in pages.ALL:
        for tab in (with_scripts, without):
            tab.visit(kind)
        assert without.page.locator("h1").is_visible()
        with_scripts.page.evaluate("document.querySelectorAll('#copy').forEach((button) => { button.hidden = true; })")
        assert without.page.locator("main").inner_text() == with_scripts.page.locator("main").inner_text()


def test_without_scripts_links_lead_from_the_first_page_into_an_issue(browse):
    page = browse(java_script_enabled=False).page
    page.goto("/")
    page.get_by_role("link", name="期次", exact=True).click()
    page.get_by_role("link", name="国外一流科技创新中心是怎样建设的").click()
    page.locator("article.bulletin nav a", has_text="日本东京科技创新中心").click()
    expect(page.locator("h2:has-text('日本东京科技创新中心'), h3:has-text('日本东京科技创新中心')")).to_be_visible()


FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    const other = getComputedStyle(at, "::after");
    const outlined = (one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2;
    return {
        name: [at.tagName, at.className, at.textContent.trim().slice(0, 20), at.getAttribute("href") || ""].join("|"),
        body: at === document.body,
        place: [...document.querySelectorAll("*")].indexOf(at),
        marked: outlined(style) || outlined(other),
        shown: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
    };
}"""
# What somebody with a mouse can press or type in; of radio buttons the keyboard visits one a group.
PRESSABLE = """() => {
    const all = [...document.querySelectorAll("*")];
    const field = "input:enabled:not([type=hidden]):not([type=radio])";
    const can = `a[href], button:enabled, select, textarea, summary, ${field}`;
    return all.flatMap((one, place) => one.matches(can) && one.checkVisibility() ? [place] : []);
}"""


@pytest.mark.parametrize("width", [360, 1440])
def test_the_keyboard_comes_to_everything_and_shows_where_it_is(browse, width):
    tab = browse(width=width)
    for kind in pages.ALL:
        tab.visit(kind)
        tab.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        seen = _tabbed_through(tab.page)
        assert [one["name"] for one in seen if not (one["marked"] and one["shown"])] == [], kind
        assert set(tab.page.evaluate(PRESSABLE)) - {one["place"] for one in seen} == set(), kind


def _tabbed_through(page):
    """Where the keyboard comes to, until it comes round."""
    seen = []
    while len(seen) < STEPS:
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUS)
        if seen and now["place"] == seen[0]["place"]:
            return seen
        seen += [] if now["body"] else [now]
    raise AssertionError("the keyboard is caught")


def test_the_skip_link_comes_first_and_leads_past_the_menu(browse):
    tab = browse()
    page = tab.page
    for kind in pages.PUBLIC:
        tab.visit(kind)
        if kind.name == "login":
            continue
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["name"] == "A|skip-link|跳到正文|#content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), kind
