"""Who sees what: three people walk over every address of issues in every situation."""

import dataclasses
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.access import Role
from accounts.models import User
from bulletin.value import Annotations
from issues.models import Publication
from tests.reading import factories

pytestmark = pytest.mark.django_db

FORMATS = ("", ".docx", ".txt", ".md", ".json")
LISTS = ("/", "/issues/", "/issues/2022/", "/hubs/", "/lessons/")
PEOPLE = {
    "anonymous": lambda: None,
    "reader": factories.make_reader,
    "administrator": lambda: factories.make_user(Role.ADMINISTRATOR),
    "auditor": lambda: factories.make_user(Role.AUDITOR),
    "superuser": lambda: User.objects.create_superuser("root", "Aa1!aaaaaaaa"),
    "editor": lambda: factories.make_user(Role.EDITOR),
}
INSIDERS = {"reader", "editor"}
SITUATIONS = {
    "draft": (lambda **parts: factories.freeze(factories.make_bulletin(**parts)), 404, 404),
    "internal": (factories.publish_internally, 404, 200),
    "scheduled": (factories.schedule, 404, 404),
    "withdrawn": (lambda **parts: factories.withdraw(factories.publish(**parts)), 410, 410),
    "withdrawn internal": (lambda **parts: factories.withdraw(factories.publish_internally(**parts)), 404, 410),
    "cancelled before it went live": (lambda **parts: factories.withdraw(factories.schedule(**parts)), 404, 404),
    "public": (factories.publish, 200, 200),
}


@pytest.fixture(params=PEOPLE)
def visitor(request, client):
    """A client of one of the people, and whether they read internal issues."""
    user = PEOPLE[request.param]()
    if user:
        client.force_login(user)
    return client, request.param in INSIDERS


@pytest.fixture(params=SITUATIONS)
def situation(request):
    make, outside, inside = SITUATIONS[request.param]
    make(number=9, hub="tokyo", theme="capital")
    return outside, inside


def address(extension, slug="9"):
    return f"/issues/2022/{slug}{extension or '/'}"


def test_an_issue_answers_only_those_it_is_for_in_every_format(visitor, situation):
    client, inside = visitor
    answers = {extension: client.get(address(extension)).status_code for extension in FORMATS}
    assert set(answers.values()) == {situation[inside]}, answers


def test_a_hub_or_theme_only_a_hidden_issue_mentions_is_not_there(visitor, situation):
    client, inside = visitor
    expected = 200 if situation[inside] == 200 else 404
    for path in ("/hubs/tokyo/", "/lessons/capital/"):
        assert client.get(path).status_code == expected, path


def test_lists_name_nothing_that_is_hidden(visitor, situation):
    client, inside = visitor
    factories.publish(number=1, hub="paris", theme="talent")
    for path in LISTS:
        page = client.get(path).content.decode()
        shown = {name in page for name in ("第9号文章", "tokyo", "capital")}
        assert (True in shown) is (situation[inside] == 200), path


def test_an_issue_goes_live_and_ends_at_its_time(client):
    factories.publish(number=1, since=timedelta(hours=-1))
    assert client.get("/issues/2022/1/").status_code == 404
    later = timezone.now() + timedelta(hours=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: later)
        assert client.get("/issues/2022/1/").status_code == 200


def test_a_corrected_issue_shows_the_new_text_and_its_note(client):
    first = factories.publish(number=1, text="旧的文字。")
    Publication.objects.filter(pk=first.pk).update(ends_at=timezone.now())
    corrected = factories.make_annotations("london", "talent", "改正了一个字。")
    factories.publish(number=1, text="新的文字。", annotations=corrected, issue=first.issue)
    page = client.get("/issues/2022/1/").content.decode()
    assert "新的文字。" in page
    assert "旧的文字。" not in page
    assert "更正说明" in page
    assert "改正了一个字。" in page


def test_an_internal_correction_of_a_withdrawn_public_issue_leaves_the_public_the_notice(client):
    public = factories.publish(number=1)
    factories.withdraw(public, "数据有误。")
    factories.publish_internally(number=1, issue=public.issue)
    assert client.get("/issues/2022/1/").status_code == 410
    client.force_login(factories.make_reader())
    assert client.get("/issues/2022/1/").status_code == 200


def test_a_lesson_drawn_again_internally_shows_the_public_only_the_public_issue(client):
    factories.publish(number=1, hub="london", theme="talent")
    factories.publish_internally(number=2, hub="tokyo", theme="talent")
    page = client.get("/lessons/talent/").content.decode()
    assert "第1号文章" in page
    assert "第2号文章" not in page
    assert "tokyo" not in page


def test_a_hub_named_anew_internally_keeps_its_public_name_outside(client):
    factories.publish(number=1, hub="london")
    note = factories.make_annotations("london", "talent").cases[0]
    renamed = Annotations((dataclasses.replace(note, hub_name="内部新名称"),))
    factories.publish_internally(number=2, annotations=renamed)
    outside = client.get("/hubs/london/").content.decode() + client.get("/hubs/").content.decode()
    assert "内部新名称" not in outside
    client.force_login(factories.make_reader())
    assert "<h1" in (page := client.get("/hubs/london/").content.decode())
    assert "内部新名称" in page


def test_internal_issues_are_marked_for_those_who_may_read_them(client):
    factories.publish_internally(number=2)
    client.force_login(factories.make_reader())
    for path in (*LISTS[:4], address("", "2"), "/hubs/london/", "/lessons/talent/"):
        assert '<span class="internal">内部</span>' in client.get(path).content.decode(), path
