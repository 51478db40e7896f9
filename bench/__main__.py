"""`make bench`: what pages and an import cost, each page beside the bare application that returns the same bytes."""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import report
from bench.databases import database
from bench.documents import RENDER
from bench.servers import ROOT, fetch, serving
from bench.turns import Turn
from scripts import throwaway_postgresql


def main() -> None:
    # A terminated run still stops its servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with database(folder, os.environ.get("DATABASE_URL", ""), postgresql=options.postgresql) as url:
            environment = _environment(folder, url)
            report.documents({name: _child(environment, "seed_as", name) for name in RENDER})
            if options.documents:
                return
            _measure(options, environment)
        if options.archived:
            _archive(options, folder)
        if options.searched:
            _search(options, folder)


def _options():
    parser = argparse.ArgumentParser(prog="make bench ARGS=", description=__doc__)
    parser.add_argument("--issues", type=int, default=418, help="issues in the database")
    parser.add_argument("--rounds", type=int, default=5, help="how often bare and real take turns for each page")
    parser.add_argument("--seconds", type=float, default=1.5, help="length of one turn")
    parser.add_argument("--connections", type=int, default=4, help="requests at a time")
    parser.add_argument("--postgresql", action="store_true", help="in a PostgreSQL started for the run")
    parser.add_argument("--archived", type=int, default=400, help="issues in the archive; 0 leaves it out")
    parser.add_argument("--searched", type=int, default=20_000, help="issues to search in; 0 leaves the searches out")
    parser.add_argument("--documents", action="store_true", help="measure the real issue as files, and nothing else")
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the spreadsheet; 0 leaves it out")
    parser.add_argument("--imported", type=int, default=400, help="text issues to take in; 0 leaves it out")
    return parser.parse_args()


def _archive(options, folder):
    """The catalogue from one database to another, on SQLite."""
    taken, back = (_environment(folder, f"sqlite:///{folder / name}.sqlite3") for name in ("taken", "back"))
    _child(taken, "fill_catalogue", options.archived)
    report.archiving(_child(taken, "export_catalogue"), _child(back, "restore_catalogue"))


def _search(options, folder):
    """On both databases, where this machine has PostgreSQL; in the other one only when it was asked for."""
    wanted = [True] if options.postgresql else [False, *([True] if throwaway_postgresql.programs() else [])]
    for postgresql in wanted:
        with tempfile.TemporaryDirectory(dir=folder) as name, database(Path(name), "", postgresql=postgresql) as url:
            environment = _environment(folder, url)
            start = time.perf_counter()
            texts = _child(environment, "fill_archive", options.searched)
            seconds = time.perf_counter() - start
            report.searches(options.searched, texts, url, seconds, _child(environment, "search_archive"))


def _environment(folder, url):
    """Production settings, and nothing of the caller's but what a program needs to run."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "TMPDIR")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "PLAIN_HTTP": "1",
        "DATABASE_URL": url,
        "BENCH_STATIC_ROOT": str(folder / "static"),
        "BENCH_PAGES": str(folder / "pages.json"),
        "BENCH_ARCHIVE": str(folder / "archive.zip"),
    }


def _measure(options, environment):
    start = time.perf_counter()
    _run(environment, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    _child(environment, "fill", options.issues)
    report.preparation(options.issues, environment["DATABASE_URL"], time.perf_counter() - start)
    report.importing(_child(environment, "take_in_seed"))
    pages = _child(environment, "anonymous_pages")
    report.heading(options)
    with serving("config.wsgi:application", environment, "/healthz") as real:
        contents = {page["path"]: fetch(real.port, page["path"]) for page in pages}
        Path(environment["BENCH_PAGES"]).write_text(json.dumps(list(contents.values())), encoding="utf-8")
        with serving("bench.bare:application", environment, pages[0]["path"]) as bare:
            for page in pages:
                _compare(page, contents[page["path"]], real, bare, options)
    if options.rows:
        jobs = ("library_sheet", "our_sheet")
        report.sheets(options.rows, *(_child(environment, job, options.rows) for job in jobs))
    if options.imported:
        report.importing_many(_child(environment, "import_texts", options.imported))


def _compare(page, content, real, bare, options):
    """Real and bare take turns, so that a machine that gets slower or faster does so for both."""
    if fetch(bare.port, page["path"]) != content:
        raise RuntimeError(f"The bare application does not return the same {page['path']}.")
    size = len(content["body"])
    rounds = [
        [_turn(server, page["path"], size, options) for server in (real, bare)] for _ in range(options.rounds + 1)
    ]
    report.page(page, size, rounds[1:])  # the first one only warms up


def _turn(server, path, size, options):
    before = server.processor_time()
    command = ("-m", "bench.load", server.port, path, size, options.connections, options.seconds)
    burst = _run(dict(os.environ), *command)
    return Turn(burst["milliseconds"], burst["elapsed"], server.processor_time() - before)


def _child(environment, job, *arguments):
    return _run(environment, "-m", "bench.child", job, *arguments)


def _run(environment, *arguments):
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout or "null")


if __name__ == "__main__":
    main()
