"""签收情况: the office sees who has received an issue, by whom signed, and who has not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import grants
from accounts.access import OFFICE, Role
from accounts.models import User
from issues.models import Publication
from issues.receipts import receive
from tests.issues.moving_pages import signed_in, text
from tests.issues.office import make_issue, office, write_draft
from tests.people import again, person, stand_in
from tests.reading import factories
from tests.reading.test_queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """A leader, his secretary, and a reader besides."""
    people = {
        "leader": person("leader", Role.READER, full_name="张局长", post="局长"),
        "secretary": person("secretary", full_name="王秘书"),
        "reader": person("reader", Role.READER, full_name="李主任"),
        "editor": person("editor", Role.EDITOR, full_name="陈编辑"),
    }
    stand_in(people["leader"], people["secretary"], Role.READER)
    return people


@pytest.fixture
def publication(cast):
    return factories.publish_internally(since=timedelta(0))


def address(issue):
    return f"/admin/issues/issue/{issue.pk}/receipts/"


def shown(user, publication):
    return text(signed_in(user).get(address(publication.issue)))


def rows(sheet):
    return [row.split("</tr>")[0] for row in sheet.split("<tr")[2:]]


def row_of(sheet, name):
    (found,) = (row for row in rows(sheet) if f">{name}<" in row)
    return found


def test_tells_who_received_it_by_whose_hand_and_who_did_not(cast, publication):
    receipt = receive(publication, by=cast["secretary"], reader=cast["leader"])
    sheet = shown(cast["editor"], publication)
    assert "（已签收1 / 应签收2）</h1>" in sheet
    leader = row_of(sheet, "张局长")
    assert "由王秘书代签" in leader and "<td>局长</td>" in leader
    assert timezone.localtime(receipt.at).strftime("%Y年") in leader
    assert "未签收" in row_of(sheet, "李主任")
    assert not [row for row in rows(sheet) if "陈编辑" in row]


def test_counts_no_colleague_who_received_it_all_the_same(cast, publication):
    receive(publication, by=cast["editor"], reader=cast["editor"])
    sheet = shown(cast["editor"], publication)
    assert "（已签收0 / 应签收2）" in sheet
    assert "不计入" in row_of(sheet, "陈编辑")


def test_keeps_the_receipt_of_somebody_who_reads_no_more(cast, publication):
    receive(publication, by=cast["reader"], reader=cast["reader"])
    grants.set_roles(cast["reader"], (), by=None)
    sheet = shown(cast["editor"], publication)
    assert "（已签收0 / 应签收1）" in sheet
    assert "本人" in row_of(sheet, "李主任")


def test_asks_nobody_whose_account_is_younger(cast, publication):
    User.objects.filter(pk=cast["reader"].pk).update(date_joined=timezone.now() + timedelta(days=1))
    assert "（已签收0 / 应签收1）" in shown(cast["editor"], publication)


def test_lists_a_corrected_text_and_the_one_before_apart(cast, publication):
    receive(publication, by=cast["leader"], reader=cast["leader"])
    Publication.objects.filter(pk=publication.pk).update(ends_at=timezone.now())
    factories.publish(issue=publication.issue, text="改正。", since=timedelta(0))
    sheet = shown(cast["editor"], publication)
    assert "（已签收0 / 应签收2）" in sheet
    new, old = sheet.split("<section")[1:]
    assert "第2稿公开发布" in new and "未签收" in new
    assert "第1稿印发（内部）" in old and "本人" in old and "未签收" not in old
    assert "已签收1，读者现在读不到这一稿" in old


def test_holds_an_annotation_or_a_wider_release_for_the_same_text(cast, publication):
    receive(publication, by=cast["leader"], reader=cast["leader"])
    Publication.objects.filter(pk=publication.pk).update(ends_at=timezone.now())
    notes = factories.make_annotations("paris", "talent")
    factories.publish(issue=publication.issue, annotations=notes, since=timedelta(0))
    sheet = shown(cast["editor"], publication)
    assert "（已签收1 / 应签收2）" in sheet
    assert sheet.count("<section") == 1


def test_asks_nobody_for_what_was_withdrawn(cast, publication):
    factories.withdraw(publication)
    sheet = shown(cast["editor"], publication)
    assert "应签收" not in sheet.split("<h1>")[1].split("</h1>")[0]
    assert "未签收" not in sheet


def test_says_when_an_issue_was_never_released(cast):
    draft = write_draft(cast["editor"])
    assert "还没有发布过" in text(signed_in(cast["editor"]).get(address(draft)))


@pytest.mark.parametrize("role", [*sorted(OFFICE), None, Role.READER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_is_for_the_office_alone(publication, role):
    answer = signed_in(person("who", *filter(None, [role]))).get(address(publication.issue))
    if role in OFFICE:
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
    else:
        assert answer.status_code in (302, 404)
        assert "张局长" not in text(answer)


def test_a_stranger_signs_in_first(publication):
    answer = Client().get(address(publication.issue))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


def test_is_linked_from_an_issue_that_was_released():
    staff = office()
    draft, released = make_issue(staff), make_issue(staff, "published", number=6, hub="巴黎科技创新中心")
    client = signed_in(staff.editor)
    changing = [text(client.get(f"/admin/issues/issue/{issue.pk}/change/")) for issue in (draft, released)]
    assert address(draft) not in changing[0]
    assert address(released) in changing[1]


def test_costs_the_same_for_few_readers_and_many(cast, publication):
    client = signed_in(cast["editor"])
    few = len(queries_of(client, address(publication.issue)))
    for number in range(20):
        reader = person(f"r{number}", Role.READER)
        User.objects.filter(pk=reader.pk).update(date_joined=publication.go_live_at - timedelta(days=1))
        if number % 2:
            receive(publication, by=again(reader), reader=reader)
    assert len(queries_of(client, address(publication.issue))) == few
    assert "（已签收10 / 应签收22）" in shown(cast["editor"], publication)
