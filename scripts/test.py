"""All tests on SQLite, then those a database has a say in on PostgreSQL; a line for each part this machine lacks."""

import os
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts import throwaway_postgresql
from tests import parts

# On the second database without the tests that only look at pages, and without those of bulletin/, which knows no
# database; that may leave none.
EVERYWHERE = ("-m", "not looks", "--ignore=tests/bulletin")
NOTHING_TO_RUN = 5


def main(arguments: list[str]) -> int:
    # A terminated run still stops its PostgreSQL.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    failed = run("SQLite", "", arguments)
    missing = parts.missing()
    if throwaway_postgresql.programs():
        with throwaway_postgresql.cluster() as url:
            failed |= run("PostgreSQL", url, [*EVERYWHERE, *arguments])
    else:
        missing.append(parts.POSTGRESQL)
    for part in missing:
        print(part)
    return int(failed or (bool(missing) and parts.must_be_complete()))


def run(name: str, database_url: str, arguments: list[str]) -> bool:
    """True when a test failed."""
    print(f"== Tests on {name}", flush=True)
    workers = min(os.cpu_count() or 1, 4)
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(workers), *arguments]
    code = subprocess.run(command, env={**os.environ, "DATABASE_URL": database_url}, check=False).returncode
    return code not in ((0, NOTHING_TO_RUN) if database_url else (0,))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
