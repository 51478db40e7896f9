from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IssuesConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "issues"
    verbose_name = "编辑部"

    def ready(self):
        from issues import checks, searched, uses  # noqa: F401
        from issues.search import index

        uses.register()
        searched.register()
        post_migrate.connect(uses.create_series, sender=self)
        post_migrate.connect(index.complete, sender=self)
