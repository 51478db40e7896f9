"""The public form outside, the whole form inside, in every format; the files' headers."""

import json

import pytest

from accounts.access import Role
from bulletin.parsing import word
from bulletin.serialization import from_json, printed_digest, to_json
from bulletin.value import public_form
from issues.models import Series
from tests.bulletin.word import DOCUMENT, parts
from tests.reading import factories

pytestmark = pytest.mark.django_db
ADDRESSES = ("/issues/2022/4/", "/issues/2022/4.txt", "/issues/2022/4.md", "/issues/2022/4.json")
EVERYWHERE = (*ADDRESSES, "/", "/issues/", "/hubs/", "/hubs/london/", "/lessons/", "/lessons/talent/")


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_the_public_form_leaks_no_label_copy_number_or_distribution(client, role, path):
    factories.publish(copy_number="000036")
    if role:
        client.force_login(factories.make_user(role))
    page = client.get(path).content.decode()
    assert [word for word in (factories.LABEL, factories.RECIPIENT, "000036", "共印80份") if word in page] == []


@pytest.mark.parametrize("path", ADDRESSES)
def test_readers_inside_get_labels_and_distribution(client, path):
    factories.publish()
    client.force_login(factories.make_reader())
    page = client.get(path).content.decode()
    assert factories.LABEL in page
    assert factories.RECIPIENT in page


def test_the_data_file_is_the_frozen_revision(client):
    publication = factories.publish()
    assert client.get("/issues/2022/4.json").content.decode() == to_json(public_form(publication.bulletin))
    client.force_login(factories.make_reader())
    assert client.get("/issues/2022/4.json").content.decode() == publication.revision.json


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("txt", "text/plain; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_files_say_what_they_are_and_how_to_name_them(client, extension, content_type):
    factories.publish()
    response = client.get(f"/issues/2022/4.{extension}")
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert response["Content-Disposition"].endswith(f"4%E6%9C%9F.{extension}")


def test_the_word_file_reads_back_as_the_form_its_reader_gets(client):
    publication = factories.publish()

    def read_back():
        return printed_digest(word.parse(word.read(client.get("/issues/2022/4.docx").content)).bulletin)

    assert read_back() == printed_digest(public_form(publication.bulletin))
    client.force_login(factories.make_reader())
    response = client.get("/issues/2022/4.docx")
    assert response["Cache-Control"] == "private, no-store"
    assert read_back() == printed_digest(publication.bulletin)


def test_the_word_file_has_the_grid_of_the_house(client):
    factories.publish()
    Series.objects.update_or_create(defaults={"title": "决策参阅", "page_grid": "28x22"})
    assert b'w:linePitch="579"' in parts(client.get("/issues/2022/4.docx").content)[DOCUMENT]


def test_a_supplement_has_an_address_of_its_own(client):
    factories.publish(number=1, title="正刊")
    factories.publish(number=1, supplement=True, title="增刊文章")
    assert "增刊文章" in client.get("/issues/2022/s1/").content.decode()
    assert json.loads(client.get("/issues/2022/s1.json").content)["title"] == "增刊文章"
    assert from_json(client.get("/issues/2022/1.json").content.decode()).title == "正刊"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_anonymous_answers_may_be_kept_only_if_asked_again(client, path):
    factories.publish()
    response = client.get(path)
    assert response["Cache-Control"] == "no-cache"
    assert "Cookie" in response["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("path", (*EVERYWHERE, "/nothing/"))
def test_answers_to_somebody_signed_in_are_never_kept(client, path):
    factories.publish()
    client.force_login(factories.make_reader())
    assert client.get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/issues/2022/5/", "/issues/2022/6/"])
def test_a_missing_or_withdrawn_issue_may_be_there_the_next_time(client, path):
    factories.withdraw(factories.publish(number=6))
    assert client.get(path)["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_pages_are_for_reading_only(client, path):
    factories.publish()
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
