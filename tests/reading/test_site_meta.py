"""The meta groups and the foot of government sites, on every kind of page, from the settings alone."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from reading import site
from tests.reading import factories
from tests.reading.html import page_of
from tests.reading.test_queries import queries_of

pytestmark = pytest.mark.django_db

SITE = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource", "Keywords"}
PAGES = {
    "/": SITE,
    "/sitemap/": SITE,
    "/nothing/": SITE,
    "/accounts/login/": SITE,
    "/issues/2022/7/": SITE,
    "/issues/": SITE | COLUMN,
    "/issues/2022/": SITE | COLUMN,
    "/hubs/": SITE | COLUMN,
    "/hubs/london/": SITE | COLUMN,
    "/lessons/": SITE | COLUMN,
    "/search/": SITE | COLUMN,
    "/search/?q=文章": SITE | COLUMN,
    "/lessons/talent/": SITE | COLUMN,
    "/issues/2022/4/": SITE | COLUMN | ARTICLE,
}
FILLED = {
    "SITE_NAME": "许昌市科技创新公共服务中心",
    "SITE_DOMAIN": "www.example.cn",
    "SITE_ID_CODE": "4110000001",
    "SITE_SPONSOR": "许昌市科学技术局",
    "SITE_OPERATOR": "科技创新公共服务中心",
    "SITE_ADDRESS": "许昌市龙兴路",
    "SITE_POSTCODE": "461000",
    "SITE_PHONE": "0374-1234567",
    "SITE_ICP": "豫ICP备12345678号-1",
    "SITE_POLICE": "豫公网安备41100002000001号",
    "SITE_BADGE_URL": "https://badge.example.cn/show?id=1&a=2",
    "SITE_CORRECTIONS_URL": "https://find.example.cn/report",
}


class Metas(HTMLParser):
    """name → content of every meta tag."""

    def __init__(self, html):
        super().__init__()
        self.found, self.names = {}, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and "name" in attrs:
            self.names.append(attrs["name"])
            self.found[attrs["name"]] = attrs["content"]


@pytest.fixture
def filled(settings):
    for name, value in FILLED.items():
        setattr(settings, name, value)
    return settings


def published():
    factories.publish()
    factories.withdraw(factories.publish(number=7))


def metas(client, path):
    return Metas(client.get(path).content.decode())


def foot(client, path="/"):
    """The words and links of the foot of a page."""
    page = client.get(path).content.decode()
    return page[page.index('<footer class="site-footer">') : page.rindex("</footer>")]


def links(html):
    return {
        words: href.replace("&amp;", "&") for href, words in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', html)
    }


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_the_groups_of_its_kind_each_once_and_none_empty(client, filled, path):
    published()
    tags = metas(client, path)
    assert set(tags.found) & (SITE | COLUMN | ARTICLE) == PAGES[path]
    assert len(tags.names) == len(set(tags.names))
    assert [name for name, content in tags.found.items() if not content.strip()] == []


@pytest.mark.parametrize("path", PAGES)
def test_with_nothing_set_no_tag_is_empty_and_no_code_is_made_up(client, path):
    published()
    tags = metas(client, path)
    assert set(tags.found) & (SITE | COLUMN | ARTICLE) == PAGES[path] - {"SiteIDCode"}
    assert [name for name, content in tags.found.items() if not content.strip()] == []


def test_the_site_group_says_what_is_registered(client, filled):
    published()
    found = metas(client, "/").found
    assert (found["SiteName"], found["SiteDomain"], found["SiteIDCode"]) == (
        *("许昌市科技创新公共服务中心", "www.example.cn", "4110000001"),
    )


def test_with_nothing_set_the_site_is_called_as_its_bulletin_and_its_address(client):
    published()
    found = metas(client, "/").found
    assert (found["SiteName"], found["SiteDomain"]) == ("决策参阅", "testserver")


@pytest.mark.parametrize(
    ("path", "name"), [("/issues/2022/4/", "期次"), ("/hubs/london/", "科创中心"), ("/lessons/talent/", "启示")]
)
def test_the_column_is_called_as_in_the_navigation(client, path, name):
    published()
    found = metas(client, path).found
    assert (found["ColumnName"], found["ColumnType"]) == (name, name)
    assert "决策参阅" in found["ColumnDescription"]


def test_the_article_group_is_the_title_the_release_its_source_and_its_themes(client):
    publication = factories.publish(title='研发<投入>“R&D” "引号"', publisher="中心 & 局")
    found = metas(client, "/issues/2022/4/").found
    assert found["ArticleTitle"] == '研发<投入>“R&D” "引号"'
    assert found["ContentSource"] == "中心 & 局"
    assert found["Keywords"] == "决策参阅,talent主题"
    assert found["PubDate"] == localtime(publication.go_live_at).strftime("%Y-%m-%d %H:%M")


def test_meta_and_foot_cost_no_query(client, filled):
    published()
    assert len(queries_of(client, "/issues/2022/4/")) == 4


def test_the_foot_shows_nothing_that_is_not_set(client):
    html = foot(client)
    for words in (
        "主办单位",
        "承办单位",
        "地址：",
        "邮编",
        "电话",
        "标识码",
        "备案",
        "公网安备",
        "找错",
        "IPv6",
        "网站标识",
    ):
        assert words not in html, words
    assert set(links(html)) == {"站点地图", "订阅新一期"}


@pytest.mark.parametrize("name", FILLED)
def test_each_value_is_shown_alone_and_escaped(client, settings, name):
    value = FILLED[name] if name.endswith("URL") else f"{FILLED[name]}<i>&amp;"
    setattr(settings, name, value)
    html = client.get("/").content.decode()
    assert "<i>" not in html
    page_of(client.get("/"))
    if name == "SITE_CORRECTIONS_URL":
        assert "找错" not in html
    else:
        assert value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in html


@pytest.mark.parametrize("path", PAGES)
def test_every_page_ends_with_what_the_site_is_registered_with(client, filled, path):
    published()
    filled.SITE_IPV6 = True
    html = foot(client, path)
    for words in (
        "主办单位：许昌市科学技术局",
        "承办单位：科技创新公共服务中心",
        "地址：许昌市龙兴路",
        "邮编：461000",
        "电话：0374-1234567",
        "网站标识码：4110000001",
        "本站支持IPv6访问",
    ):
        assert words in html, words
    found = links(html)
    assert found["豫ICP备12345678号-1"] == "https://beian.miit.gov.cn/"
    assert found["豫公网安备41100002000001号"] == "https://beian.mps.gov.cn/#/query/webSearch?code=41100002000001"
    assert found["网站标识"] == "https://badge.example.cn/show?id=1&a=2"
    assert {"站点地图": "/sitemap/", "订阅新一期": "/feed/"}.items() <= found.items()


def test_a_mistake_is_reported_with_the_code_of_the_site_and_the_page(client, filled):
    published()
    found = links(foot(client, "/issues/?page=2"))["我为政府网站找错"]
    address = "http%3A%2F%2Ftestserver%2Fissues%2F"
    assert found == f"https://find.example.cn/report?site_code=4110000001&url={address}"
    filled.SITE_CORRECTIONS_URL = "https://find.example.cn/?a=1"
    assert links(foot(client))["我为政府网站找错"].startswith("https://find.example.cn/?a=1&site_code=4110000001&url=")


@pytest.mark.parametrize("missing", ["SITE_CORRECTIONS_URL", "SITE_ID_CODE"])
def test_mistakes_are_reported_only_with_an_address_and_a_code(client, filled, missing):
    setattr(filled, missing, "")
    assert "找错" not in foot(client)
    assert site.corrections("http://testserver/") == ""


def test_every_page_says_where_the_feed_is(client):
    published()
    for path in PAGES:
        html = client.get(path).content.decode()
        assert '<link rel="alternate" type="application/atom+xml" title="《决策参阅》各期全文" href="/feed/">' in html


def test_an_error_page_without_a_request_has_its_head_and_foot(filled):
    html = render_to_string("500.html")
    assert '<meta name="SiteName" content="许昌市科技创新公共服务中心">' in html
    assert "主办单位" in html
    assert "找错" not in html


@pytest.mark.django_db
def test_nobody_signed_in_is_led_to_tell_another_site_where_he_reads(client, settings):
    settings.SITE_CORRECTIONS_URL, settings.SITE_ID_CODE = "https://mistakes.example.org/", "4110000001"
    factories.publish()
    assert "mistakes.example.org" in client.get("/issues/2022/4/?from=search").content.decode()
    assert "from" not in unquote(re.search(r'https://mistakes[^"]+', client.get("/?from=a").content.decode())[0])
    client.force_login(factories.make_reader())
    assert "mistakes.example.org" not in client.get("/issues/2022/4/").content.decode()
