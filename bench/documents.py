"""What the real issue costs as a file: time and memory, each format in a process of its own."""

import statistics
import time
from pathlib import Path

from django.conf import settings

from bulletin.parsing.text import parse
from bulletin.rendering import html, markdown, pdf, text, word
from bulletin.serialization import to_json

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
AGAIN = 20

RENDER = {
    "pdf": pdf.render,
    "docx": word.render,
    "html": html.render,
    "txt": text.render,
    "md": markdown.render,
    "json": to_json,
}


def seed_as(name: str) -> dict:
    """Milliseconds of the first file in this process and of later ones, and their processor time (medians); bytes; MiB
    of the peak above before.
    """
    bulletin = parse((settings.BASE_DIR / "fixtures" / "2022-4.txt").read_bytes()).bulletin
    CLEAR.write_text("5")  # 5: forget the peak so far (proc(5))
    before = _memory("VmRSS")
    first, *again = (_once(RENDER[name], bulletin) for _ in range(1 + AGAIN))
    times, processor, sizes = zip(*again, strict=True)
    return {
        "first": first[0],
        "again": statistics.median(times),
        "processor": statistics.median(processor),
        "memory": _memory("VmHWM") - before,
        "bytes": sizes[0],
    }


def _once(render, bulletin):
    start, worked = time.perf_counter(), time.process_time()
    made = render(bulletin)
    times = (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000
    return *times, len(made if isinstance(made, bytes) else made.encode())


def _memory(name):
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    return int(lines[name].split()[0]) / 1024
