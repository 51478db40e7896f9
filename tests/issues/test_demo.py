"""The demo office and the fixture made of it."""

import json
import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import User
from issues import receipts, verification
from issues.demo.fixture import fixture
from issues.management.commands.demo import FIXTURE
from issues.models import Audience, Issue, Publication, PublishedCase, PublishedLesson
from issues.states import State

SOURCE = settings.BASE_DIR / "fixtures" / "2022-4.txt"


def hanzi(text):
    return re.sub("[^㐀-鿿〇]", "", text)


def body():
    """Every Hanzi of the real issue from its title to the line before the imprint."""
    source = SOURCE.read_text(encoding="utf-8")
    return hanzi(source[source.index("国外一流") : source.index("《决策参阅》编委会")])


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def demo(db):
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_shows_every_state(demo):
    states = dict(Issue.objects.values_list("number", "state"))
    assert states == {4: State.PUBLISHED, 5: State.PUBLISHED, 6: State.SECOND_REVIEW, 7: State.DRAFT}
    audiences = dict(Publication.objects.values_list("number", "audience"))
    assert audiences == {4: Audience.PUBLIC, 5: Audience.INTERNAL}
    assert all("演示稿" in issue.title for issue in Issue.objects.exclude(number=4))


def test_tells_each_account_once_with_a_password_that_works(demo, client):
    rows = re.findall(r"^  (\S+)\s+(\S+)  ", demo, re.MULTILINE)
    assert len(rows) == User.objects.filter(is_demo=True).count() == 12
    for username, password in rows:
        assert User.objects.get(username=username).check_password(password)


def test_has_a_leader_whose_secretary_signs_for_him(demo):
    assert "演示秘书（阅读对象、代理演示领导）" in demo
    leader, secretary, reader = (User.objects.get(username=name) for name in ("lingdao", "mishu", "yuedu"))
    assert receipts.signs_for(secretary) == [secretary, leader]
    waiting = {user: {one.number for one in receipts.to_receive(user)} for user in (leader, secretary, reader)}
    assert waiting == {leader: {5}, secretary: {4, 5}, reader: {4}}


def test_refuses_a_database_with_anything_in_it(demo):
    with pytest.raises(CommandError, match="空的数据库"):
        call_command("demo")


def test_everything_in_it_holds(demo):
    assert list(verification.problems()) == []


def test_has_the_five_case_studies_with_what_the_text_tells_of_them(demo):
    cases = {case.hub_name: case for case in PublishedCase.objects.filter(publication__number=4)}
    assert len(cases) == 5 and all(case.latitude for case in cases.values())
    assert cases["伦敦科技创新中心"].formula == "知识（服务）+创意（文化）+市场（枢纽）"
    assert cases["东京科技创新中心"].milestones.get().year == 2014
    assert cases["巴黎-萨克雷地区科技创新中心"].figures.count() == 2
    assert sum(bool(case.formula) for case in cases.values()) == 3


def test_has_its_lessons_under_themes_resting_on_cases(demo):
    lessons = PublishedLesson.objects.filter(publication__number=4)
    assert lessons.count() == 5 and all(lesson.cases.exists() and lesson.passage for lesson in lessons)
    assert not lessons.filter(theme_name="待归类").exists()


@pytest.mark.parametrize("ending", ["/", ".txt", ".md", ".json"])
def test_every_hanzi_of_the_real_issue_is_on_its_page_in_order(demo, client, ending):
    shown = page(client, f"/issues/2022/4{ending}")
    if ending == "/":
        article = shown[shown.index("<h1") :]
        shown = re.sub(r"<[^>]+>", "", article)
    assert body() in hanzi(shown)


def test_the_fixture_is_what_the_command_writes(db):
    assert FIXTURE.read_text(encoding="utf-8") == fixture()
    assert not User.objects.exists()


def test_the_fixture_holds_no_password_that_works(db):
    users = [row for row in json.loads(FIXTURE.read_text(encoding="utf-8")) if row["model"] == "accounts.user"]
    assert users and all(row["fields"]["password"].startswith("!") for row in users)


def test_loaded_into_an_empty_database_it_gives_the_same_article_and_all_holds(db, client):
    call_command("loaddata", FIXTURE, verbosity=0)
    assert list(verification.problems()) == []
    loaded = Publication.objects.get()
    assert loaded.public_html in page(client, "/issues/2022/4/")
    assert "旧金山" in page(client, "/hubs/jiujinshan-shenghesai/")
    assert "创新生态" in page(client, "/lessons/")
