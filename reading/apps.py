from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "reading"
    verbose_name = "读者页面"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from reading import checks, hub_map  # noqa: F401
