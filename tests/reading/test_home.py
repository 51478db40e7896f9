"""The front page: the latest issue leads, with what it writes of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bulletin.value import Annotations
from tests.reading import factories
from tests.reading.html import page_of

pytestmark = pytest.mark.django_db


def test_the_latest_issue_leads_with_its_cases_each_a_way_into_the_text(client):
    factories.publish(number=4)
    factories.publish(number=5, hub="paris")
    page = page_of(client.get("/"))
    assert "/issues/2022/5/#hub-paris" in page.links
    assert "/issues/2022/4/#hub-london" not in page.links
    assert "paris科创中心提要句。" in page.text


def test_a_visitor_is_led_by_the_latest_public_issue_a_reader_inside_by_the_latest(client):
    factories.publish(number=4)
    factories.publish_internally(number=5, hub="paris")
    assert "paris" not in client.get("/").content.decode()
    client.force_login(factories.make_reader())
    assert "/issues/2022/5/#hub-paris" in page_of(client.get("/")).links


def test_an_issue_without_cases_leads_without_a_list_of_them(client):
    factories.publish(
        factories.make_bulletin(sections=factories.make_bulletin().sections[:1], annotations=Annotations())
    )
    assert "本期案例" not in page_of(client.get("/")).text


def test_the_front_page_costs_at_most_five_queries(client):
    for number in range(1, 20):
        factories.publish(number=number, hub=f"hub{number}", theme=f"t{number}")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) <= 5
