"""What stands on the pages, and that every page is sound HTML whose links lead somewhere."""

import dataclasses
from urllib.parse import urldefrag, urljoin

import pytest
from django.contrib.staticfiles import finders

from accounts.access import Role
from bulletin.value import Annotations
from tests.reading import factories
from tests.reading.html import page_of

pytestmark = pytest.mark.django_db
PATHS = (
    "/",
    "/issues/",
    "/issues/2022/",
    "/issues/2022/4/",
    "/hubs/",
    "/hubs/london/",
    "/lessons/",
    "/lessons/talent/",
)
# The office's pages, and the links that set the display and lead back where they stand.
ELSEWHERE = ("/admin/", "/display/")


def some_issues():
    factories.publish(number=4)
    factories.publish(number=5, hub="paris")
    factories.publish_internally(number=6, hub="berlin", theme="capital")
    factories.publish(number=1, supplement=True, year=2021)
    factories.withdraw(factories.publish(number=7, theme="market"))


def crawl(client):
    """Every page that links lead to from the home page, by address."""
    pages, waiting = {}, ["/"]
    while waiting:
        path = waiting.pop()
        if path not in pages:
            response = client.get(path)
            assert response.status_code == 200, path
            is_page = response["Content-Type"].startswith("text/html") and not path.startswith("/accounts/")
            pages[path] = page_of(response) if is_page else None
            found = pages[path].links if is_page else ()
            waiting += [urldefrag(urljoin(path, link)).url for link in found if not link.startswith(ELSEWHERE)]
    return pages


@pytest.mark.parametrize("signed_in", [False, True])
def test_every_link_leads_to_a_page_and_a_place_on_it(client, signed_in):
    some_issues()
    if signed_in:
        client.force_login(factories.make_reader())
    pages = crawl(client)
    assert {"/issues/2022/4/", "/issues/2021/s1.txt", "/hubs/paris/", "/lessons/talent/"} <= set(pages)
    for path, page in pages.items():
        for link in page.links if page else ():
            target, place = urldefrag(urljoin(path, link))
            assert not place or place in pages[target].ids, f"{link} on {path}"


@pytest.mark.parametrize("path", (*PATHS, "/nothing/"))
@pytest.mark.parametrize("role", [None, Role.READER, Role.EDITOR])
def test_every_page_is_sound_html_with_its_style_sheets(client, path, role):
    some_issues()
    if role:
        client.force_login(factories.make_user(role))
    page = page_of(client.get(path))
    assert page.assets
    assert [name for name in page.assets if not finders.find(name.removeprefix("/static/"))] == []


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_its_language_a_title_one_first_heading_and_a_way_to_skip(client, path):
    factories.publish()
    html = client.get(path).content.decode()
    assert '<html lang="zh-CN">' in html
    assert " - 决策参阅</title>" in html
    assert html.count("<h1") == 1
    assert 'href="#content"' in html
    assert '<meta name="description" content="' in html


@pytest.mark.parametrize("path", PATHS)
def test_no_page_uses_words_for_code(client, path):
    factories.publish()
    text = page_of(client.get(path)).text
    assert [word for word in ("JSON", "Markdown", "slug", "digest") if word in text] == []


@pytest.mark.parametrize("path", ["/", "/issues/", "/hubs/", "/lessons/"])
def test_before_the_first_issue_every_list_says_what_will_be_there(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert "发布后" in page_of(response).text


def test_the_issue_page_has_its_masthead_entries_contents_lessons_and_imprint(client):
    publication = factories.publish()
    page = page_of(client.get("/issues/2022/4/"))
    for words in (
        "决策参阅",
        "第4期",
        "许昌市科技创新公共服务中心",
        "第4号文章",
        "导语4。",
        "主编：王明丽",
        "talent的启示",
    ):
        assert words in page.text, words
    assert (
        f"<title>{publication.title} - 2022年第4期 - 决策参阅</title>" in client.get("/issues/2022/4/").content.decode()
    )
    assert {"#hub-london", "/lessons/talent/", "../4.txt"} <= set(page.links)
    assert "来源：许昌市科技创新公共服务中心" in page.text


def test_the_hub_page_says_where_it_is_and_what_every_issue_said(client):
    factories.publish(number=4, text="第一次说。")
    factories.publish(number=5, text="第二次说。")
    page = page_of(client.get("/hubs/london/"))
    assert page.text.index("第二次说。") < page.text.index("第一次说。")
    for words in (
        "英国",
        "伦敦",
        "北纬51.5074°，西经0.1278°",
        "2篇",
        "提要句。",
        "数万家",
        "2020年",
        "年报",
        "2014年3月",
        "设立特区",
        "统计年鉴",
    ):
        assert words in page.text, words
    assert "/issues/2022/5/#hub-london" in page.links


def test_the_hub_page_is_headed_as_the_newest_issue_names_it(client):
    factories.publish(number=4)
    note = factories.make_annotations("london", "talent").cases[0]
    renamed = Annotations((dataclasses.replace(note, hub_name="大伦敦科创中心"),))
    factories.publish(number=5, annotations=renamed)
    assert "大伦敦科创中心（英国） - " in client.get("/hubs/london/").content.decode()
    listed = page_of(client.get("/hubs/")).text
    assert "大伦敦科创中心" in listed
    assert "2篇案例，最近一篇见2022年第5期" in listed


def test_a_theme_shows_a_lesson_once_with_every_issue_that_drew_it(client):
    factories.publish(number=4)
    factories.publish(number=5, hub="paris")
    page = page_of(client.get("/lessons/talent/"))
    assert page.text.count("talent的启示") == 1
    assert {"/issues/2022/4/#passage-1", "/issues/2022/5/#passage-1", "/hubs/london/", "/hubs/paris/"} <= set(
        page.links
    )
    assert page.paragraphs.count("启示原文。") == 2


def test_the_lessons_page_counts_lessons_not_the_issues_that_drew_them(client):
    factories.publish(number=4)
    factories.publish(number=5)
    text = page_of(client.get("/lessons/")).text
    assert "1条" in text
    assert text.count("talent的启示") == 1


def test_the_home_page_opens_with_the_newest_issue(client):
    factories.publish(number=5)
    factories.publish(number=4)
    text = page_of(client.get("/")).text
    assert text.index("第5号文章") < text.index("往期") < text.index("第4号文章")


def test_the_archive_groups_issues_by_year_newest_first(client):
    for year in (2020, 2022, 2021):
        factories.publish(number=1, year=year)
    page = page_of(client.get("/issues/"))
    issues = [link for link in page.links if link.startswith("/issues/20") and link.count("/") == 4]
    assert issues == ["/issues/2022/1/", "/issues/2021/1/", "/issues/2020/1/"]
    assert [name for name in page.ids if name.startswith("year-")] == ["year-2022", "year-2021", "year-2020"]


def test_a_reader_sees_who_is_signed_in_and_signs_out_by_a_form(client):
    client.force_login(factories.make_reader())
    html = client.get("/").content.decode()
    assert "张读者" in html
    assert '<form method="post" action="/accounts/logout/">' in html
    assert "编辑部" not in html


def test_office_people_find_the_way_to_the_office(client):
    client.force_login(factories.make_user(Role.EDITOR))
    assert '<a href="/admin/">编辑部</a>' in client.get("/").content.decode()
