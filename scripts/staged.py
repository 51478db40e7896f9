"""The site as in production, with everything readers may meet on stage: for screenshots and for the budget."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.servers import ROOT, serving
from tests.reading.registered import REGISTERED

FILL = "import django; django.setup(); from tests.reading import stage; print(stage.session_of(stage.fill()))"


@dataclass(frozen=True)
class Site:
    url: str
    session: str  # the cookie of a signed-in reader


@contextmanager
def site() -> Iterator[Site]:
    """gunicorn on a free port of the loopback and a database of its own, both gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="staged-") as name:
        environment = _environment(Path(name))
        _run(environment, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        _run(environment, "manage.py", "migrate", "--verbosity", "0")
        session = _run(environment, "-c", FILL).strip()
        with serving("config.wsgi:application", environment, "/healthz") as server:
            yield Site(f"http://127.0.0.1:{server.port}", session)


def _environment(folder):
    """Production settings, and nothing of the caller's but what a program needs to run."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "TMPDIR")}
    return (
        kept
        | REGISTERED
        | {
            "DJANGO_SETTINGS_MODULE": "scripts.staged_settings",
            "DEBUG": "0",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
            "PLAIN_HTTP": "1",
            "DATABASE_URL": f"sqlite:///{folder / 'stage.sqlite3'}",
            "BENCH_STATIC_ROOT": str(folder / "static"),
        }
    )


def _run(environment, *arguments):
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
