import pytest

from tests.reading import pages, stage

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.reading.urls")]


def test_every_page_kind_answers_as_the_list_says(client):
    client.raise_request_exception = False
    reader = stage.fill()
    answers = {}
    for signed_in in (False, True):
        if signed_in:
            client.force_login(reader)
        answers |= {str(kind): client.get(kind.path).status_code for kind in pages.ALL if kind.signed_in == signed_in}
    assert answers == {str(kind): kind.status for kind in pages.ALL}


def test_every_page_kind_has_a_name_of_its_own():
    names = [kind.name for kind in pages.ALL]
    assert len(names) == len(set(names))
