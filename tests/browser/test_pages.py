"""Every page as a browser takes it: narrow and wide, without scripts, by keyboard, with nothing from elsewhere."""

import pytest

from accounts.access import Role
from bulletin.parsing import text as text_parser
from hubs.models import CaseStudy, Hub
from issues.models import Series
from issues.states import State
from lessons.models import Lesson
from tests.browser.story import TEXT, Colleague, Stage, problems_of
from tests.issues import office
from tests.people import person
from tests.reading import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 768, 1440)
UNBREAKABLE = "\n".join(
    [
        f"网址：https://example.org/{'a' * 120}",
        f"| 指标 | {' | '.join(['二〇二二年的数值'] * 9)} |",
        f"|{'---|' * 10}",
        f"| 研发投入 | {' | '.join(['123456789012.34'] * 9)} |",
    ]
)
PUBLIC = [
    *("/", "/issues/", "/issues/2022/", "/issues/2022/4/", "/issues/2022/5/", "/hubs/", "/hubs/paris/"),
    *("/lessons/", "/lessons/talent/", "/accounts/login/"),
]
REFUSED = {"/issues/2022/7/": 410, "/nothing/": 404}
STEPS = 200


@pytest.fixture
def published():
    """The real issue, one with words too long for any line, and one withdrawn."""
    factories.publish(text_parser.parse(TEXT.read_bytes()).bulletin)
    factories.publish(number=5, hub="paris", text=UNBREAKABLE)
    factories.withdraw(factories.publish(number=7, theme="market"))


@pytest.fixture
def browse(browser, live_server):
    """Opens a tab of a new visitor; in the end no browser may have complained."""
    contexts, problems = [], []

    def opened(**settings):
        context = browser.new_context(base_url=live_server.url, locale="zh-CN", **settings)
        contexts.append(context)
        problems.append(problems_of(context))
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert [problem for one in problems for problem in one] == []


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def at_width(page, width):
    page.set_viewport_size({"width": width, "height": 800})


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(browse, published, width):
    page = browse()
    at_width(page, width)
    wide = {}
    for path in (*PUBLIC, *REFUSED):
        page.goto(path)
        wide[path] = overflow(page)
    assert {path: by for path, by in wide.items() if by > 0} == {}


def test_every_page_comes_with_a_policy_keeps_it_and_asks_nobody_else(browse, published):
    page = browse()
    for path, status in (dict.fromkeys(PUBLIC, 200) | REFUSED).items():
        response = page.goto(path)
        assert (path, response.status) == (path, status)
        policy = response.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


def test_every_page_says_the_same_without_scripts(browse, published):
    with_scripts, without = browse(), browse(java_script_enabled=False)
    for path in (*PUBLIC, *REFUSED):
        for page in (with_scripts, without):
            page.goto(path)
        assert without.locator("h1").is_visible()
        assert without.locator("main").inner_text() == with_scripts.locator("main").inner_text()


def test_without_scripts_links_lead_from_the_first_page_into_an_issue(browse, published):
    page = browse(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="期次", exact=True).click()
    page.get_by_role("link", name="国外一流科技创新中心是怎样建设的").click()
    page.locator("article.bulletin nav a", has_text="日本东京科技创新中心").click()
    assert page.locator("h2:has-text('日本东京科技创新中心'), h3:has-text('日本东京科技创新中心')").is_visible()


FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    return {
        name: [at.className, at.textContent.trim().slice(0, 20), at.getAttribute("href") || at.name].join("|"),
        body: at === document.body,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        shown: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
    };
}"""


@pytest.mark.parametrize("path", [*PUBLIC, *REFUSED])
def test_the_keyboard_skips_to_the_text_and_shows_where_it_is(browse, published, path):
    page = browse()
    at_width(page, 1440)
    page.goto(path)
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    assert first["name"] == "skip-link|跳到正文|#content" or path == "/accounts/login/"
    seen = [first]
    while len(seen) < STEPS:
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUS)
        if now["body"] or now["name"] == first["name"]:
            break
        seen.append(now)
    assert len(seen) < STEPS, "the keyboard is caught"
    assert [one["name"] for one in seen if not (one["marked"] and one["shown"])] == []


def test_the_skip_link_leads_past_the_menu(browse, published):
    page = browse()
    page.goto("/issues/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


# The office


@pytest.fixture
def cast(transactional_db):
    Series.objects.get_or_create(only=True, defaults={"title": "决策参阅"})
    return office.office()


@pytest.fixture
def stage(browser, live_server):
    stage = Stage(browser, live_server.url)
    yield stage
    stage.ends()


def pages_of_the_office(cast):
    """Pages by the person who opens them."""
    draft = office.make_issue(cast, number=4)
    reviewed = office.make_issue(cast, State.SECOND_REVIEW, number=5)
    signed = office.make_issue(cast, State.APPROVED, number=6)
    published = office.make_issue(cast, State.PUBLISHED, number=7)
    at = {name: issue.get_absolute_url().removesuffix("change/") for name, issue in locals().items() if name != "cast"}
    rows = [f"/admin/{place}/{row.objects.first().pk}/change/" for place, row in ROWS.items()]
    return {
        cast.editor: [
            *("/admin/", "/admin/issues/issue/", "/admin/issues/issue/add/", "/admin/issues/issue/intake/"),
            *(f"{at['draft']}{page}/" for page in ("change", "preview", "revisions", "moves/submit")),
            *(f"{at['published']}{page}/" for page in ("change", "preview", "revisions", "moves/start_correction")),
            *(f"/admin/{place}/" for place in ROWS),
            *(f"/admin/{place}/import/" for place in ROWS),
            *rows,
        ],
        cast.second: [
            "/admin/",
            *(f"{at['reviewed']}{page}/" for page in ("change", "preview", "revisions/1", "moves/send_back", "paper")),
            f"{at['reviewed']}paper/?move=pass_review",
        ],
        cast.signer: [f"{at['published']}moves/withdraw/"],
        cast.publisher: [f"{at['signed']}{page}/" for page in ("change", "moves/publish")],
        cast.discloser: [f"{at['signed']}moves/decide_disclosure/"],
        cast.administrator: ["/admin/", "/admin/accounts/user/", "/admin/accounts/user/add/"],
        person("auditor", Role.AUDITOR): ["/admin/", "/admin/accounts/auditentry/"],
    }


ROWS = {"hubs/hub": Hub, "hubs/casestudy": CaseStudy, "lessons/lesson": Lesson}


def test_no_page_of_the_office_breaks_the_policy_asks_elsewhere_or_is_too_wide(stage, cast):
    wide = {}
    for who, paths in pages_of_the_office(cast).items():
        with stage.at_work(who) as colleague:
            for path in paths:
                wide |= {(path, width): by for width in (768, 1440) if (by := _opened(colleague, path, width)) > 0}
    assert wide == {}


def _opened(colleague: Colleague, path, width):
    """How much too wide the page is."""
    at_width(colleague.page, width)
    response = colleague.page.goto(path)
    assert (path, response.status) == (path, 200)
    assert "default-src 'self'" in response.headers["content-security-policy"]
    return overflow(colleague.page)


LOOKS = """() => [...document.querySelectorAll("article.bulletin, article.bulletin *")].map((part) => {
    const style = getComputedStyle(part);
    return [part.tagName, style.fontFamily, style.fontSize, style.textAlign, style.color, style.marginTop].join(" ");
})"""


def test_the_preview_and_every_revision_look_as_the_page_will(stage, cast):
    issue = office.make_issue(cast, State.PUBLISHED)
    at = issue.get_absolute_url().removesuffix("change/")
    with stage.at_work(cast.editor) as colleague:
        looks = []
        for address in ("/issues/2022/5/", f"{at}preview/", f"{at}revisions/1/"):
            assert colleague.reads(address)[0] == 200
            looks.append(colleague.page.evaluate(LOOKS))
    assert len(looks[0]) > 10
    assert looks[0] == looks[1] == looks[2]
