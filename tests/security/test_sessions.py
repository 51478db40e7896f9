"""Sign-in, sign-out, and what a person's other sessions may still do."""

import pytest
from django.test import Client

from accounts.access import Role
from accounts.models import User
from tests.people import PASSWORD, person

pytestmark = pytest.mark.django_db
NEW = "Wei-du-2023-x"


def signed_in(user, **settings):
    client = Client(**settings)
    answer = client.post("/accounts/login/", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def gets_in(client):
    return client.get("/admin/").status_code == 200


def test_signing_in_gives_a_new_session_so_that_a_planted_one_is_worth_nothing():
    user = person("wang", Role.EDITOR)
    planted = signed_in(person("guest")).cookies["sessionid"].value
    client = Client()
    client.cookies["sessionid"] = planted
    client.post("/accounts/login/", {"username": user.username, "password": PASSWORD})
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not gets_in(thief)


def test_signing_out_ends_the_session_and_takes_a_post():
    client = signed_in(person("wang", Role.EDITOR))
    key = client.cookies["sessionid"].value
    assert client.get("/accounts/logout/").status_code == 405
    assert gets_in(client)
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert not gets_in(thief)


def test_changing_the_password_signs_the_other_sessions_out():
    user = person("wang", Role.EDITOR)
    mine, other = signed_in(user), signed_in(user)
    told = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert mine.post("/accounts/password/", told).status_code == 302
    assert (gets_in(mine), gets_in(other)) == (True, False)


def test_an_account_switched_off_is_out_at_once():
    user = person("wang", Role.EDITOR)
    client = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not gets_in(client)


def test_the_superuser_flag_opens_nothing():
    user = person("wang", is_superuser=True)
    assert not gets_in(signed_in(user))


def test_an_administrator_gives_himself_nothing_and_nobody_the_flag():
    boss, other = person("boss", Role.ADMINISTRATOR), person("other")
    client = signed_in(boss)
    fields = {"username": "boss", "full_name": "boss", "is_active": "on", "is_superuser": "on", "is_staff": "on"}
    client.post(f"/admin/accounts/user/{boss.pk}/change/", {**fields, "roles": [Role.SIGNER], "groups": [1, 4]})
    client.post(f"/admin/accounts/user/{other.pk}/change/", {**fields, "username": "other", "groups": [1, 4]})
    told = User.objects.filter(pk__in=[boss.pk, other.pk]).order_by("username")
    assert [(user.roles, user.is_superuser) for user in told] == [({Role.ADMINISTRATOR}, False), (set(), False)]


@pytest.mark.parametrize("page", ["/accounts/login/", "/admin/login/"])
@pytest.mark.parametrize("next_page", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"])
def test_signing_in_leads_to_no_other_site(page, next_page):
    user = person("wang", Role.EDITOR)
    told = {"username": user.username, "password": PASSWORD, "next": next_page}
    assert "evil" not in Client().post(page, told)["Location"]


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/logout/", "/accounts/password/", "/admin/login/"])
def test_another_site_can_neither_sign_in_nor_out_nor_change_a_password(page):
    user = person("wang", Role.EDITOR)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(page, {"username": "wang", "password": PASSWORD}).status_code == 403
