"""An empty database for one run, gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from scripts import throwaway_postgresql

# As on a server: a quarter of a small one's memory, as PostgreSQL's documentation advises (its default is 128 MB).
AS_A_SERVER = "-c shared_buffers=1GB -c autovacuum=on"


@contextmanager
def database(folder: Path, url: str, *, postgresql: bool) -> Iterator[str]:
    """The address of a new database: beside the one `url` names, in a throwaway PostgreSQL, or a file in `folder`."""
    if postgresql:
        with throwaway_postgresql.cluster(AS_A_SERVER) as own:
            yield own
    elif urlsplit(url).scheme.startswith("postgres"):
        with _beside(url) as new:
            yield new
    else:
        yield f"sqlite:///{folder / 'bench.sqlite3'}"


@contextmanager
def _beside(url):
    name = f"bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
