"""An editor writes an issue from nothing, with the mouse and the keyboard."""

import pytest
from playwright.sync_api import expect

from accounts.access import Role
from issues.models import Issue, Series
from issues.models.issue import Kinds
from tests.hubs.factories import make_case_study, make_hub
from tests.issues.office import write_draft
from tests.people import PASSWORD, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/issues/issue/add/"
PASTE = """([field, text]) => {
    const clipboard = new DataTransfer();
    clipboard.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def editor():
    known = {"title": "决策参阅", "publisher": "许昌市科技创新公共服务中心"}
    Series.objects.update_or_create(only=True, defaults=known)
    return person("wang", Role.EDITOR)


@pytest.fixture
def office(page, editor):
    """The page, signed in."""
    page.goto("/admin/login/")
    page.fill("[name=username]", editor.username)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def row(page, number):
    """The section that stands in place `number`."""
    return page.locator("#sections-group .inline-related:not(.empty-form)").nth(number - 1)


def in_row(page, number, name):
    return row(page, number).locator(f"[name$='-{name}']")


def drag(page, moved, before):
    """As a hand does it: take it by its heading, carry it in several steps, let it go."""
    page.set_viewport_size({"width": 1280, "height": 3000})
    box = moved.locator("h3").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 15)
    page.mouse.down()
    box = before.locator("h3").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 15, steps=8)
    page.mouse.up()


def save(page):
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    page.wait_for_load_state()


def sections():
    return list(Issue.objects.get().sections.values_list("position", "kind", "heading"))


def test_an_issue_is_written_from_nothing(office):
    page = office
    make_case_study(make_hub("伦敦科技创新中心", country="英国"), thesis="世界城市的榜样。", body="伦敦汇聚了大学。")
    make_case_study(make_hub("柏林科技创新中心", country="德国"), thesis="多种模式。")
    page.goto(ADD)
    page.fill("[name=title]", "国外一流科技创新中心是怎样建设的")
    in_row(page, 1, "kind").select_option("lead")
    paragraphs = "第一段。\r\n\r\n\u3000\u3000第二段。\u200b\r\n"
    page.evaluate(PASTE, [in_row(page, 1, "body").element_handle(), paragraphs])
    assert in_row(page, 1, "body").input_value() == "第一段。\n第二段。"
    assert row(page, 1).locator(".field-body .count").inner_text() == "8 字"

    page.get_by_text("加一段", exact=True).click()
    in_row(page, 2, "kind").select_option("case")
    assert not in_row(page, 2, "body").is_visible()
    row(page, 2).locator(".field-case_study .select2-selection").click()
    page.keyboard.type("伦敦")
    options = page.locator(".select2-results__option")
    expect(options).to_have_count(1)
    expect(options).to_contain_text("伦敦科技创新中心")
    options.click()

    page.get_by_text("加一段", exact=True).click()
    in_row(page, 3, "body").fill("综论一段。")
    row(page, 3).get_by_role("button", name="把这一段上移").click()
    save(page)
    assert sections() == [(1, "lead", ""), (2, "discussion", ""), (3, "case", "英国伦敦科技创新中心")]

    page.get_by_role("link", name="预览").click()
    expect(page.locator("article.bulletin")).to_contain_text("世界城市的榜样。")


def test_rows_are_dragged_and_a_new_one_taken_out_again(office, editor):
    page = office
    issue = write_draft(editor)
    page.goto(issue.get_absolute_url())
    row(page, 1).get_by_role("button", name="在下面加一段").click()
    in_row(page, 2, "body").fill("插在第一段后面。")
    drag(page, row(page, 4), before=row(page, 1))
    assert [in_row(page, number, "position").input_value() for number in (1, 2, 3, 4)] == ["1", "2", "3", "4"]
    row(page, 2).get_by_role("button", name="在下面加一段").click()
    row(page, 3).locator(".inline-deletelink").click()
    page.wait_for_timeout(100)
    save(page)
    kinds = [kind for _, kind, _ in sections()]
    assert kinds == [Kinds.LESSONS, Kinds.LEAD, Kinds.DISCUSSION, Kinds.CASE]


def test_a_new_case_is_made_from_the_form(office, editor):
    page = office
    make_hub("东京科技创新中心", country="日本")
    page.goto(ADD)
    in_row(page, 1, "kind").select_option("case")
    with page.expect_popup() as opened:
        row(page, 1).locator(".add-related").first.click()
    popup = opened.value
    popup.locator(".field-hub .select2-selection").click()
    popup.keyboard.type("东京")
    popup.locator(".select2-results__option:has-text('东京科技创新中心')").click()
    popup.fill("[name=thesis]", "独具一格的模式。")
    with popup.expect_event("close"):
        popup.click("[name=_save]")
    expect(row(page, 1).locator(".field-case_study")).to_contain_text("独具一格的模式")
    save(page)
    assert sections() == [(1, "case", "日本东京科技创新中心")]


def test_two_tabs_on_one_issue_lose_nothing(office, editor):
    page = office
    issue = write_draft(editor, title="原来的标题")
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(issue.get_absolute_url())
    other.fill("[name=title]", "另一页的标题")
    save(other)
    page.fill("[name=title]", "我的标题")
    page.click("[name=_continue]")
    page.wait_for_selector(".conflict")
    page.wait_for_load_state()
    assert page.input_value("[name=title]") == "我的标题"
    assert "另一页的标题" in page.locator(".conflict").inner_text()
    save(page)
    assert Issue.objects.get().title == "我的标题"


def test_without_scripts_rows_are_numbered_by_hand(browser, live_server, editor):
    issue = write_draft(editor)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", editor.username)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.goto(f"{issue.get_absolute_url()}?rows=1")
    page.fill("[name=sections-3-position]", "1")
    page.fill("[name=sections-3-body]", "没有脚本也能写。")
    save(page)
    context.close()
    assert issue.sections.first().body == "没有脚本也能写。"
