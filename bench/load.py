"""`python -m bench.load PORT PATH BYTES CONNECTIONS SECONDS`: ask for one page again and again; prints JSON.

A connection for every request, because a synchronous worker closes it. At most SECONDS and MOST requests, at least one.
"""

import json
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

MOST = 20_000
PATIENCE = 20


def burst(port: int, path: str, size: int, connections: int, seconds: float) -> dict:
    """Seconds elapsed, and milliseconds of each request. Raises when an answer is not 200 with `size` bytes."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        lanes = [
            pool.submit(_lane, port, request, size, start + seconds, MOST // connections) for _ in range(connections)
        ]
        times = [one for lane in lanes for one in lane.result()]
    return {"elapsed": time.perf_counter() - start, "milliseconds": times}


def _lane(port, request, size, end, most):
    times = []
    while not times or (time.perf_counter() < end and len(times) < most):
        start = time.perf_counter()
        head, _, body = _answer(port, request).partition(b"\r\n\r\n")
        times.append((time.perf_counter() - start) * 1000)
        if not head.startswith(b"HTTP/1.1 200 ") or len(body) != size:
            raise RuntimeError(f"Expected 200 with {size} bytes, got {head[:60]!r} with {len(body)}.")
    return times


def _answer(port, request):
    parts = []
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        while part := connection.recv(1 << 18):
            parts.append(part)
    return b"".join(parts)


if __name__ == "__main__":
    port, path, size, connections, seconds = sys.argv[1:]
    print(json.dumps(burst(int(port), path, int(size), int(connections), float(seconds))))
