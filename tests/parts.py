"""Parts of the machine that some tests need and a person's machine may lack."""

import os
import shutil
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    name: str
    package: str
    skipped: str

    def __str__(self) -> str:
        return f"Skipped: {self.skipped}, because {self.name} is missing. To run them: apt-get install {self.package}"


CHROMIUM = Part("Chromium", "chromium", "the tests in a browser")
PDFTOTEXT = Part("pdftotext", "poppler-utils", "the tests that read a PDF back")
CJK_FONT = Part("a Chinese font", "fonts-noto-cjk fontconfig", "the tests that look at Chinese type")
POSTGRESQL = Part("PostgreSQL", "postgresql", "the second run of all tests, on PostgreSQL,")

BY_MARKER = {"browser": CHROMIUM, "pdftotext": PDFTOTEXT, "cjk_font": CJK_FONT}


def chromium() -> str | None:
    """The path of the system's Chromium."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing() -> list[Part]:
    """The parts of BY_MARKER that this machine lacks."""
    present = {CHROMIUM: chromium(), PDFTOTEXT: shutil.which("pdftotext"), CJK_FONT: _has_chinese_font()}
    return [part for part, found in present.items() if not found]


def must_be_complete() -> bool:
    """In CI a part that is missing is a failure, not a reason to skip."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())
