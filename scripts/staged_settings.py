"""The product's settings as in production, with addresses where something goes wrong, which nobody needs to log."""

from bench.settings import *  # noqa: F403

ROOT_URLCONF = "tests.reading.urls"
LOGGING = {"version": 1, "disable_existing_loggers": True}
