"""What pages cost the database: the same for ten rows as for two hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.reading import factories

pytestmark = pytest.mark.django_db
LISTS = ("/", "/issues/", "/issues/2022/", "/hubs/", "/hubs/london/", "/lessons/", "/lessons/talent/")


def queries_of(client, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries]


def publish_many(numbers):
    for number in numbers:
        factories.publish(number=number, hub="london" if number % 2 else f"hub{number}", theme=f"t{number}")
        factories.publish(number=number, supplement=True, theme="talent")


def test_an_anonymous_issue_page_costs_three_queries_once_its_kin_are_known(client):
    factories.publish()
    factories.publish(number=5)
    assert [len(queries_of(client, "/issues/2022/4/")) for _ in range(2)] == [4, 3]


def test_a_corrected_issue_page_costs_one_query_more(client):
    factories.correct(factories.publish())
    assert [len(queries_of(client, "/issues/2022/4/")) for _ in range(2)] == [5, 4]


def test_an_issue_page_costs_the_same_among_two_issues_and_two_hundred(client):
    publish_many([4, 5])
    few = [len(queries_of(client, "/issues/2022/4/")) for _ in range(2)]
    publish_many(range(6, 104))
    assert [len(queries_of(client, "/issues/2022/4/")) for _ in range(2)] == few


@pytest.mark.parametrize("extension", ["txt", "md", "json"])
def test_a_file_of_an_issue_costs_one_query(client, extension):
    factories.publish()
    assert len(queries_of(client, f"/issues/2022/4.{extension}")) == 1


def test_a_word_file_of_an_issue_costs_another_for_the_grid_of_the_house(client):
    factories.publish()
    assert len(queries_of(client, "/issues/2022/4.docx")) == 2


def test_lists_cost_the_same_for_ten_rows_and_two_hundred(client):
    publish_many(range(1, 6))
    few = {path: len(queries_of(client, path)) for path in LISTS}
    publish_many(range(6, 101))
    assert {path: len(queries_of(client, path)) for path in LISTS} == few
    assert max(few.values()) <= 7


def test_lists_leave_the_articles_in_the_database(client):
    publish_many(range(1, 3))
    for path in LISTS:
        assert [sql for sql in queries_of(client, path) if "whole_html" in sql or "public_html" in sql] == [], path


def test_an_anonymous_visitor_costs_no_session(client):
    factories.publish()
    for path in (
        "/",
        "/issues/",
        "/issues/2022/4/",
        "/issues/2022/4.txt",
        "/hubs/london/",
        "/lessons/talent/",
        "/healthz",
    ):
        assert [sql for sql in queries_of(client, path) if "session" in sql or "accounts_user" in sql] == [], path
