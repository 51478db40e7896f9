import pytest
from django.contrib.auth.models import AnonymousUser, Group

from accounts import access, grants
from accounts.access import ACTIONS, EXPLANATIONS, OFFICE, Action, Role, allows, stand_in_for
from accounts.models import User
from tests.people import again, person, stand_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_role_allows_what_its_row_says_and_nothing_else(role, action):
    assert allows(person("", role), action) == (action in ACTIONS[role])


def test_every_role_has_actions_an_explanation_and_a_group():
    assert set(ACTIONS) == set(EXPLANATIONS) == set(Role)
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}


def test_groups_carry_no_model_permissions():
    assert not Group.objects.filter(permissions__isnull=False).exists()


@pytest.mark.parametrize("action", Action)
def test_nobody_without_a_role_is_allowed_anything(action):
    assert not allows(person(), action)
    assert not allows(AnonymousUser(), action)


@pytest.mark.parametrize("action", Action)
def test_an_inactive_account_is_allowed_nothing(action):
    assert not allows(person("", *OFFICE, is_active=False), action)


@pytest.mark.parametrize("action", Action)
def test_the_superuser_flag_gives_nothing(action):
    assert not allows(person(is_superuser=True), action)


def test_the_superuser_flag_gives_no_django_permission():
    flagged = person(is_superuser=True)
    assert not flagged.has_perm("auth.change_group")
    assert not flagged.has_perms(["auth.change_group"])
    assert not flagged.has_module_perms("auth")


@pytest.mark.parametrize("unknown", ["fly", "", None, Role.EDITOR])
def test_an_unknown_action_raises(unknown):
    for ask in (allows, stand_in_for):
        with pytest.raises(ValueError):
            ask(person("", Role.EDITOR), unknown)


def test_system_administrators_and_auditors_read_nothing_internal():
    for role in access.SEPARATE:
        assert not allows(person("", role), Action.READ_INTERNAL)
        assert not allows(person("", role), Action.READ_DRAFTS)


def test_a_group_of_another_name_gives_nothing():
    user = person()
    user.groups.add(Group.objects.create(name="edit"))
    assert again(user).roles == frozenset()


def test_a_changed_role_counts_at_the_next_request():
    user = person("", Role.EDITOR)
    assert allows(user, Action.EDIT)
    grants.set_roles(again(user), {Role.PUBLISHER}, by=None)
    assert not allows(again(user), Action.EDIT)
    assert allows(again(user), Action.PUBLISH)


def test_questions_after_the_first_cost_no_query(django_assert_num_queries):
    user = person("", Role.EDITOR)
    with django_assert_num_queries(2):
        for action in Action:
            allows(user, action)


def test_an_anonymous_visitor_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        allows(AnonymousUser(), Action.READ_INTERNAL)


class TestStandIn:
    @pytest.fixture
    def signer(self):
        return person("signer", Role.SIGNER)

    @pytest.fixture
    def deputy(self):
        return person("deputy", Role.EDITOR)

    def test_acts_in_the_role_of_the_principal_while_it_lasts(self, signer, deputy):
        deputed = stand_in(signer, deputy, Role.SIGNER)
        assert allows(deputy, Action.SIGN)
        assert stand_in_for(deputy, Action.SIGN) == deputed

    @pytest.mark.usefixtures("one_day")
    @pytest.mark.parametrize(("starts", "ends"), [(-3, -1), (1, 3)])
    def test_ends_and_begins_by_date(self, signer, deputy, starts, ends):
        stand_in(signer, deputy, Role.SIGNER, starts=starts, ends=ends)
        assert not allows(deputy, Action.SIGN)
        assert stand_in_for(deputy, Action.SIGN) is None

    def test_gives_no_other_role(self, deputy):
        both = person("both", Role.SIGNER, Role.PUBLISHER)
        stand_in(both, deputy, Role.SIGNER)
        assert not allows(deputy, Action.PUBLISH)

    def test_gives_nothing_once_cancelled(self, signer, deputy):
        stand_in(signer, deputy, Role.SIGNER, cancelled=True)
        assert not allows(deputy, Action.SIGN)

    def test_gives_nothing_to_a_colleague_or_an_outsider(self, signer, deputy):
        stand_in(signer, deputy, Role.SIGNER)
        assert not allows(person("colleague", Role.EDITOR), Action.SIGN)
        assert not allows(AnonymousUser(), Action.SIGN)

    def test_ends_when_the_principal_loses_the_role(self, signer, deputy):
        stand_in(signer, deputy, Role.SIGNER)
        grants.set_roles(signer, {Role.EDITOR}, by=None)
        assert not allows(again(deputy), Action.SIGN)

    def test_ends_when_the_principal_is_deactivated(self, signer, deputy):
        stand_in(signer, deputy, Role.SIGNER)
        User.objects.filter(pk=signer.pk).update(is_active=False)
        assert not allows(again(deputy), Action.SIGN)

    def test_gives_nothing_to_an_administrator_or_auditor(self, signer):
        for role in access.SEPARATE:
            outsider = person("", role)
            stand_in(signer, outsider, Role.SIGNER)
            assert not allows(outsider, Action.SIGN)
            assert not allows(outsider, Action.READ_INTERNAL)

    def test_reads_for_a_reader_and_does_not_enter_the_office(self):
        secretary = person("secretary")
        stand_in(person("leader", Role.READER), secretary, Role.READER)
        assert allows(secretary, Action.READ_INTERNAL)
        assert not allows(secretary, Action.ENTER_OFFICE)

    def test_is_not_named_when_one_holds_the_role(self, signer):
        colleague = person("", Role.SIGNER)
        stand_in(signer, colleague, Role.SIGNER)
        assert stand_in_for(colleague, Action.SIGN) is None
        assert stand_in_for(AnonymousUser(), Action.SIGN) is None
