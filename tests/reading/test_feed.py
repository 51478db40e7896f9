"""The feed is valid Atom (RFC 4287), holds what anybody may read, and nothing else."""

import datetime
import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from bulletin.value import Annotations, Kind, Section
from issues.models import Publication
from tests.reading import factories
from tests.reading.test_queries import queries_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339: the T, the seconds and the zone are not optional.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ODD_TITLE = "R&D <投入> “两个”】\"引号\" 与 'it' 𠮷 ]]>"
BARE = {"sections": (Section(Kind.NOTE, text="一段。"),), "annotations": Annotations()}


def read(client):
    response = client.get("/feed/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response.content.startswith(b"<?xml")
    return ElementTree.fromstring(response.content)


def one(element, name):
    """The text of a child that must be there exactly once."""
    found = element.findall(ATOM + name)
    assert len(found) == 1, f"{len(found)} {name}"
    return found[0].text or ""


def refuse_invalid(feed):
    """What RFC 4287 asks of a feed document like ours."""
    assert feed.tag == ATOM + "feed"
    known = {"id", "title", "subtitle", "link", "updated", "author", "entry"}
    assert {child.tag.removeprefix(ATOM) for child in feed} <= known
    assert one(feed, "title").strip()
    assert [link.get("rel") for link in feed.findall(ATOM + "link")].count("self") == 1
    ids = [one(part, "id") for part in (feed, *feed.findall(ATOM + "entry"))]
    assert len(ids) == len(set(ids)), "an id twice"
    assert all(re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", name) for name in ids), ids
    for part in (feed, *feed.findall(ATOM + "entry")):
        assert MOMENT.fullmatch(one(part, "updated"))
        assert one(part.find(ATOM + "author"), "name").strip()
        alternates = [link for link in part.findall(ATOM + "link") if link.get("rel") == "alternate"]
        assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(alternates) == 1
        assert all(urlsplit(link.get("href")).netloc for link in part.findall(ATOM + "link"))
    for entry in feed.findall(ATOM + "entry"):
        known = {"id", "title", "link", "updated", "author", "summary", "content"}
        assert {child.tag.removeprefix(ATOM) for child in entry} == known
        assert one(entry, "title").strip()
        assert one(entry, "summary").strip()
        assert entry.find(ATOM + "content").get("type") == "html"
        assert len(entry.find(ATOM + "content")) == 0, "escaped HTML has no child elements"


def titles(client):
    return [one(entry, "title") for entry in read(client).findall(ATOM + "entry")]


class Addresses(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found, self.text = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        self.text += data


def test_the_feed_is_valid_with_no_issue_with_some_and_with_odd_characters(client):
    refuse_invalid(read(client))
    factories.publish(number=1)
    factories.publish(number=2, title=ODD_TITLE, subtitle=ODD_TITLE, publisher=ODD_TITLE, **BARE)
    factories.publish(number=3, text=f"{ODD_TITLE}\n- &amp; **重点**\n\n| a | b |\n|---|---|\n| < | > |")
    feed = read(client)
    refuse_invalid(feed)
    assert len(feed.findall(ATOM + "entry")) == 3
    assert f"{ODD_TITLE}（2022年第2期）" in titles(client)


def test_the_feed_holds_only_what_anybody_may_read_even_for_somebody_inside(client):
    factories.publish(number=1)
    factories.publish_internally(number=2)
    factories.schedule(number=3)
    factories.withdraw(factories.publish(number=4))
    factories.freeze(factories.make_bulletin(number=5))
    assert titles(client) == ["第1号文章（2022年第1期）"]
    client.force_login(factories.make_reader())
    assert titles(client) == ["第1号文章（2022年第1期）"]


def test_the_full_text_is_the_public_form(client):
    factories.publish(number=1, text="全文末句。")
    content = one(read(client).find(ATOM + "entry"), "content")
    assert "全文末句。" in content
    assert "主编" in content
    assert factories.LABEL not in content
    assert factories.RECIPIENT not in content


def test_the_newest_released_twenty_stand_in_the_feed_newest_first(client):
    for number in range(1, 23):
        factories.publish(number=number, since=timedelta(hours=30 - number))
    expected = [f"第{number}号文章（2022年第{number}期）" for number in range(22, 2, -1)]
    assert titles(client) == expected


def test_every_address_in_an_entry_can_be_followed_from_anywhere(client):
    links = "见[上期](/issues/2022/1/#hub-paris)和[外站](https://example.org/a?b=1&c=2)"
    text = f'{links}，原文 href="/不是链接" src="#也不是"\n![图](/static/a.png)'
    factories.publish(number=1, text=text)
    entry = read(client).find(ATOM + "entry")
    addresses = Addresses(one(entry, "content"))
    assert {
        "http://testserver/issues/2022/1/#hub-paris",
        "https://example.org/a?b=1&c=2",
        "http://testserver/issues/2022/1/#hub-london",
        "http://testserver/static/a.png",
    } <= set(addresses.found)
    assert [address for address in addresses.found if not address.startswith(("http://", "https://"))] == []
    assert 'href="/不是链接" src="#也不是"' in addresses.text


def test_an_entry_keeps_its_id_through_a_correction_and_says_what_changed(client):
    first = factories.publish(number=1, since=timedelta(hours=2))
    before = read(client).find(ATOM + "entry")
    corrected = factories.make_annotations("london", "talent", "改了一个数字 <5>。")
    Publication.objects.filter(pk=first.pk).update(ends_at=first.go_live_at + timedelta(hours=1))
    factories.publish(number=1, annotations=corrected, issue=first.issue, since=timedelta(hours=1))
    after = read(client).find(ATOM + "entry")
    assert one(after, "id") == one(before, "id")
    assert _moment(after) > _moment(before)
    assert "更正说明：改了一个数字 <5>。" in Addresses(one(after, "content")).text


def test_the_times_of_the_feed_are_those_of_the_releases(client):
    factories.publish(number=1, since=timedelta(hours=5))
    last = factories.publish(number=2)
    feed = read(client)
    assert _moment(feed) == last.go_live_at
    assert _moment(feed).utcoffset() == timedelta(hours=8)


def test_an_unchanged_feed_is_not_sent_again(client):
    factories.publish(number=1)
    tag = client.get("/feed/")["ETag"]
    assert client.get("/feed/", headers={"If-None-Match": tag}).status_code == 304
    factories.publish(number=2)
    assert client.get("/feed/", headers={"If-None-Match": tag}).status_code == 200


def test_the_feed_costs_one_query_and_no_session(client):
    factories.publish(number=1)
    few = queries_of(client, "/feed/")
    for number in range(2, 12):
        factories.publish(number=number)
    assert len(queries_of(client, "/feed/")) == len(few) == 1


def test_an_issue_without_a_lead_has_its_title_as_summary(client):
    factories.publish(number=1, **BARE)
    assert one(read(client).find(ATOM + "entry"), "summary") == "第1号文章"


def _moment(part):
    return datetime.datetime.fromisoformat(one(part, "updated"))
