"""What readers get where there is nothing for them."""

import pytest
from django.db import DatabaseError, connection
from django.template.loader import render_to_string

from tests.reading import factories
from tests.reading.html import Page, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/issues/2022/04/",
        "/issues/2022/0/",
        "/issues/2022/s/",
        "/issues/2022/S1/",
        "/issues/2022/99999/",
        "/issues/2022/9999999999999999999999999/",
        "/issues/2022/9999999999999999999999999.json",
        "/issues/0000/1/",
        "/issues/9999999999999999999999999/",
        "/issues/２０２２/４/",
        "/issues/2022/4.doc",
        "/issues/2022/4.txt/",
        "/issues/2022/4.TXT",
        "/issues/2023/",
        "/hubs/" + "a" * 3000 + "/",
        "/hubs/%00/",
        "/hubs/伦敦/",
        "/lessons/nothing/",
    ],
)
def test_addresses_of_nothing_are_404(client, path):
    factories.publish()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "9" * 30, "9" * 5000, "%00", "１"])
@pytest.mark.parametrize(
    "path", ["/issues/", "/issues/2022/", "/hubs/", "/hubs/london/", "/lessons/", "/lessons/talent/"]
)
def test_a_page_number_out_of_range_shows_a_page_there_is(client, path, number):
    factories.publish()
    assert client.get(f"{path}?page={number}").status_code == 200


def test_an_address_without_its_slash_leads_to_the_one_with_it(client):
    factories.publish()
    response = client.get("/issues/2022/4")
    assert (response.status_code, response["Location"]) == (301, "/issues/2022/4/")


def test_the_missing_page_tells_what_to_do_next(client):
    page = client.get("/issues/2022/99/")
    assert "没有找到这一页" in page.content.decode()
    assert {"/issues/", "/", "/accounts/login/?next=/issues/2022/99/"} <= set(page_of(page).links)


def test_somebody_signed_in_is_not_sent_to_sign_in(client):
    client.force_login(factories.make_reader())
    assert "/accounts/login/" not in client.get("/issues/2022/99/").content.decode()


def test_a_withdrawn_issue_shows_the_notice_and_nothing_else_of_it(client):
    factories.withdraw(factories.publish(text="撤下的正文。"), "第二段数据有误，更正后另行发布。")
    page = client.get("/issues/2022/4/").content.decode()
    assert "2022年第4期已撤下" in page
    assert "第二段数据有误，更正后另行发布。" in page
    assert "内容有误" in page
    assert [word for word in ("第4号文章", "撤下的正文", "导语4") if word in page] == []


def test_an_issue_published_again_after_its_withdrawal_is_there(client):
    withdrawn = factories.publish()
    factories.withdraw(withdrawn)
    factories.publish(issue=withdrawn.issue)
    assert client.get("/issues/2022/4/").status_code == 200


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_neither_request_nor_database(template, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = Page(render_to_string(template))
    assert "/" in page.links


def test_healthz_says_ok_without_a_session(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert not response.cookies


def test_healthz_fails_when_the_database_does_not_answer(client, monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    assert client.get("/healthz").status_code == 503
