"""What import_issue did with each file, on the terminal while it works and in a file afterwards."""

import csv
import json
import time
from dataclasses import asdict, astuple

from hubs.spreadsheets.escaping import escape

ENDINGS = (".csv", ".json")
HEADINGS = ("文件", "结果", "期次地址", "期号", "标题", "提示", "说明", "校验值（SHA-256）")
WIDTH = 24


def write(path, lines):
    """Write a Told a file to `path`: a table that Excel opens, or JSON, by its ending."""
    if path.suffix.lower() == ".json":
        path.write_text(json.dumps([asdict(one) for one in lines], ensure_ascii=False, indent=1), encoding="utf-8")
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        table.writerows([escape(text.replace("\n", "")) for text in astuple(one)] for one in lines)


class Progress:
    """A bar on a terminal, and nothing anywhere else."""

    def __init__(self, stream, total):
        self.stream, self.total = stream, total
        self.is_shown, self.started = stream.isatty() and total > 1, time.monotonic()

    def show(self, done):
        """How many of the files are done, and how long the rest may take."""
        if self.is_shown:
            full = WIDTH * done // self.total
            self._write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done}/{self.total}{self._left(done)}")

    def clear(self):
        """Make room for a sentence."""
        if self.is_shown:
            self._write("\r\033[K")

    def _left(self, done):
        if not done:
            return ""
        seconds = round((time.monotonic() - self.started) / done * (self.total - done))
        return f" 还要约{seconds // 60}分{seconds % 60:02}秒\033[K"

    def _write(self, text):
        self.stream.write(text, ending="")
        self.stream.flush()
