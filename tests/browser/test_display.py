"""The pages for old eyes (适老版), measured as the browser sets them, and the size of the text."""

import pytest

from bulletin.parsing import text as text_parser
from tests.browser.story import TEXT
from tests.reading import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 768, 1440)
PAGES = [
    *("/", "/issues/", "/issues/2022/", "/issues/2022/4/", "/hubs/", "/hubs/london/"),
    *("/lessons/", "/lessons/talent/", "/accounts/login/", "/issues/2022/7/", "/nothing/"),
]

# Text of less than 18 pt, lines closer than 1.5 in running text, and what is too small for a finger outside of it.
MEASURE = """() => {
    const shown = (one) => one.getClientRects().length > 0 && one.closest(".visually-hidden, .skip-link, svg") === null;
    const named = (one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 12)}`;
    const style = (one, name) => parseFloat(getComputedStyle(one)[name]);
    const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const all = [...document.body.querySelectorAll("*")].filter(shown);
    const written = all.filter((one) => own(one) || one.matches("input:not([type=hidden])"));
    const inline = (one) => getComputedStyle(one).display === "inline" && own(one.parentElement);
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
def published():
    factories.publish(text_parser.parse(TEXT.read_bytes()).bulletin)
    factories.publish(number=5, text="| 指标 | 数值 |\n|---|---|\n| 研发投入 | 123亿元 |")
    factories.withdraw(factories.publish(number=7, theme="market"))


@pytest.fixture
def visit(browser, live_server):
    """Opens a tab of a new visitor who has chosen a display, or none."""
    contexts = []

    def opened(width=1440, *, mode=None, size=None, **settings):
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 800}, locale="zh-CN", **settings
        )
        contexts.append(context)
        chosen = {"display_mode": mode, "text_size": size}
        context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in chosen.items() if v])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [None, "small", "large"])
@pytest.mark.parametrize("width", WIDTHS)
def test_for_old_eyes_text_and_targets_are_large_and_nothing_is_too_wide(visit, published, width, size):
    page = visit(width, mode="elder", size=size)
    measured = {}
    for path in PAGES if size is None else ["/issues/2022/4/", "/issues/2022/5/"]:
        page.goto(path)
        measured[path] = page.evaluate(MEASURE)
    assert {path: found for path, found in measured.items() if found != GOOD} == {}


def test_without_a_choice_text_is_smaller(visit, published):
    page = visit()
    page.goto("/issues/2022/4/")
    assert page.evaluate(MEASURE)["small"] != []


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_one_click_sets_the_page_and_another_sets_it_back(visit, published, path):
    page = visit(java_script_enabled=False)
    page.goto(path)
    for label, back in (("适老版", "标准版"), ("标准版", "适老版")):
        page.get_by_role("link", name=label).click()
        assert page.url.endswith(path)
        assert page.get_by_role("link", name=back).is_visible()


def test_the_keyboard_reaches_the_mode_right_after_the_name_and_the_site_remembers_it(visit, published):
    page = visit()
    page.goto("/issues/")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("html.elder")
    page.goto("/issues/2022/4/")
    assert page.locator("html.elder").count() == 1


@pytest.mark.parametrize(("mode", "size"), [(None, None), ("elder", None), ("elder", "large")])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_comes(visit, published, width, mode, size):
    page = visit(width, mode=mode, size=size)
    moved = {}
    for path in ("/", "/issues/", "/issues/2022/4/"):
        page.goto(path)
        moved[path] = page.evaluate(SHIFTS)
    assert moved == dict.fromkeys(moved, 0)


LINE = """() => {
    const text = document.querySelector(".bulletin .section > p");
    return parseFloat(getComputedStyle(text.parentElement).width) / parseFloat(getComputedStyle(text).fontSize);
}"""


@pytest.mark.parametrize("size", [None, "small", "large"])
def test_a_line_of_prose_holds_28_to_38_characters_on_a_desktop(visit, published, size):
    page = visit(size=size)
    page.goto("/issues/2022/4/")
    assert 28 <= page.evaluate(LINE) <= 38


def test_the_sizes_differ_and_change_the_text_only(visit, published):
    sizes = {}
    for size in ("small", "medium", "large"):
        page = visit(size=size)
        page.goto("/issues/2022/4/")
        sizes[size] = [
            page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{one}')).fontSize)")
            for one in (".bulletin .section > p", ".site-nav a")
        ]
    assert sizes["small"][0] < sizes["medium"][0] < sizes["large"][0]
    assert sizes["small"][1] == sizes["medium"][1] == sizes["large"][1]
