from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db import connections
from django.db.models.signals import post_migrate


class OfficeAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "accounts.site.OfficeSite"


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号与审计"

    def ready(self) -> None:
        from accounts import sign_in

        sign_in.connect()
        post_migrate.connect(complete_database, sender=self)


def complete_database(*, using: str, **_: Any) -> None:
    """After every migrate: the groups and the triggers, which SQLite loses when it rebuilds a table."""
    from accounts import grants, growing

    connection = connections[using]
    if "auth_group" in connection.introspection.table_names():
        grants.create_groups()
    growing.install_triggers(connection)
