from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.access import Role
from accounts.audit import AuditEntry, Event, Outcome
from accounts.models import User
from accounts.passwords import NotRecent
from tests.people import PASSWORD, again, person

pytestmark = pytest.mark.django_db

NEW = "Lotus-1949-new"


def sign_in(client, username, password=PASSWORD, address="/accounts/login/", **extra):
    return client.post(address, {"username": username, "password": password, **extra})


def events():
    return list(AuditEntry.objects.order_by("sequence").values_list("event", flat=True))


class TestSigningIn:
    def test_a_reader_comes_to_the_home_page(self, client):
        person("reader", Role.READER)
        assert sign_in(client, "reader").headers["Location"] == "/"

    def test_an_editor_comes_to_the_office(self, client):
        person("editor", Role.EDITOR)
        assert sign_in(client, "editor").headers["Location"] == "/admin/"

    def test_one_returns_to_where_one_wanted_to_go(self, client):
        person("reader", Role.READER)
        assert sign_in(client, "reader", next="/issues/").headers["Location"] == "/issues/"

    def test_one_is_not_sent_to_another_host(self, client):
        person("reader", Role.READER)
        assert sign_in(client, "reader", next="https://example.org/").headers["Location"] == "/"

    def test_a_reader_does_not_enter_the_office(self, client):
        person("reader", Role.READER)
        response = sign_in(client, "reader", address="/admin/login/")
        assert "不能进入编辑部" in response.content.decode()
        assert "_auth_user_id" not in client.session

    def test_signing_out_needs_a_post(self, client):
        client.force_login(person("reader", Role.READER))
        assert client.get("/accounts/logout/").status_code == 405
        assert client.post("/accounts/logout/").status_code == 302
        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize("address", ["/accounts/login/", "/admin/login/"])
    def test_the_secrecy_banner_is_on_every_sign_in_page(self, client, address):
        assert "本系统不得存储、处理、传输国家秘密和工作秘密" in client.get(address).content.decode()

    def test_coming_and_going_are_audited_with_the_address(self, client):
        user = person("editor", Role.EDITOR)
        sign_in(client, "editor")
        client.post("/accounts/logout/")
        assert events()[-2:] == [Event.SIGN_IN, Event.SIGN_OUT]
        assert set(AuditEntry.objects.filter(actor_id=user.pk).values_list("ip", flat=True)) == {"127.0.0.1"}


class TestFailing:
    def test_is_audited_as_a_failure(self, client):
        person("editor", Role.EDITOR)
        sign_in(client, "editor", "wrong")
        entry = AuditEntry.objects.first()
        assert (entry.event, entry.outcome) == (Event.SIGN_IN_FAILED, Outcome.FAILURE)
        assert "editor" in entry.detail

    def test_with_a_name_that_is_no_account_keeps_the_name_to_itself(self, client):
        sign_in(client, PASSWORD, "editor")
        entry = AuditEntry.objects.first()
        assert PASSWORD not in f"{entry.subject}{entry.detail}{entry.actor_name}"

    def test_five_times_locks_the_account_and_says_so(self, client):
        person("editor", Role.EDITOR)
        for _ in range(5):
            response = sign_in(client, "editor", "wrong")
        assert response.status_code == 429
        assert "账号已锁定" in response.content.decode()
        assert sign_in(client, "editor").status_code == 429
        assert "_auth_user_id" not in client.session
        assert Event.LOCK_OUT in events()

    def test_five_times_locks_nobody_else_out(self, client):
        person("editor", Role.EDITOR)
        person("colleague", Role.EDITOR)
        for _ in range(5):
            sign_in(client, "editor", "wrong")
        assert sign_in(client, "colleague").status_code == 302


class TestPersonalResponses:
    def test_somebody_signed_in_gets_pages_nobody_may_cache(self, client):
        client.force_login(person("reader", Role.READER))
        assert client.get("/accounts/password/").headers["Cache-Control"] == "private, no-store"
        assert client.get("/nowhere/").headers["Cache-Control"] == "private, no-store"

    def test_the_answer_that_signs_one_in_is_not_cached_either(self, client):
        person("reader", Role.READER)
        assert sign_in(client, "reader").headers["Cache-Control"] == "private, no-store"

    def test_an_anonymous_visitor_costs_no_query_and_gets_no_session(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            response = client.get("/accounts/login/")
        assert "sessionid" not in response.cookies
        assert client.get("/nowhere/").headers.get("Cache-Control") != "private, no-store"


class TestNewPassword:
    @pytest.fixture
    def newcomer(self, client):
        user = person("newcomer", Role.EDITOR, must_change_password=True)
        client.force_login(user)
        return user

    def change(self, client, new=NEW, old=PASSWORD):
        data = {"old_password": old, "new_password1": new, "new_password2": new}
        return client.post("/accounts/password/", data)

    def test_is_asked_for_before_anything_else(self, client, newcomer):
        for address in ("/admin/", "/admin/accounts/standin/"):
            assert client.get(address).headers["Location"] == "/accounts/password/"
        assert "须先改成自己的新密码" in client.get("/accounts/password/").content.decode()

    def test_lets_one_go_on(self, client, newcomer):
        assert self.change(client).headers["Location"] == "/admin/"
        assert client.get("/admin/").status_code == 200
        assert events()[-1] == Event.PASSWORD_CHANGED

    def test_is_not_asked_of_those_who_have_one(self, client):
        client.force_login(person("editor", Role.EDITOR))
        assert client.get("/admin/").status_code == 200

    def test_is_asked_for_after_ninety_days(self, client):
        user = person("editor", Role.EDITOR)
        client.force_login(user)
        User.objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
        assert client.get("/admin/").headers["Location"] == "/accounts/password/"

    def test_is_never_asked_of_a_demo_account(self):
        assert not person("demo", must_change_password=True, is_demo=True).needs_new_password

    def test_needs_the_old_one(self, client, newcomer):
        assert self.change(client, old="wrong").status_code == 200
        assert again(newcomer).must_change_password

    def test_is_for_those_signed_in(self, client):
        assert client.get("/accounts/password/").headers["Location"].startswith("/accounts/login/")

    @pytest.mark.parametrize(
        ("password", "sentence"),
        [
            ("Ab-1", "10"),
            ("onlylowercase1", "至少三类"),
            ("Password123", "太常见"),
            ("My-newcomer-1", "用户名"),
            ("My-remocwen-1", "用户名"),
            (PASSWORD, "最近5次"),
        ],
    )
    def test_that_is_weak_or_used_is_refused(self, newcomer, password, sentence):
        with pytest.raises(ValidationError, match=sentence):
            validate_password(password, newcomer)

    def test_that_is_strong_and_new_is_taken(self, newcomer):
        validate_password(NEW, newcomer)

    def test_may_be_one_of_long_ago(self, newcomer):
        for number in range(NotRecent.kept):
            newcomer.set_password(f"Lotus-1949-{number}")
            newcomer.save()
        validate_password(PASSWORD, newcomer)
        assert newcomer.password_history.count() == NotRecent.kept
        with pytest.raises(ValidationError, match="最近5次"):
            validate_password("Lotus-1949-0", newcomer)
