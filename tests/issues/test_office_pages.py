"""What every page of the office has in common: the way back, the order of the lists, the words."""

import re

import pytest

from accounts.access import Role
from tests.issues.moving_pages import signed_in, text
from tests.issues.office import make_issue, office, write_draft
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def way(shown):
    """The words of the way back: 工作台 › 期次."""
    crumbs = re.search(r'<div class="breadcrumbs">(.*?)</div>', shown, re.DOTALL)[1]
    return [" ".join(re.sub("<[^>]*>", "", step).split()) for step in crumbs.split("›")]


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        ("issues/issue/", ["工作台", "期次"]),
        ("issues/issue/add/", ["工作台", "期次", "新的一期"]),
        ("issues/issue/{issue.pk}/change/", ["工作台", "期次", "{issue}"]),
        ("issues/issue/{issue.pk}/revisions/", ["工作台", "期次", "{issue}", "各稿"]),
        ("issues/issue/{issue.pk}/moves/submit/", ["工作台", "期次", "{issue}", "送审"]),
        ("issues/issue/intake/", ["工作台", "期次", "导入期次"]),
        ("issues/", ["工作台", "编辑部 管理"]),
        ("hubs/hub/", ["工作台", "科创中心"]),
        ("hubs/hub/{hub.pk}/change/", ["工作台", "科创中心", "{hub}"]),
        ("hubs/hub/{hub.pk}/history/", ["工作台", "科创中心", "变更历史： {hub}"]),
        ("hubs/hub/import/", ["工作台", "科创中心", "导入科创中心"]),
        ("lessons/lesson/", ["工作台", "启示"]),
    ],
)
def test_the_way_back_begins_at_the_desk(cast, address, steps):
    issue = make_issue(cast)
    named = {"issue": issue, "hub": issue.sections.get(case_study__isnull=False).case_study.hub}
    shown = text(signed_in(cast.editor).get("/admin/" + address.format(**named)))
    assert way(shown) == [step.format(**named) for step in steps]
    assert shown.count('class="breadcrumbs"') == 1


@pytest.mark.parametrize(("address", "steps"), [("", ["账号"]), ("add/", ["账号", "增加 账号"])])
def test_the_way_back_from_the_accounts_begins_there_too(cast, address, steps):
    shown = text(signed_in(cast.administrator).get("/admin/accounts/user/" + address))
    assert way(shown) == ["工作台", *steps]


def test_the_lists_stand_in_the_order_of_the_work(cast):
    shown = text(signed_in(cast.editor).get("/admin/"))
    assert re.findall(r'class="section"[^>]*>([^<]*)<', shown) == ["编辑部", "科创中心与案例", "启示"]
    named = re.findall(r'<th scope="row" id="[^"]*">\s*<a[^>]*>([^<]*)<', shown)
    assert named.index("期次") < named.index("刊物") < named.index("科创中心")


def test_a_list_is_headed_by_what_it_lists_and_counted_in_plain_words(cast):
    write_draft(cast.editor)
    shown = text(signed_in(cast.editor).get("/admin/issues/issue/"))
    assert "<h1>期次</h1>" in shown
    assert "共1期" in shown
    assert "按状态</summary>" in shown
    accounts = text(signed_in(person("guan", Role.ADMINISTRATOR)).get("/admin/accounts/user/"))
    assert "<h1>账号</h1>" in accounts
    assert "共10条" in accounts
