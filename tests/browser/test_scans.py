"""影像件 in the browser: put on a draft, and taken off again only when asked twice."""

import pytest
from playwright.sync_api import expect

from issues.models import Series
from tests.browser.story import Stage
from tests.issues import office
from tests.scans import PNG

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(transactional_db, browser, live_server):
    Series.objects.get_or_create(only=True, defaults={"title": "决策参阅"})
    stage = Stage(browser, live_server.url)
    yield stage
    stage.ends()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_scan_is_removed_on_the_second_press(stage, width):
    cast = office.office()
    issue = office.make_issue(cast)
    with stage.at_work(cast.editor) as editor:
        page = editor.page
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(issue.get_absolute_url().replace("change", "scans"))
        page.set_input_files("[name=files]", {"name": "第1页.png", "mimeType": "image/png", "buffer": PNG})
        page.get_by_role("button", name="添加", exact=True).click()
        expect(page.get_by_role("link", name="第1页.png")).to_be_visible()
        confirm = page.get_by_role("button", name="确认移除")
        expect(confirm).to_be_hidden()
        page.locator("summary", has_text="移除").click()
        assert issue.attachments.count() == 1
        confirm.click()
        expect(page.locator("body")).to_contain_text("本期还没有影像件")
    assert issue.attachments.count() == 0
