"""The paper as readers get it: the kept file, or an internal issue with the reader's name on every page."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.access import Role
from accounts.audit import AuditEntry
from issues import moves
from issues.models import Audience, PublishedFile
from issues.states import State
from tests import pdfs
from tests.issues.moving_pages import signed_in
from tests.issues.office import make_issue, office
from tests.people import person
from tests.reading import factories

pytestmark = pytest.mark.django_db
PDF = "/issues/2022/5.pdf"


@pytest.fixture
def cast():
    return office()


def publish(cast, audience):
    return make_issue(cast, State.PUBLISHED, audience=audience)


def test_the_public_gets_the_file_that_was_kept_of_the_public_form(cast):
    publish(cast, Audience.PUBLIC)
    response = Client().get(PDF)
    assert response.content == bytes(PublishedFile.objects.get(kind="public").content)
    assert response["Content-Type"] == "application/pdf"
    assert "filename*=utf-8''%E5%86%B3%E7%AD%96%E5%8F%82%E9%98%852022" in response["Content-Disposition"]
    words = pdfs.text(response.content)
    assert "伦敦汇聚了世界知名的大学。" in words and "内部资料" not in words
    assert not any(pdfs.slanted(response.content))


def test_it_may_be_kept_by_a_cache_that_asks_again_as_the_other_formats(cast):
    publish(cast, Audience.PUBLIC)
    assert Client().get(PDF)["Cache-Control"] == Client().get("/issues/2022/5.txt")["Cache-Control"] == "no-cache"


def test_a_reader_inside_gets_the_kept_whole_form_of_a_public_issue_for_himself(cast):
    publish(cast, Audience.PUBLIC)
    response = signed_in(cast.reader).get(PDF)
    assert response.content == bytes(PublishedFile.objects.get(kind="whole").content)
    assert "内部资料" in pdfs.text(response.content)
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("one_day")
def test_an_internal_issue_bears_the_readers_name_and_the_time_on_every_page_and_is_not_kept(cast):
    publish(cast, Audience.INTERNAL)
    reader = person("zhang", Role.READER, full_name="张领导")
    response = signed_in(reader).get(PDF)
    day = f"{timezone.localdate():%Y-%m-%d}"
    marks = pdfs.slanted(response.content)
    assert marks and all("张领导" in mark and day in mark for mark in marks)
    assert response["Cache-Control"] == "private, no-store"
    assert PublishedFile.objects.count() == 1
    assert not any(pdfs.slanted(bytes(PublishedFile.objects.get().content)))


def test_who_took_an_internal_issue_is_in_the_audit_trail(cast):
    publish(cast, Audience.INTERNAL)
    signed_in(cast.reader).get(PDF)
    entry = AuditEntry.objects.get(event="导出")
    assert (entry.actor_name, "2022年第5期" in entry.subject, "pdf" in entry.detail) == ("reader", True, True)


@pytest.mark.parametrize("name", ["administrator", None])
def test_an_internal_issue_is_not_there_for_those_not_entitled(cast, name):
    publish(cast, Audience.INTERNAL)
    client = signed_in(getattr(cast, name)) if name else Client()
    assert client.get(PDF).status_code == 404
    assert not AuditEntry.objects.filter(event="导出").exists()


def test_what_was_withdrawn_is_gone_in_this_format_too(cast):
    issue = publish(cast, Audience.PUBLIC)
    moves.withdraw(issue, by=cast.signer, lock_version=issue.lock_version, kind="error", notice="本期有误。")
    response = Client().get(PDF)
    assert response.status_code == 410 and "本期有误。" in response.content.decode()


def test_a_publication_of_before_files_were_kept_is_set_when_it_is_asked_for():
    factories.publish(number=5)
    assert "第5号文章" in pdfs.text(Client().get(PDF).content)
    assert not PublishedFile.objects.exists()


def test_what_the_fonts_cannot_print_is_not_there():
    factories.publish(number=5, title="从\U0002ffff说起")
    assert Client().get(PDF).status_code == 404


def test_the_page_of_an_issue_leads_to_its_paper(cast):
    publish(cast, Audience.PUBLIC)
    assert 'href="../5.pdf"' in Client().get("/issues/2022/5/").content.decode()
