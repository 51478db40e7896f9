"""gunicorn on a free port of the loopback, stopped whatever happens."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
PATIENCE = 120


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def processor_time(self) -> float:
        """Milliseconds that all workers together have run so far."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        # schedstat: nanoseconds on a processor, waiting for one, slices.
        return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in children) / 1e6


@contextmanager
def serving(application: str, environment: dict[str, str], path: str) -> Iterator[Server]:
    """Runs `application` under gunicorn's synchronous workers; yields the server once `path` answers."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--worker-class", "sync", "--log-level", "warning", "--no-control-socket"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            _await(server, port, path)
            yield Server(port, server.pid)
        finally:
            _stop(server)


def fetch(port: int, path: str) -> dict:
    """The page as it comes over the wire, its headers without those that gunicorn writes itself."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode("latin-1")
    finally:
        connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}.")
    own = [header for header in answer.getheaders() if header[0].lower() not in ("server", "date", "connection")]
    return {"path": path, "headers": own, "body": body}


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(server, port, path):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return fetch(port, path)
        except OSError:
            if server.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)


def _stop(server):
    server.terminate()
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
