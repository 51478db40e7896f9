"""待阅与签收: a leader, his secretary, a colleague and outsiders before the reading list."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.access import Role
from accounts.models import StandIn
from issues.models import Publication, Receipt
from tests.issues.moving_pages import signed_in, text
from tests.people import person, stand_in
from tests.reading import factories
from tests.reading.html import page_of
from tests.reading.test_queries import queries_of

pytestmark = pytest.mark.django_db

LIST, SIGN = "/receipts/", "/receipts/sign/"
ASKS = "待阅"


@pytest.fixture
def leader():
    return person("leader", Role.READER, full_name="张局长")


@pytest.fixture
def secretary(leader):
    user = person("secretary", Role.READER, full_name="王秘书")
    stand_in(leader, user, Role.READER)
    return user


def release(number=4, **parts):
    return factories.publish_internally(number=number, since=timedelta(0), **parts)


def sign(client, publication, reader, **more):
    return client.post(SIGN, {"publication": publication.pk, "reader": reader.pk, **more})


def correct(publication, **parts):
    Publication.objects.filter(pk=publication.pk).update(ends_at=timezone.now())
    return factories.publish_internally(
        number=publication.number, since=timedelta(0), issue=publication.issue, **{"text": "改正的文字。", **parts}
    )


def hidden(response):
    """The fields of the first 签收 form on the page."""
    form = text(response).split(f'action="{SIGN}"', 1)[1].split("</form>", 1)[0]
    return dict(re.findall(r'name="(\w+)" value="(\d+)"', form))


def section(shown, heading):
    """The text of the part of the page under `heading`."""
    after = shown.split(heading, 1)[1]
    return after.split("<h2", 1)[0]


class TestTheList:
    def test_names_what_waits_newest_first_marked_by_audience(self, leader):
        release(4)
        factories.publish(number=5, since=timedelta(0))
        response = signed_in(leader).get(LIST)
        shown = section(text(response), "待您签收")
        assert shown.index("第5号文章") < shown.index("第4号文章")
        fifth, fourth = shown.split('<li class="receipt-row">')[1:]
        assert ">公开<" in fifth and ">内部<" not in fifth
        assert ">内部<" in fourth and ">公开<" not in fourth
        assert page_of(response)

    def test_has_a_part_for_each_leader_one_signs_for(self, leader, secretary):
        old = release(4)
        sign(signed_in(leader), old, leader)
        release(5)
        shown = text(signed_in(secretary).get(LIST))
        assert "第4号文章" in section(shown, "待您签收")
        assert "第5号文章" in section(shown, "代张局长签收")
        assert "第4号文章" not in section(shown, "代张局长签收")

    def test_of_an_ex_deputy_has_no_such_part(self, leader, secretary):
        release()
        StandIn.objects.update(cancelled=True)
        assert "张局长" not in text(signed_in(secretary).get(LIST))

    def test_says_when_nothing_waits(self, leader):
        shown = text(signed_in(leader).get(LIST))
        assert "没有待签收的期次" in shown
        assert "还没有签收过" in shown

    def test_says_when_more_waits_than_is_listed(self, leader):
        for number in range(1, 34):
            release(number)
        shown = text(signed_in(leader).get(LIST))
        assert shown.count('class="receipt-row"') == 30
        assert "其余的3期" in shown
        assert "待您签收 <span" in shown and ">33期<" in shown

    def test_shows_what_was_signed_by_whom_and_when(self, leader, secretary):
        sign(signed_in(secretary), release(), leader)
        for user in (leader, secretary):
            shown = section(text(signed_in(user).get(LIST)), "最近签收")
            assert "张局长签收，由王秘书代签" in shown
            assert timezone.localtime(Receipt.objects.get().at).strftime("%Y年") in shown

    def test_of_a_colleague_shows_nothing_of_others(self, leader):
        sign(signed_in(leader), release(), leader)
        assert "张局长" not in text(signed_in(person("colleague", Role.READER)).get(LIST))

    def test_says_that_a_correction_is_to_be_signed_again(self, leader):
        first = release()
        sign(signed_in(leader), first, leader)
        correct(first, annotations=factories.make_annotations("london", "talent", "改正一处数字。"))
        shown = text(signed_in(leader).get(LIST))
        assert "已更正，请再次签收。更正说明：改正一处数字。" in section(shown, "待您签收")
        assert "第4号文章" not in section(shown, "最近签收")

    def test_names_no_withdrawn_issue_though_it_was_signed(self, leader):
        publication = release()
        sign(signed_in(leader), publication, leader)
        factories.withdraw(publication)
        assert "第4号文章" not in text(signed_in(leader).get(LIST))


class TestWhoComes:
    def test_a_stranger_signs_in_first(self, client):
        release()
        for response in (client.get(LIST), client.post(SIGN, {"publication": 1, "reader": 1})):
            assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/receipts/")

    @pytest.mark.parametrize("roles", [(), (Role.ADMINISTRATOR,), (Role.AUDITOR,)])
    def test_who_reads_nothing_internal_is_told_so(self, roles):
        publication, user = release(), person("outsider", *roles)
        client = signed_in(user)
        for response in (client.get(LIST), sign(client, publication, user)):
            assert response.status_code == 403
            assert "您的账号不能打开这一页" in text(response)
            assert "第4号文章" not in text(response)
        assert ASKS not in text(client.get("/"))
        assert not Receipt.objects.exists()

    def test_an_editor_has_a_list_too(self):
        editor = person("editor", Role.EDITOR)
        release()
        assert "第4号文章" in text(signed_in(editor).get(LIST))

    def test_a_deputy_without_a_role_sees_only_the_leaders_list(self, leader):
        deputy = person("deputy")
        stand_in(leader, deputy, Role.READER)
        release()
        shown = text(signed_in(deputy).get(LIST))
        assert "代张局长签收" in shown
        assert "待您签收" not in shown

    def test_methods_do_what_they_say(self, leader):
        client = signed_in(leader)
        assert client.post(LIST).status_code == 405
        assert client.get(SIGN).status_code == 405

    def test_a_form_of_another_site_is_refused(self, leader):
        client = signed_in(leader, enforce_csrf_checks=True)
        assert sign(client, release(), leader).status_code == 403
        assert not Receipt.objects.exists()


class TestTheButton:
    def test_signs_and_goes_back_to_the_list(self, leader):
        release()
        client = signed_in(leader)
        response = client.post(SIGN, hidden(client.get(LIST)))
        assert (response.status_code, response["Location"]) == (302, LIST)
        assert "2022年第4期已签收。" in text(client.get(LIST))
        assert Receipt.objects.get().reader == leader

    def test_on_the_issue_goes_back_there(self, leader):
        release()
        client = signed_in(leader)
        response = client.post(SIGN, hidden(client.get("/issues/2022/4/")))
        assert response["Location"] == "/issues/2022/4/"
        shown = text(client.get("/issues/2022/4/"))
        assert "您已于" in shown
        assert 'action="/receipts/sign/"' not in shown

    def test_pressed_twice_is_harmless(self, leader):
        publication, client = release(), signed_in(leader)
        assert [sign(client, publication, leader).status_code for _ in range(2)] == [302, 302]
        assert Receipt.objects.count() == 1

    def test_pressed_by_leader_and_secretary_is_the_leaders(self, leader, secretary):
        publication = release()
        sign(signed_in(leader), publication, leader)
        response = sign(signed_in(secretary), publication, leader)
        assert response.status_code == 302
        assert Receipt.objects.get().signed_by == leader

    def test_in_a_tab_opened_before_a_correction_is_refused_and_shows_what_is_new(self, leader):
        publication = release()
        correct(publication, title="改正的标题")
        response = sign(signed_in(leader), publication, leader)
        assert response.status_code == 409
        assert "刚刚更正过" in text(response)
        assert "改正的标题" in section(text(response), "待您签收")
        assert not Receipt.objects.exists()

    def test_in_a_tab_opened_before_a_withdrawal_is_refused(self, leader):
        publication = release()
        factories.withdraw(publication)
        response = sign(signed_in(leader), publication, leader)
        assert response.status_code == 409
        assert "已经撤下" in text(response)
        assert not Receipt.objects.exists()

    def test_for_somebody_one_does_not_stand_in_for_is_not_there(self, leader):
        publication = release()
        for user in (person("colleague", Role.READER), person("editor", Role.EDITOR)):
            response = sign(signed_in(user), publication, leader)
            assert response.status_code == 404
            assert "张局长" not in text(response)
        assert not Receipt.objects.exists()

    def test_of_an_ex_deputy_is_refused_with_a_sentence(self, leader):
        deputy = person("deputy", Role.READER)
        stand_in(leader, deputy, Role.READER, starts=-9, ends=-1)
        response = sign(signed_in(deputy), release(), leader)
        assert response.status_code == 403
        assert "您代理张局长的期限已过" in text(response)
        assert not Receipt.objects.exists()

    def test_of_what_is_not_out_yet_is_not_there(self, leader):
        waiting = factories.schedule()
        cancelled = factories.withdraw(factories.schedule(number=5)).publication
        for publication in (waiting, cancelled):
            assert sign(signed_in(leader), publication, leader).status_code == 404

    @pytest.mark.parametrize("wrong", ["", "x", "0", "-1", "99999999", "9" * 30, "%00"])
    def test_with_a_number_of_nothing_is_404(self, leader, wrong):
        release()
        client = signed_in(leader)
        for data in ({"publication": wrong, "reader": leader.pk}, {"publication": 1, "reader": wrong}):
            assert client.post(SIGN, data).status_code == 404


class TestTheIssuePage:
    def test_offers_the_button_to_those_who_may_sign(self, leader, secretary):
        factories.publish(number=4)
        assert SIGN not in text(Client().get("/issues/2022/4/"))
        assert SIGN not in text(signed_in(person("guan", Role.ADMINISTRATOR)).get("/issues/2022/4/"))
        assert text(signed_in(leader).get("/issues/2022/4/")).count(SIGN) == 1
        assert text(signed_in(secretary).get("/issues/2022/4/")).count(SIGN) == 2
        assert page_of(signed_in(secretary).get("/issues/2022/4/"))

    def test_says_who_signed_and_that_a_correction_is_to_be_signed_again(self, leader, secretary):
        publication = release()
        sign(signed_in(secretary), publication, leader)
        assert "由王秘书代签" in text(signed_in(leader).get("/issues/2022/4/"))
        correct(publication)
        assert "您签收之后，这一期已更正，请再次签收" in text(signed_in(leader).get("/issues/2022/4/"))

    def test_costs_strangers_nothing(self, client, django_assert_num_queries):
        factories.publish(number=4)
        shown = queries_of(client, "/issues/2022/4/")
        assert len(shown) == 4
        assert not [sql for sql in shown if "receipt" in sql]
        assert "receipts.css" not in text(client.get("/issues/2022/4/"))


class TestTheHeader:
    def test_tells_how_many_wait_for_him_and_those_he_signs_for(self, leader, secretary):
        release(4)
        release(5)
        sign(signed_in(leader), Publication.objects.get(number=4), leader)
        assert ">1期<" in text(signed_in(leader).get("/issues/"))
        assert ">3期<" in text(signed_in(secretary).get("/issues/"))

    def test_tells_nothing_when_nothing_waits_and_nothing_to_strangers(self, leader):
        assert '<a href="/receipts/">待阅</a>' in text(signed_in(leader).get("/"))
        assert ASKS not in text(Client().get("/"))

    def test_stops_counting_at_99(self, leader):
        for year in (2021, 2022):
            for number in range(1, 51):
                release(number, year=year)
        assert ">99+期<" in text(signed_in(leader).get("/issues/"))


def test_the_list_costs_the_same_for_few_and_many(leader, secretary):
    for number in range(1, 4):
        release(number)
    sign(signed_in(secretary), Publication.objects.get(number=1), leader)
    client = signed_in(secretary)
    few = len(queries_of(client, LIST))
    for number in range(4, 30):
        release(number)
    for publication in Publication.objects.filter(number__gt=10):
        sign(client, publication, leader)
    assert len(queries_of(client, LIST)) == few <= 16


def test_nothing_of_it_is_kept_by_a_cache(leader, secretary):
    publication = release()
    stale = release(5)
    correct(stale)
    client = signed_in(secretary)
    answers = [
        client.get(LIST),
        client.get("/issues/2022/4/"),
        sign(client, publication, leader),
        sign(client, publication, leader, on_issue="1"),
        sign(client, stale, leader),
        sign(client, publication, person("other", Role.READER)),
        client.post(SIGN, {}),
        client.get(SIGN),
        client.post(LIST),
        signed_in(person("guan", Role.ADMINISTRATOR)).get(LIST),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 302, 302, 409, 404, 404, 405, 405, 403]
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    for answer in (Client().get(LIST), Client().post(SIGN)):
        assert not answer.content and not answer.cookies
