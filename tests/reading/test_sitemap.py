"""The sitemap keeps the rules of sitemaps.org 0.9 and lists what anybody can open; robots.txt names it."""

import re
from datetime import timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.utils.timezone import localtime

from reading import sitemap
from tests.reading import factories, hubs
from tests.reading.html import page_of
from tests.reading.test_queries import publish_many, queries_of

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DATETIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")
HUB = re.compile("/hubs/(?!compare)[a-z]+/")
COLUMNS = ["/", "/issues/", "/hubs/", "/lessons/", "/sitemap/"]


def read(client, path="/sitemap.xml", root="urlset", entry="url"):
    """{path: lastmod} of a file that keeps the rules."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert len(response.content) <= 50 * 1024 * 1024
    tree = ElementTree.fromstring(response.content)
    assert tree.tag == SITEMAP + root
    assert 1 <= len(tree) <= 50_000
    found = [_entry(element, entry) for element in tree]
    assert len(found) == len(dict(found)), "an address twice"
    return dict(found)


def _hubs(client, path):
    return list(dict.fromkeys(link for link in page_of(client.get(path)).links if HUB.fullmatch(link)))


def _entry(element, name):
    assert element.tag == SITEMAP + name
    children = [child.tag.removeprefix(SITEMAP) for child in element]
    assert children in (["loc"], ["loc", "lastmod"])
    address = element[0].text
    assert len(address) < 2048
    assert address.isascii()
    assert urlsplit(address)[:2] == ("http", "testserver"), "another host, or not absolute"
    changed = element[1].text if len(element) > 1 else None
    assert changed is None or DATETIME.fullmatch(changed)
    return urlsplit(address).path, changed


def test_before_the_first_issue_the_columns_are_listed(client):
    assert list(read(client)) == COLUMNS


def test_columns_years_issues_hubs_and_themes_are_listed_and_can_be_opened(client):
    factories.publish(number=1, hub="london", theme="talent")
    factories.publish(number=2, year=2021, supplement=True, hub="paris", theme="talent")
    found = read(client)
    issues = ["/issues/2022/1/", "/issues/2021/s2/"]
    others = ["/hubs/london/", "/hubs/paris/", "/lessons/talent/"]
    assert list(found) == [*COLUMNS, "/issues/2022/", "/issues/2021/", *issues, *others]
    assert {client.get(path).status_code for path in found} == {200}


def test_what_changed_last_is_the_newest_release_on_the_page(client):
    first = factories.publish(number=1, hub="london", theme="talent", since=timedelta(days=3))
    last = factories.publish(number=2, hub="london", theme="market", since=timedelta(days=1))
    older = factories.publish(number=1, year=2020, hub="tokyo", theme="talent", since=timedelta(days=2))
    found = read(client)
    expected = {
        "/": last,
        "/issues/2022/": last,
        "/issues/2020/": older,
        "/issues/2022/1/": first,
        "/hubs/london/": last,
        "/hubs/tokyo/": older,
        "/lessons/talent/": older,
    }
    for path, publication in expected.items():
        assert found[path].startswith(localtime(publication.go_live_at).strftime("%Y-%m-%dT%H:%M")), path
        assert found[path].endswith("+08:00")


def test_nothing_hidden_is_listed_even_for_somebody_inside(client):
    factories.publish(number=1, hub="london", theme="talent")
    before = set(read(client))
    factories.publish_internally(number=2, year=2021, hub="berlin", theme="capital")
    factories.schedule(number=3, year=2020, hub="tokyo", theme="market")
    factories.withdraw(factories.publish(number=4, year=2019, hub="rome", theme="land"))
    factories.freeze(factories.make_bulletin(number=5, year=2018))
    assert set(read(client)) == before
    client.force_login(factories.make_reader())
    assert set(read(client)) == before


def test_addresses_are_written_as_the_protocol_wants_them(client):
    factories.publish(number=1, hub="a-b_c", theme="r-d")
    assert "/hubs/a-b_c/" in read(client)


def test_more_than_one_file_holds_are_split_and_found_through_an_index(client, monkeypatch):
    for number in range(1, 8):
        factories.publish(number=number, hub=f"hub{number}")
    whole = read(client)
    monkeypatch.setattr(sitemap, "A_FILE", 6)
    files = list(read(client, root="sitemapindex", entry="sitemap"))
    assert files == [f"/sitemap-{number}.xml" for number in range(1, 1 + -(-len(whole) // 6))]
    parts = [read(client, file) for file in files]
    assert max(map(len, parts)) == 6
    assert {path: changed for part in parts for path, changed in part.items()} == whole
    assert client.get(f"/sitemap-{len(files) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_the_sitemap_costs_three_queries_and_the_page_of_it_at_most_five(client):
    publish_many(range(1, 4))
    few = {path: len(queries_of(client, path)) for path in ("/sitemap.xml", "/sitemap/")}
    publish_many(range(4, 60))
    assert {path: len(queries_of(client, path)) for path in few} == few
    assert few["/sitemap.xml"] == 3
    assert few["/sitemap/"] <= 5


def test_robots_are_let_in_but_to_the_office_and_sign_in_and_told_of_the_sitemap(client):
    factories.publish(number=1)
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]
    assert [path for path in read(client) if not robots.can_fetch("any", path)] == []
    for path in ("/feed/", "/issues/2022/1.txt", "/static/css/base.css"):
        assert robots.can_fetch("any", path), path
    for path in ("/admin/", "/admin/issues/issue/", "/accounts/login/?next=/", "/search/?q=a", "/hubs/compare/?hubs=a"):
        assert not robots.can_fetch("any", path), path


def test_the_site_map_for_people_lists_columns_years_hubs_and_themes_by_their_newest_names(client):
    factories.publish(number=1, hub="london", theme="talent")
    factories.publish(number=2, year=2021, hub="paris", theme="talent")
    factories.publish_internally(number=3, year=2020, hub="berlin", theme="capital")
    page = page_of(client.get("/sitemap/"))
    for words in ("站点地图", "2022年 1期", "2021年 1期", "london科创中心", "paris科创中心", "talent主题", "订阅"):
        assert words in page.text, words
    expected = {*COLUMNS[:4], "/issues/2022/", "/issues/2021/", "/hubs/london/", "/hubs/paris/", "/lessons/talent/"}
    assert expected | {"/search/", "/feed/"} <= set(page.links)
    for hidden in ("2020", "berlin", "capital"):
        assert hidden not in page.text


def test_the_site_map_for_people_has_the_hubs_in_the_order_of_their_list_china_first(client):
    places = ("paris", "valley", "nowhere", "hongkong", "london", "beijing", "tokyo")
    hubs.publish(1, {place: {} for place in places})
    listed, mapped = _hubs(client, "/hubs/"), _hubs(client, "/sitemap/")
    assert mapped == listed
    assert mapped[:2] == ["/hubs/beijing/", "/hubs/hongkong/"]


def test_somebody_inside_finds_internal_issues_on_the_site_map_for_people(client):
    factories.publish_internally(number=3, year=2020, hub="berlin", theme="capital")
    client.force_login(factories.make_reader())
    assert {"/issues/2020/", "/hubs/berlin/", "/lessons/capital/"} <= set(page_of(client.get("/sitemap/")).links)
