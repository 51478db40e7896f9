import pytest
from django.test import override_settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/nope/", "/issues/2099/1/", "/issues/2099/1.json", "/hubs/nope/", "/lessons/nope/"]
)
@pytest.mark.parametrize("debug", [True, False])
def test_what_is_not_there_is_said_in_our_own_words(client, address, debug):
    with override_settings(DEBUG=debug):
        response = client.get(address)
    assert response.status_code == 404
    page = response.content.decode()
    assert "首页" in page and "urlconf" not in page.lower()


@override_settings(DEBUG=True)
def test_an_address_without_its_slash_still_leads_on(client):
    assert client.get("/issues").status_code == 301
