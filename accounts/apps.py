from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class OfficeAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "accounts.site.OfficeSite"


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号与审计"

    def ready(self) -> None:
        from accounts import sign_in

        sign_in.connect()
        pre_migrate.connect(clear_the_way, sender=self)
        post_migrate.connect(complete_database, sender=self)


def clear_the_way(*, using: str, plan: list[Any], **_: Any) -> None:
    """Before a migrate that has something to do: triggers that mention other tables would stand in its way."""
    from accounts import office_triggers

    if plan:
        office_triggers.remove(connections[using])


def complete_database(*, using: str, **_: Any) -> None:
    """After every migrate: the groups and the triggers, which SQLite loses when it rebuilds a table."""
    from accounts import grants, growing, office_triggers

    connection = connections[using]
    if "auth_group" in connection.introspection.table_names():
        grants.create_groups()
    growing.install_triggers(connection)
    office_triggers.install(connection)
