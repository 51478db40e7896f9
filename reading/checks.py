"""What `check --deploy` says of the site: each thing of a government site's head and foot that is not set."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

from reading.site import NAMES


@register(Tags.security, deploy=True)
def registered_values(app_configs, **kwargs):
    """reading.W001 to W012, one for each empty setting, numbered as NAMES lists them."""
    return [
        Warning(
            f"{label}没有设置，页面上不会显示。",
            hint=f"请在环境变量 {name} 里填写，写法见 .env.example。",
            id=f"reading.W{number:03}",
        )
        for number, (name, label) in enumerate(NAMES.items(), start=1)
        if not getattr(settings, name)
    ]
