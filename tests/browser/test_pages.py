"""Every page of the office as a browser takes it: narrow and wide, with nothing from elsewhere."""

import pytest

from accounts.access import Role
from hubs.models import CaseStudy, Hub
from issues.models import Series
from issues.states import State
from lessons.models import Lesson
from tests.browser.story import Colleague, Stage
from tests.browser.visiting import overflow
from tests.issues import office
from tests.people import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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


def test_what_takes_files_fits_a_telephone(stage, cast):
    draft = office.make_issue(cast).get_absolute_url().removesuffix("change/")
    paths = [f"/admin/{place}/import/" for place in ("hubs/hub", "issues/issue", "issues/series")]
    paths += [f"{draft}{page}/" for page in ("scans", "images", "corrected", "print")]
    with stage.at_work(cast.editor) as colleague:
        assert {path: by for path in paths if (by := _opened(colleague, path, 360)) > 0} == {}
    entered = office.make_issue(cast, State.FIRST_REVIEW, number=6).get_absolute_url().removesuffix("change/")
    with stage.at_work(cast.second) as colleague:
        assert _opened(colleague, f"{entered}paper/?move=pass_review", 360) <= 0


def _opened(colleague: Colleague, path, width):
    """How much too wide the page is."""
    colleague.page.set_viewport_size({"width": width, "height": 800})
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
