from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from accounts.access import Role
from accounts.admin import OfficeAdmin
from accounts.audit import AuditEntry, Event, record
from accounts.models import StandIn, User
from tests.people import PASSWORD, again, person

pytestmark = pytest.mark.django_db

ACCOUNTS = "/admin/accounts/user/"
STAND_INS = "/admin/accounts/standin/"
AUDIT = "/admin/accounts/auditentry/"
ENTERS_OFFICE = [role for role in Role if role != Role.READER]


@pytest.fixture
def administrator(client):
    user = person("administrator", Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def post_account(client, user, *roles, **changed):
    data = {"username": user.username, "full_name": user.full_name, "post": "", "is_active": "on", "roles": roles}
    return client.post(f"{ACCOUNTS}{user.pk}/change/", {**data, **changed})


def errors(response):
    return str(response.context["adminform"].errors)


class TestEntering:
    @pytest.mark.parametrize("role", ENTERS_OFFICE)
    def test_every_office_role_may_enter(self, client, role):
        client.force_login(person("", role))
        assert client.get("/admin/").status_code == 200

    def test_a_reader_a_superuser_without_role_and_a_stranger_may_not(self, client):
        assert client.get("/admin/").status_code == 302
        for outsider in (person("", Role.READER), person(is_superuser=True)):
            client.force_login(outsider)
            assert client.get("/admin/").status_code == 302

    def test_the_banner_and_the_title_are_on_every_page(self, client, administrator):
        for address in ("/admin/", ACCOUNTS, f"{ACCOUNTS}add/"):
            page = client.get(address).content.decode()
            assert "本系统不得存储、处理、传输国家秘密和工作秘密" in page
            assert "《决策参阅》编辑部" in page

    @pytest.mark.parametrize("role", ENTERS_OFFICE)
    @pytest.mark.parametrize(
        ("address", "entitled"),
        [(ACCOUNTS, Role.ADMINISTRATOR), (STAND_INS, Role.ADMINISTRATOR), (AUDIT, Role.AUDITOR)],
    )
    def test_accounts_and_audit_are_open_to_their_role_alone(self, client, role, address, entitled):
        client.force_login(person("", role, is_superuser=True))
        assert client.get(address).status_code == (200 if role == entitled else 403)

    def test_every_page_of_the_office_answers_from_access(self):
        assert all(isinstance(page, OfficeAdmin) for page in admin.site._registry.values())

    def test_a_page_that_names_no_action_is_refused_to_everybody(self, rf):
        page = OfficeAdmin(User, admin.site)
        request = rf.get("/")
        request.user = person("", Role.EDITOR, is_superuser=True)
        asked = [page.has_view_permission, page.has_add_permission, page.has_change_permission]
        asked += [page.has_delete_permission, page.has_module_permission, page.has_import_permission]
        assert not any(ask(request) for ask in asked)
        assert not page.has_export_permission(request)


class TestAccounts:
    def test_an_administrator_makes_an_account_with_roles(self, client, administrator):
        data = {"username": "wang", "full_name": "王明", "post": "", "roles": [Role.EDITOR]}
        response = client.post(f"{ACCOUNTS}add/", {**data, "password1": "Lotus-1949", "password2": "Lotus-1949"})
        assert response.status_code == 302
        wang = User.objects.get(username="wang")
        assert wang.roles == {Role.EDITOR}
        assert wang.must_change_password
        told = AuditEntry.objects.filter(actor_id=administrator.pk).order_by("sequence")
        assert list(told.values_list("event", flat=True))[1:] == [Event.ACCOUNT_CREATED, Event.ROLES_CHANGED]

    def test_a_weak_initial_password_is_refused(self, client, administrator):
        data = {"username": "wang", "full_name": "王明", "roles": []}
        response = client.post(f"{ACCOUNTS}add/", {**data, "password1": "wang", "password2": "wang"})
        assert response.status_code == 200
        assert not User.objects.filter(username="wang").exists()

    def test_a_grant_is_audited_with_before_and_after(self, client, administrator):
        user = person("", Role.EDITOR)
        assert post_account(client, user, Role.SIGNER).status_code == 302
        assert again(user).roles == {Role.SIGNER}
        entry = AuditEntry.objects.first()
        assert (entry.event, entry.actor_id) == (Event.ROLES_CHANGED, administrator.pk)
        assert '"before": ["编辑"], "after": ["签发"]' in entry.detail

    def test_the_roles_one_has_are_ticked_and_explained(self, client, administrator):
        page = client.get(f"{ACCOUNTS}{person('', Role.SIGNER).pk}/change/").content.decode()
        assert "签发：终审签发，必要时撤下" in page
        assert page.count("checked") == 2

    def test_nobody_changes_their_own_roles(self, client, administrator):
        response = post_account(client, administrator, Role.EDITOR)
        assert "不能修改自己的角色" in errors(response)
        assert again(administrator).roles == {Role.ADMINISTRATOR}

    def test_one_may_change_the_rest_of_ones_own_account(self, client, administrator):
        assert post_account(client, administrator, Role.ADMINISTRATOR, post="主任").status_code == 302
        assert again(administrator).post == "主任"

    def test_nobody_deactivates_themselves(self, client, administrator):
        assert "不能停用自己" in errors(post_account(client, administrator, Role.ADMINISTRATOR, is_active=""))

    @pytest.mark.parametrize(
        "roles", [(Role.ADMINISTRATOR, Role.AUDITOR), (Role.ADMINISTRATOR, Role.EDITOR), (Role.AUDITOR, Role.READER)]
    )
    def test_administration_and_audit_are_held_alone(self, client, administrator, roles):
        user = person()
        assert "单独担任" in errors(post_account(client, user, *roles))
        assert again(user).roles == frozenset()

    def test_flags_cannot_be_slipped_in(self, client, administrator):
        user = person()
        post_account(client, user, is_superuser="on", is_staff="on", is_demo="on", user_permissions="1")
        assert not (again(user).is_superuser or again(user).is_staff or again(user).is_demo)

    def test_deactivating_is_audited(self, client, administrator):
        user = person("", Role.EDITOR)
        post_account(client, user, Role.EDITOR, is_active="")
        assert not again(user).is_active
        assert AuditEntry.objects.first().event == Event.ACCOUNT_CHANGED
        assert '"active": false' in AuditEntry.objects.first().detail

    def test_no_account_is_deleted(self, client, administrator):
        user = person()
        assert client.post(f"{ACCOUNTS}{user.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(ACCOUNTS, {"action": "delete_selected", "_selected_action": user.pk, "post": "yes"})
        assert again(user)

    def test_a_reset_password_is_changed_at_the_next_sign_in_and_audited(self, client, administrator):
        user = person()
        data = {"password1": "Lotus-1949", "password2": "Lotus-1949", "usable_password": "true"}
        assert client.post(f"{ACCOUNTS}{user.pk}/password/", data).status_code == 302
        assert again(user).must_change_password
        assert again(user).check_password("Lotus-1949")
        assert AuditEntry.objects.first().event == Event.PASSWORD_RESET

    def test_the_form_leads_to_the_reset(self, client, administrator):
        user = person()
        page = client.get(f"{ACCOUNTS}{user.pk}/change/").content.decode()
        assert f'href="{ACCOUNTS}{user.pk}/password/"' in page
        assert client.get(f"{ACCOUNTS}{user.pk}/password/").status_code == 200

    def test_a_reset_lets_somebody_locked_out_in_again(self, client, administrator):
        user = person()
        for _ in range(5):
            Client().post("/accounts/login/", {"username": user.username, "password": "wrong"})
        data = {"password1": "Lotus-1949", "password2": "Lotus-1949", "usable_password": "true"}
        client.post(f"{ACCOUNTS}{user.pk}/password/", data)
        response = Client().post("/accounts/login/", {"username": user.username, "password": "Lotus-1949"})
        assert response.status_code == 302

    def test_accounts_are_found_by_role(self, client, administrator):
        person("signer", Role.SIGNER)
        assert "signer" in client.get(f"{ACCOUNTS}?role=签发").content.decode()
        assert "signer" not in client.get(f"{ACCOUNTS}?role=编辑").content.decode()

    def test_a_refused_reset_changes_nothing(self, client, administrator):
        user = person()
        assert client.post(f"{ACCOUNTS}{user.pk}/password/", {"password1": "a", "password2": "a"}).status_code == 200
        assert again(user).check_password(PASSWORD)
        assert AuditEntry.objects.first().event != Event.PASSWORD_RESET

    def test_only_an_administrator_resets_a_password(self, client):
        client.force_login(person("", Role.EDITOR))
        assert client.get(f"{ACCOUNTS}{person().pk}/password/").status_code == 403

    def test_the_list_costs_the_same_for_more_people(self, client, administrator, django_assert_max_num_queries):
        for _ in range(20):
            person("", Role.EDITOR, Role.READER)
        client.get(ACCOUNTS)
        with django_assert_max_num_queries(12):
            client.get(ACCOUNTS)


class TestStandIns:
    def add(self, client, principal, deputy, role=Role.SIGNER, **changed):
        today = timezone.localdate()
        data = {"principal": principal.pk, "deputy": deputy.pk, "role": role, "reason": "出差"}
        data |= {"starts": today.isoformat(), "ends": (today + timedelta(days=3)).isoformat()}
        return client.post(f"{STAND_INS}add/", {**data, **changed})

    def test_an_administrator_appoints_one_and_it_is_audited(self, client, administrator):
        assert self.add(client, person("", Role.SIGNER), person("", Role.EDITOR)).status_code == 302
        assert StandIn.objects.in_force().count() == 1
        assert AuditEntry.objects.first().event == Event.STAND_IN_CHANGED

    def test_nobody_appoints_themselves(self, client, administrator):
        assert "不能指定自己为代理人" in errors(self.add(client, person("", Role.SIGNER), administrator))

    def test_an_auditor_stands_in_for_nobody(self, client, administrator):
        response = self.add(client, person("", Role.SIGNER), person("", Role.AUDITOR))
        assert "不能代理别人" in errors(response)

    def test_a_secretary_stands_in_for_a_leader_as_a_reader(self, client, administrator):
        leader, secretary = person("", Role.READER), person()
        assert self.add(client, leader, secretary, role=Role.READER.value).status_code == 302
        assert StandIn.objects.in_force().get().principal == leader

    def test_the_principal_must_have_the_role(self, client, administrator):
        assert "不能由人代理" in errors(self.add(client, person("", Role.EDITOR), person()))

    def test_the_end_is_not_before_the_start(self, client, administrator):
        response = self.add(client, person("", Role.SIGNER), person(), ends="2001-01-01")
        assert "止日不能早于起日" in errors(response)

    def test_none_is_deleted(self, client, administrator):
        self.add(client, person("", Role.SIGNER), person())
        assert client.post(f"{STAND_INS}{StandIn.objects.get().pk}/delete/", {"post": "yes"}).status_code == 403

    def test_text_marked_secret_is_refused_and_not_shown_again(self, client, administrator):
        response = self.add(client, person("", Role.SIGNER), person(), reason="机密★10年 赴某地")
        assert not StandIn.objects.exists()
        assert "国家秘密" in errors(response)
        assert "赴某地" not in response.content.decode()
        assert not AuditEntry.objects.filter(detail__contains="赴某地").exists()


class TestAuditTrail:
    @pytest.fixture(autouse=True)
    def auditor(self, client):
        user = person("auditor", Role.AUDITOR)
        client.force_login(user)
        return user

    def test_can_be_read_searched_and_filtered(self, client):
        record("送审", by=person(full_name="王明"), subject="期 7")
        assert "期 7" in client.get(f"{AUDIT}?q=王明").content.decode()
        assert "期 7" not in client.get(f"{AUDIT}?event=导出").content.decode()
        assert client.get(f"{AUDIT}{AuditEntry.objects.first().pk}/change/").status_code == 200

    def test_cannot_be_written(self, client):
        entry = record("送审", by=None)
        assert client.get(f"{AUDIT}add/").status_code == 403
        assert client.post(f"{AUDIT}{entry.pk}/change/", {"event": "别的"}).status_code == 403
        assert client.post(f"{AUDIT}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
        entry.refresh_from_db()
        assert entry.event == "送审"
