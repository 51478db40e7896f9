import pytest
from django.core.management import call_command
from django.db import IntegrityError

from accounts import grants
from accounts.access import Action, Role, allows
from accounts.audit import AuditEntry, Event
from accounts.models import User
from tests.people import again, person, stand_in

pytestmark = pytest.mark.django_db


def test_a_person_is_called_by_name_and_else_by_user_name():
    assert str(User(username="wang", full_name="王明")) == "王明"
    assert str(User(username="wang")) == "wang"


def test_the_natural_key_is_the_user_name():
    user = person("wang")
    assert user.natural_key() == ("wang",)
    assert User.objects.get_by_natural_key("wang") == user


def test_a_superuser_is_a_system_administrator_and_nothing_else():
    user = User.objects.create_superuser("root", "Xu-chang-2022")
    assert again(user).roles == {Role.ADMINISTRATOR}
    assert not allows(user, Action.EDIT)


def test_createsuperuser_needs_nothing_but_a_user_name(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "Xu-chang-2022")
    call_command("createsuperuser", "--noinput", username="root", verbosity=0)
    assert User.objects.get(username="root").check_password("Xu-chang-2022")


@pytest.mark.parametrize("role", [Role.READER, None])
def test_readers_are_not_staff(role):
    assert not person("", *([role] if role else [])).is_staff
    assert person("", Role.EDITOR).is_staff


def test_nobody_changes_their_own_roles():
    administrator = person("", Role.ADMINISTRATOR)
    with pytest.raises(grants.GrantRefused, match="自己的角色"):
        grants.set_roles(administrator, {Role.EDITOR}, by=administrator)
    assert again(administrator).roles == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("separate", [Role.ADMINISTRATOR, Role.AUDITOR])
@pytest.mark.parametrize("other", [Role.EDITOR, Role.READER, Role.SIGNER])
def test_administration_and_audit_are_held_alone(separate, other):
    with pytest.raises(grants.GrantRefused, match="单独担任"):
        grants.set_roles(person(), {separate, other}, by=person("", Role.ADMINISTRATOR))


def test_administration_and_audit_are_not_held_together():
    with pytest.raises(grants.GrantRefused, match="单独担任"):
        grants.set_roles(person(), {Role.ADMINISTRATOR, Role.AUDITOR}, by=None)


def test_a_grant_is_audited_with_before_and_after():
    user, administrator = person("", Role.EDITOR), person("", Role.ADMINISTRATOR)
    grants.set_roles(user, {Role.SIGNER}, by=administrator)
    entry = AuditEntry.objects.first()
    assert (entry.event, entry.actor_id) == (Event.ROLES_CHANGED, administrator.pk)
    assert '"before": ["编辑"], "after": ["签发"]' in entry.detail


def test_granting_the_same_roles_again_leaves_no_entry():
    user = person("", Role.EDITOR)
    before = AuditEntry.objects.count()
    grants.set_roles(user, {Role.EDITOR}, by=None)
    assert AuditEntry.objects.count() == before


def test_an_unknown_role_raises():
    with pytest.raises(ValueError):
        grants.set_roles(person(), {"皇帝"}, by=None)


def test_the_database_refuses_a_stand_in_that_ends_before_it_starts():
    with pytest.raises(IntegrityError, match="stand_in_ends_after_start"):
        stand_in(person(), person(), Role.SIGNER, starts=1, ends=0)


def test_the_database_refuses_a_stand_in_for_oneself():
    user = person()
    with pytest.raises(IntegrityError, match="stand_in_for_another"):
        stand_in(user, user, Role.SIGNER)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_the_database_refuses_a_stand_in_for_other_roles(role):
    with pytest.raises(IntegrityError, match="stand_in_known_role"):
        stand_in(person(), person(), role)
