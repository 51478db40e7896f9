"""影像件 as readers meet them: below the issue for those inside, nowhere for anybody else."""

import pytest

from bulletin.value import Annotations
from issues.models import PublishedFile
from tests.reading import factories
from tests.scans import PNG, pdf

pytestmark = pytest.mark.django_db
ISSUE = "/issues/1998/3/"
A_PDF = ("原件.pdf", "application/pdf", pdf())


def published(audience="internal", *, kept=(A_PDF,), **parts):
    publication = factories.publish(audience=audience, **{"year": 1998, "number": 3, "total": 30, **parts})
    for position, (name, kind, content) in enumerate(kept, start=1):
        told = {"file_name": name, "content_type": kind, "content": content, "sha256": "0" * 64}
        PublishedFile.objects.create(publication=publication, kind="scan", position=position, **told)
    return publication


@pytest.fixture
def inside(client):
    client.force_login(factories.make_reader(), "django.contrib.auth.backends.ModelBackend")
    return client


def shown(client, address):
    return client.get(address).content.decode()


def test_readers_inside_are_told_that_the_issue_is_a_scan(inside):
    published(sections=(), annotations=Annotations())
    assert "本期为影像件，可下载查看。" in shown(inside, ISSUE)


def test_of_an_issue_with_text_it_is_said_to_be_attached(inside):
    published()
    assert "本期附有原件的影像件，可下载查看。" in shown(inside, ISSUE)


def test_a_pdf_is_downloaded(inside):
    published()
    response = inside.get(f"{ISSUE}scan/1/")
    assert response.content == pdf()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"


def test_a_picture_is_shown_in_the_page(inside):
    published(kept=(("第1页.png", "image/png", PNG),))
    assert f'<img src="{ISSUE}scan/1/" alt="1998年第3期影像件1"' in shown(inside, ISSUE)
    assert inside.get(f"{ISSUE}scan/1/")["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_nobody_outside_meets_it(client, audience):
    published(audience)
    assert client.get(f"{ISSUE}scan/1/").status_code == 404
    assert "影像件" not in shown(client, ISSUE)


def test_it_ends_with_its_publication(inside):
    factories.withdraw(published())
    assert inside.get(f"{ISSUE}scan/1/").status_code == 404


@pytest.mark.parametrize("address", ["scan/2/", "scan/0/", "scan/99999999999999999999/"])
def test_there_is_no_other(inside, address):
    published()
    assert inside.get(f"{ISSUE}{address}").status_code == 404


@pytest.mark.parametrize("query", ["国外一流科技创新中心", "1998年第3期"])
def test_an_issue_of_which_only_the_title_was_typed_is_found(inside, query):
    published(title="国外一流科技创新中心是怎样建设的", sections=(), annotations=Annotations())
    assert ISSUE in shown(inside, f"/search/?q={query}")
