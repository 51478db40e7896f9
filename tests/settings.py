"""The product's settings as the tests run them: a development site on a database file of its own."""

import os

os.environ.setdefault("DEBUG", "1")

from config.settings import *  # noqa: F403
from config.settings import DATABASES, VAR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because a live server's threads cannot share a database in memory; one per process.
    DATABASES["default"]["TEST"] = {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}
# Static files come from their sources; nobody collects them for a test.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
