"""Which hits come first, and what several words find however they are narrowed."""

import dataclasses

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from bulletin.searching import MOST_SINGLE, parse
from bulletin.value import Figure
from issues.models import PublishedText
from issues.models.published_text import TextKind
from issues.search import postgresql, stretches
from reading.search import search
from tests.reading import factories

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def publish(number, text="正文。", hub="london", **parts):
    return factories.publish(number=number, hub=hub, text=text, **parts)


def addresses(typed, **chosen):
    return [hit.address for hit in search(typed, NOBODY, chosen=chosen, page=1).hits]


def spread(typed, *, marks=(), most=10):
    return [hit.address for hit in PublishedText.objects.spread(parse(typed), NOBODY, marks=marks, most=most)]


def test_what_is_found_twice_stands_where_its_better_hit_stands():
    notes = factories.make_annotations("london", "talent")
    case = dataclasses.replace(notes.cases[0], figures=(Figure("london的企业", "3家"),))
    publish(1, annotations=dataclasses.replace(notes, cases=(case,)))
    publish(2, "这里也谈到london", hub="tokyo")
    kinds = [hit.kind for hit in search("london", NOBODY, chosen={}, page=1).hits]
    assert addresses("london").count("/hubs/london/") == 1
    assert addresses("london").index("/hubs/london/") < addresses("london").index("/issues/2022/2/#hub-tokyo")
    assert kinds.count(TextKind.HUB) == 1


def test_an_issue_named_by_its_number_comes_before_all_that_speak_of_it():
    publish(4)
    for number in (5, 6):
        publish(number, "见2022年第4期", hub=f"hub{number}")
    publish(7, "正文。", hub="hub7", title="再谈2022年第4期")
    assert addresses("2022年第4期")[0] == "/issues/2022/4/"


def test_old_issues_are_found_however_many_new_ones_the_facet_leaves_out():
    publish(1, "伦敦的金融", hub="london")
    for number in (2, 3, 4):
        publish(number, "东京的金融", hub="tokyo")
    assert spread("金融 导语", most=1) == ["/issues/2022/4/"]
    assert spread("金融 导语", marks=["hub.london"], most=1) == ["/issues/2022/1/"]
    assert spread("金融 导语", marks=["hub.paris"], most=1) == []


def test_words_that_stand_in_one_text_are_not_spread_over_the_issue():
    publish(1, "伦敦的金融和大学")
    assert spread("金融 大学") == []
    assert addresses("金融 大学", kind="issue") == []
    publish(2, "伦敦的金融", hub="tokyo")
    assert addresses("金融 导语2", kind="issue") == ["/issues/2022/2/"]


def test_the_number_beside_a_facet_is_that_of_what_it_leads_to(client):
    publish(1, "伦敦的金融和大学")
    publish(2, "东京的金融", hub="tokyo")
    publish(3, "金融，导语3也在这里", hub="paris")
    for typed in ("金融 导语", "金融 大学", "金融"):
        hits = search(typed, NOBODY, chosen={}, page=1).hits
        for kind in TextKind.values:
            assert len(addresses(typed, kind=kind)) == sum(hit.kind == kind for hit in hits), (typed, kind)


def test_issues_all_words_are_spread_over_come_newest_first_and_only_so_many():
    for number in (1, 2, 3):
        publish(number, "伦敦的金融", hub=f"hub{number}")
    assert spread("金融 导语") == ["/issues/2022/3/", "/issues/2022/2/", "/issues/2022/1/"]
    assert spread("导语 金融", most=2) == ["/issues/2022/3/", "/issues/2022/2/"]
    assert spread("金融 导语 -hub2") == ["/issues/2022/3/", "/issues/2022/1/"]
    assert spread("金融 导语", marks=["year.2022"], most=1) == ["/issues/2022/3/"]
    assert spread("金融 导语", marks=["year.2021"]) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite looks at no candidate twice")
def test_hidden_candidates_are_looked_past(monkeypatch):
    monkeypatch.setattr(postgresql, "_SPARE", 0)
    publish(1, title="谈硅谷")
    publish(2, "正文里的硅谷", hub="tokyo")
    for number in range(3, 14):
        factories.withdraw(publish(number, hub=f"hub{number}", title="谈硅谷"))
    query = parse("硅谷")
    for most in (1, 2, 3):
        found = [hit.address for hit in PublishedText.objects.hits(query, NOBODY, most=most)]
        assert found == ["/issues/2022/1/", "/issues/2022/2/#hub-tokyo"][:most]


def test_an_address_in_capitals_narrows_as_well(client):
    publish(1, "伦敦的金融")
    assert [row["url"] for row in client.get("/search/?q=金融&hub=LONDON&format=json").json()["results"]] == [
        "/issues/2022/1/#hub-london"
    ]


def test_of_a_long_word_that_is_not_found_only_so_many_characters_are_tried(client, monkeypatch):
    tried = []
    monkeypatch.setattr(PublishedText.objects, "which_occur", lambda terms, user: tried.extend(terms) or [])
    page = client.get("/search/", {"q": "，".join("的一是在不了有和人这中大为上个国我以要他")})
    assert "没有找到" in page.content.decode()
    assert tried == ["的", "一"][:MOST_SINGLE]


def test_the_issues_own_text_has_the_last_number_of_the_stretch():
    publication = publish(1)
    first, *others = PublishedText.objects.filter(publication=publication).order_by("-id")
    assert first.kind == TextKind.ISSUE
    assert others
    assert {one.id | stretches.LAST for one in (first, *others)} == {first.id}
