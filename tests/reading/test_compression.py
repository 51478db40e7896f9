"""Pages come compressed to those who ask for it and have no secret in theirs."""

import gzip

import pytest

from tests.reading import factories

pytestmark = pytest.mark.django_db
ASKED = {"Accept-Encoding": "gzip, deflate, br"}


def is_compressed(response):
    return response.get("Content-Encoding") == "gzip"


@pytest.mark.parametrize("path", ["/", "/issues/2022/4/", "/issues/2022/4.json", "/issues/2022/4.txt", "/nothing/"])
def test_an_open_page_is_compressed_for_those_who_ask(client, path):
    factories.publish(text="一段正文。" * 100)
    plain, small = client.get(path), client.get(path, headers=ASKED)
    assert not is_compressed(plain)
    assert is_compressed(small)
    assert gzip.decompress(small.content) == plain.content
    assert int(small["Content-Length"]) == len(small.content) < len(plain.content)


@pytest.mark.parametrize(
    ("asked", "given"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.0, br", False), ("br", False)],
)
def test_only_who_takes_gzip_gets_it(client, asked, given):
    factories.publish(text="一段正文。" * 100)
    assert is_compressed(client.get("/issues/2022/4/", headers={"Accept-Encoding": asked})) == given


def test_a_cache_is_told_that_the_two_differ(client):
    factories.publish()
    for headers in ({}, ASKED):
        assert "Accept-Encoding" in client.get("/", headers=headers)["Vary"]


def test_the_same_page_is_the_same_bytes_each_time(client):
    factories.publish()
    assert client.get("/", headers=ASKED).content == client.get("/", headers=ASKED).content


def test_what_came_compressed_is_asked_for_again_by_its_mark(client):
    factories.publish(text="一段正文。" * 100)
    first = client.get("/feed/", headers=ASKED)
    assert is_compressed(first)
    assert first["ETag"].startswith("W/")
    again = client.get("/feed/", headers=ASKED | {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_whoever_is_signed_in_gets_the_page_as_it_is(client):
    factories.publish()
    client.force_login(factories.make_reader())
    assert not is_compressed(client.get("/", headers=ASKED))


def test_a_page_with_a_form_token_comes_as_it_is_the_first_time_and_later(client):
    for _ in range(2):
        response = client.get("/accounts/login/", headers=ASKED)
        assert "csrfmiddlewaretoken" in response.content.decode()
        assert not is_compressed(response)


def test_a_few_bytes_are_left_alone(client):
    assert client.get("/healthz", headers=ASKED).content == b"ok"


def test_a_browser_that_never_heard_of_it_is_served(client):
    factories.publish()
    assert client.get("/", headers={"Accept-Encoding": "identity"}).content.startswith(b"<!DOCTYPE html>")
