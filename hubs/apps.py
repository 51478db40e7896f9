from django.apps import AppConfig


class HubsConfig(AppConfig):
    name = "hubs"
    verbose_name = "科创中心与案例"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hubs import searched

        searched.register()
