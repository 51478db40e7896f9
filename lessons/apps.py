from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = "启示"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lessons import searched

        searched.register()
