"""What an address, a failed sign-in or a long line gives away or brings down."""

import pytest
from axes.models import AccessAttempt
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from accounts.access import Role
from bulletin.secrecy import MarkedSecret, refuse_marked
from issues.models import Attachment, Audience, Publication, PublishedCase, PublishedFile
from issues.states import State
from tests.issues.moving_pages import signed_in
from tests.issues.office import make_issue, office
from tests.limits import NO_SQUARES
from tests.people import PASSWORD, person
from tests.scans import PNG


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
@pytest.mark.parametrize("model", [Publication, PublishedCase])
def test_nobody_is_led_from_a_rows_number_to_an_internal_issue(role, model):
    make_issue(office(), State.PUBLISHED, audience=Audience.INTERNAL)
    kind, row = ContentType.objects.get_for_model(model), model.objects.get()
    answer = signed_in(person("who", role)).get(f"/admin/r/{kind.pk}/{row.pk}/")
    assert "/issues/2022" not in answer.get("Location", "")


@pytest.mark.django_db
@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR, Role.AUDITOR])
def test_a_scan_is_for_nobody_outside_whatever_the_issue_is(role, audience):
    issue = make_issue(office(), State.PUBLISHED, audience=audience)
    scan = {"file_name": "1.png", "content_type": "image/png", "content": PNG, "sha256": "0" * 64, "kind": "scan"}
    Attachment.objects.create(issue=issue, by=person("whoever"), **scan)
    PublishedFile.objects.create(publication=issue.publications.get(), **scan)
    client = signed_in(person("who", role)) if role else Client()
    assert client.get("/issues/2022/5/scan/1/").status_code == 404
    assert client.get(f"/admin/issues/issue/{issue.pk}/scans/1/").status_code in (302, 404)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["My-passw0rd-2022", "绝密★长期"])
def test_what_is_typed_as_a_name_that_is_no_accounts_is_not_kept(client, name):
    client.post("/accounts/login/", {"username": name, "password": "x"})
    kept = AccessAttempt.objects.values_list("username", "get_data", "post_data").get()
    assert name not in "".join(kept)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["wang", " wang ", "ｗａｎｇ"])
def test_writing_a_name_otherwise_does_not_get_round_the_lock(name):
    person("wang")
    client = Client()
    for number in range(5):
        client.post("/accounts/login/", {"username": name, "password": "x"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    answer = client.post("/accounts/login/", {"username": "wang", "password": PASSWORD})
    assert answer.status_code == 429


@NO_SQUARES
@pytest.mark.parametrize("space", [" ", "\u3000", "\t"])
@pytest.mark.parametrize("ends", [("", ""), ("秘密", "x"), ("正文", "。"), ("（", "x")])
def test_a_long_line_of_spaces_is_read_at_once(space, ends):
    refuse_marked(ends[0] + space * 400_000 + ends[1])


@pytest.mark.parametrize("line", ["  机密", "（ 机密 ）", "【 秘密级 】  ", "[机密", "　绝密　"])
def test_a_grade_alone_on_its_line_is_found_among_spaces_and_brackets(line):
    with pytest.raises(MarkedSecret):
        refuse_marked(f"第一行\n{line}\n第三行")
