"""Lessons in the browser: a matrix of many hubs on a desk and on a phone, and the way to a passage and back."""

import re

import pytest
from playwright.sync_api import expect

from bulletin.value import Annotations, CaseNote, Kind, LessonNote, Section
from tests.reading import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HUBS = 35
THEMES = {"talent": "科教与人才", "capital": "科技金融", "ecology": "开放合作与国际创新网络建设"}
WIDTHS = (360, 768, 1440)


@pytest.fixture
def published():
    """An issue with a case of each of many hubs, and lessons that rest on all of them, or on none."""
    cases = [Section(Kind.CASE, heading=f"第{n}市科技创新中心", text="正文。" * 30, level=1) for n in range(HUBS)]
    notes = [
        CaseNote(n, f"hub{n}-1", f"hub{n}", f"第{n}市科技创新中心", f"国家{n // 4}", sources="") for n in range(HUBS)
    ]
    lessons = [
        LessonNote(slug, name, f"{slug}-1", f"{name}的启示", f"要重视{name}", tuple(range(start, HUBS, 2)))
        for start, (slug, name) in enumerate(THEMES.items())
    ]
    lessons.append(LessonNote("talent", "科教与人才", "talent-2", "没有案例的启示", "要重视调查", ()))
    text = "从这些科技创新中心可以得到启示：" + "；".join(note.passage for note in lessons) + "。"
    factories.publish(
        number=4,
        sections=(*cases, Section(Kind.LESSONS, heading="启示", level=1, text=text)),
        annotations=Annotations(tuple(notes), tuple(lessons)),
    )


def tab(browser, live_server, width, **settings):
    viewport = {"width": width, "height": 800}
    return browser.new_context(base_url=live_server.url, locale="zh-CN", viewport=viewport, **settings).new_page()


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("mode", ["standard", "elder"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_matrix_of_many_hubs_is_no_wider_than_the_window(browser, live_server, published, width, mode):
    page = tab(browser, live_server, width)
    page.goto(f"/display/?mode={mode}&next=/lessons/")
    assert overflow(page) <= 0
    page.goto("/lessons/talent/?hub=hub1")
    assert overflow(page) <= 0


def test_on_a_wide_screen_the_keyboard_moves_the_hubs_while_the_themes_stay(browser, live_server, published):
    page = tab(browser, live_server, 1440)
    page.goto("/lessons/")
    region = page.get_by_role("region", name="主题与科创中心")
    theme = page.get_by_role("rowheader", name="科教与人才")
    before = theme.bounding_box()["x"]
    region.focus()
    page.keyboard.press("End")
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    _until_moved(region, page)
    assert theme.bounding_box()["x"] == pytest.approx(before, abs=2)
    assert page.get_by_role("columnheader").count() == HUBS + 2


def _until_moved(region, page):
    """Keys scroll smoothly; the policy of the page lets nothing be evaluated in it that would wait there."""
    for _ in range(600):
        if region.evaluate("region => region.scrollLeft") > 100:
            return
        page.wait_for_timeout(100)
    pytest.fail("the keyboard does not move the hubs")


def test_a_link_under_the_fixed_column_comes_out_when_it_has_the_focus(browser, live_server, published):
    page = tab(browser, live_server, 1440)
    page.goto("/lessons/")
    links = page.locator(".matrix tbody tr").first.locator("td a")
    links.last.focus()
    for _ in range(links.count() - 1):
        page.keyboard.press("Shift+Tab")
        box, fixed = page.evaluate(
            """() => [document.activeElement.getBoundingClientRect().left,
            document.querySelector('.matrix tbody th').getBoundingClientRect().right]"""
        )
        assert box >= fixed - 2


@pytest.mark.parametrize("width", [360, 768])
def test_on_a_phone_every_theme_lists_its_hubs_by_name(browser, live_server, published, width):
    page = tab(browser, live_server, width)
    page.goto("/lessons/")
    link = page.get_by_role("link", name=re.compile("第1市科技创新中心 1 ?条")).first
    assert link.is_visible()
    assert "第1市科技创新中心" in link.inner_text()
    assert not page.locator(".matrix thead").is_visible()
    assert page.locator(".matrix td:empty").first.is_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_old_find_every_target_of_the_matrix_large_enough(browser, live_server, published, width):
    page = tab(browser, live_server, width)
    page.goto("/display/?mode=elder&next=/lessons/")
    boxes = [link.bounding_box() for link in page.locator(".matrix td a").all()]
    assert [box for box in boxes if min(box["width"], box["height"]) < 60] == []


def test_without_scripts_from_the_matrix_to_the_passage_and_back(browser, live_server, published):
    page = tab(browser, live_server, 1440, java_script_enabled=False)
    page.goto("/lessons/")
    page.get_by_role("row", name="科教与人才").get_by_role("link", name="未列案例").click()
    assert page.url.endswith("/lessons/talent/?hub=")
    expect(page.get_by_role("heading", name="没有案例的启示")).to_be_visible()
    page.get_by_role("link", name="第4号文章").click()
    page.wait_for_load_state()
    passage = page.locator("span.passage:target")
    assert passage.inner_text() == "要重视调查"
    assert passage.evaluate("at => getComputedStyle(at).borderBottomWidth") == "2px"
    page.locator("dd", has_text="没有案例的启示").get_by_role("link", name="各期论述").click()
    assert page.url.endswith("/lessons/talent/#lesson-talent-2")
    expect(page.locator("section.lesson:target h2")).to_have_text("没有案例的启示")


def test_the_marked_passage_stands_in_the_window(browser, live_server, published):
    page = tab(browser, live_server, 360)
    page.goto("/issues/2022/4/#passage-2")
    passage = page.locator("#passage-2")
    expect(passage).to_be_in_viewport()
    box = passage.bounding_box()
    assert 0 <= box["y"] < 800


def test_on_paper_the_matrix_is_a_list(browser, live_server, published):
    page = tab(browser, live_server, 1440)
    page.emulate_media(media="print")
    page.goto("/lessons/")
    assert page.locator(".cell-hub").first.is_visible()
    assert not page.locator(".matrix thead").is_visible()
