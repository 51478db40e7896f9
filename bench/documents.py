"""What the real issue costs as a file: time and memory, each format in a process of its own."""

import statistics
import time
from pathlib import Path

from django.conf import settings

from bulletin.parsing.text import parse
from bulletin.rendering import pdf, word

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
AGAIN = 20


def pdf_of_seed() -> dict:
    return _measured(pdf.render)


def docx_of_seed() -> dict:
    return _measured(word.render)


def _measured(render) -> dict:
    """Milliseconds of the first file in this process and of later ones, and their processor time (medians); bytes; MiB
    of the peak above before.
    """
    bulletin = parse((settings.BASE_DIR / "fixtures" / "2022-4.txt").read_bytes()).bulletin
    CLEAR.write_text("5")  # 5: forget the peak so far (proc(5))
    before = _memory("VmRSS")
    first, *again = (_once(render, bulletin) for _ in range(1 + AGAIN))
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
    return (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000, len(made)


def _memory(name):
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    return int(lines[name].split()[0]) / 1024
