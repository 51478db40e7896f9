"""The product's settings as in production, with the static files of one run in the folder of that run."""

import os

from config.settings import *  # noqa: F403

STATIC_ROOT = os.environ["BENCH_STATIC_ROOT"]
