"""A leader signs on a phone, his secretary signs another issue for him, the office sees both; all without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accounts.access import Role
from issues.models import Publication, Receipt
from tests.browser import axe
from tests.browser.story import problems_of
from tests.browser.visiting import overflow
from tests.people import PASSWORD, person, stand_in
from tests.reading import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(browser, live_server):
    """A phone without scripts on which `user` has signed in."""
    contexts, problems = [], []

    def opened(user, address, width=360):
        place = {"base_url": live_server.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        context = browser.new_context(viewport={"width": width, "height": 740}, java_script_enabled=False, **place)
        contexts.append(context)
        problems.append(problems_of(context))
        page = context.new_page()
        page.goto(address)
        page.fill("[name=username]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_load_state()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [problem for one in problems for problem in one] == []


@pytest.fixture
def people(transactional_db):
    leader = person("leader", Role.READER, full_name="张局长")
    secretary = person("secretary", Role.READER, full_name="王秘书")
    stand_in(leader, secretary, Role.READER)
    for number in (4, 5):
        factories.publish_internally(number=number, since=timedelta(0))
    return leader, secretary, person("editor", Role.EDITOR)


def test_a_leader_and_his_secretary_sign_and_the_office_sees_both(phone, people):
    leader, secretary, editor = people
    page = phone(leader, "/receipts/")
    expect(page.get_by_role("heading", name="待阅与签收")).to_be_visible()
    expect(page.get_by_role("link", name="待阅 2期")).to_be_visible()
    assert overflow(page) == 0
    page.get_by_role("link", name="第4号文章").click()
    page.get_by_role("button", name="签收2022年第4期").click()
    expect(page.locator(".receipt")).to_contain_text("您已于")
    page.get_by_role("link", name="待阅 1期").click()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="签收2022年第4期")).to_have_count(0)

    page = phone(secretary, "/accounts/login/?next=/receipts/")
    page.get_by_role("button", name="代张局长签收2022年第5期").click()
    expect(page.get_by_role("listitem").filter(has_text="由王秘书代签")).to_be_visible()
    expect(page.get_by_role("heading", name="代张局长签收 0期")).to_be_visible()
    assert Receipt.objects.filter(reader=secretary).count() == 0

    page = phone(editor, "/accounts/login/?next=/admin/", width=1440)
    for number, words in ((4, "本人"), (5, "由王秘书代签")):
        page.goto(f"/admin/issues/issue/{Publication.objects.get(number=number).issue_id}/receipts/")
        expect(page.get_by_role("row", name="张局长")).to_contain_text(words)
        expect(page.get_by_role("row", name="王秘书").filter(has_text="未签收")).to_be_visible()
        expect(page.get_by_role("heading", name="已签收1 / 应签收2").first).to_be_visible()


def test_a_tab_from_before_a_correction_shows_what_is_new(phone, people):
    leader, *_ = people
    page = phone(leader, "/receipts/")
    old = Publication.objects.get(number=5)
    Publication.objects.filter(pk=old.pk).update(ends_at=old.go_live_at + timedelta(microseconds=1))
    factories.publish_internally(number=5, since=timedelta(0), issue=old.issue, text="改正的文字。")
    page.get_by_role("button", name="签收2022年第5期").click()
    expect(page.get_by_role("alert")).to_contain_text("刚刚更正过")
    page.get_by_role("button", name="签收2022年第5期").click()
    expect(page.locator(".notices")).to_contain_text("2022年第5期已签收")


@pytest.mark.looks
def test_axe_finds_nothing_after_a_refusal(browser, live_server, people):
    leader, *_ = people
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    page = context.new_page()
    page.goto("/receipts/")
    page.fill("[name=username]", leader.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    factories.withdraw(Publication.objects.get(number=5))
    page.get_by_role("button", name="签收2022年第5期").click()
    expect(page.get_by_role("alert")).to_contain_text("已经撤下")
    page.wait_for_load_state()
    assert axe.violations(page) == []
    context.close()
