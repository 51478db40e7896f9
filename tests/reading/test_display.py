"""The mode for old eyes and the size of the text: set by a link, kept by a cookie, on every page."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from reading.views import pages
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
REFUSED = {"/issues/2022/7/": 410, "/nothing/": 404}


def published():
    factories.publish()
    factories.withdraw(factories.publish(number=7))


def classes_of(response):
    """What <html> says of the display."""
    head = response.content.decode().split("<head>")[0]
    return head.split('class="')[1].split('"')[0] if 'class="' in head else ""


def test_without_a_choice_a_page_is_set_as_usual(client):
    published()
    assert classes_of(client.get("/issues/2022/4/")) == ""


@pytest.mark.parametrize("path", [*PATHS, *REFUSED, "/accounts/login/"])
def test_one_click_from_any_page_sets_the_mode_for_old_eyes_and_leads_back(client, path):
    published()
    (link,) = [link for link in page_of(client.get(path)).links if link.startswith("/display/?mode=")]
    response = client.get(link)
    assert (response.status_code, response["Location"]) == (302, path)
    shown = client.get(path)
    assert classes_of(shown) == "elder"
    (back,) = [link for link in page_of(shown).links if link.startswith("/display/?mode=")]
    client.get(back)
    assert classes_of(client.get(path)) == ""


def test_the_way_back_keeps_what_was_asked_for(client):
    published()
    page = page_of(client.get("/issues/?page=2"))
    (link,) = [link for link in page.links if link.startswith("/display/")]
    assert client.get(link)["Location"] == "/issues/?page=2"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (["size=large"], "text-large"),
        (["size=small"], "text-small"),
        (["size=large", "size=medium"], ""),
        (["size=large", "mode=elder"], "elder text-large"),
        (["mode=elder&size=small", "mode=standard"], "text-small"),
    ],
)
def test_size_and_mode_are_set_apart_from_each_other(client, asked, shown):
    published()
    for one in asked:
        client.get(f"/display/?{one}&next=/issues/")
    assert classes_of(client.get("/issues/2022/4/")) == shown


@pytest.mark.parametrize(
    "query", ["", "mode=", "mode=huge", "size=elder", "mode=elder&size=9", "mode=ELDER", "mode=elder%00", "colour=red"]
)
def test_anything_but_the_choices_there_are_is_not_found_and_sets_nothing(client, query):
    response = client.get(f"/display/?{query}")
    assert response.status_code == 404
    assert "没有找到这一页" in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://example.org/",
            "//example.org/",
            "/\\example.org/",
            "\\\\example.org",
            "http:example.org",
            "///a.cn",
        ),
        *("javascript:alert(1)", "issues/", "", " /issues/", "\thttps://example.org", "https:/example.org", "//\x00/"),
    ],
)
def test_the_way_back_never_leads_out_of_the_site(client, address):
    response = client.get(f"/display/?mode=elder&next={quote(address)}")
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_way_back_cannot_write_headers(client):
    response = client.get("/display/?mode=elder&next=" + quote("/issues/\r\nSet-Cookie: a=b"))
    assert "\n" not in response["Location"]
    assert set(response.cookies) == {"display_mode"}


def test_the_cookie_lasts_a_year_and_no_script_reads_it(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    response = client.get(f"{reverse('reading:display')}?mode=elder&next=/")
    cookie = response.cookies["display_mode"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("elder", 365 * 24 * 3600, "Lax")
    assert cookie["httponly"] and cookie["secure"]
    assert "no-store" in response["Cache-Control"]


def test_a_display_is_set_by_opening_a_link_only(client):
    assert client.post("/display/?mode=elder").status_code == 405


@pytest.mark.parametrize("value", ['"><script>', "elder text-large", "ELDER", "x" * 4000])
def test_a_cookie_that_says_anything_else_says_nothing(client, value):
    published()
    client.cookies["display_mode"] = value
    client.cookies["text_size"] = value
    assert classes_of(client.get("/issues/2022/4/")) == ""


@pytest.mark.parametrize(("path", "status"), [*dict.fromkeys(PATHS, 200).items(), *REFUSED.items()])
def test_no_cache_gives_a_page_to_a_reader_of_another_display(client, path, status):
    published()
    response = client.get(path)
    assert response.status_code == status
    assert "Cookie" in response["Vary"]
    assert response["Cache-Control"] == "no-cache"


def test_the_page_for_our_own_errors_is_set_as_chosen_without_the_database(rf, django_assert_num_queries):
    request = rf.get("/issues/")
    request.COOKIES["display_mode"] = "elder"
    with django_assert_num_queries(0):
        response = pages.failed(request)
    assert response.status_code == 500
    assert classes_of(response) == "elder"
    assert "Cookie" in response["Vary"]


def test_the_page_for_a_forbidden_form_leads_back_to_a_page_there_is(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/accounts/logout/")
    assert response.status_code == 403
    assert "/display/?mode=elder&next=/" in page_of(response).links
