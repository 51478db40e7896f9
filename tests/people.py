"""People for the tests: `person("wang", Role.EDITOR)`."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from accounts import grants
from accounts.models import StandIn, User

PASSWORD = "Xu-chang-2022"  # nobody's
_numbers = count(1)


def person(name: str = "", *roles: str, **fields) -> User:
    """A saved account called `name` with `roles`; its password is PASSWORD."""
    username = name or f"person{next(_numbers)}"
    user = User.objects.create_user(username, PASSWORD, **{"full_name": username, **fields})
    grants.set_roles(user, roles, by=None)
    return User.objects.get(pk=user.pk)


def again(user: User) -> User:
    """The same person at the next request."""
    return User.objects.get(pk=user.pk)


def stand_in(principal: User, deputy: User, role: str, *, starts: int = -1, ends: int = 1, **fields) -> StandIn:
    """`deputy` stands in for `principal`, from and to so many days from today; midnight may pass meanwhile."""
    today = timezone.localdate()
    return StandIn.objects.create(
        principal=principal,
        deputy=deputy,
        role=role,
        starts=today + timedelta(days=starts),
        ends=today + timedelta(days=ends),
        reason=fields.pop("reason", "出差"),
        **fields,
    )
