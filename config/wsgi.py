import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.proxy import seen_by_the_proxy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
if settings.BEHIND_PROXY:
    application = seen_by_the_proxy(application)
