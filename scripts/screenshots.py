"""`make screenshots`: every page kind at three widths, plain and in elder mode, and on paper; into var/screenshots."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright

from scripts import staged
from tests import parts
from tests.browser.visiting import WIDTHS, Tab, arguments
from tests.reading import pages

FOLDER = Path(__file__).resolve().parent.parent / "var" / "screenshots"
A4 = {"format": "A4", "print_background": True}


def main() -> None:
    if parts.chromium() is None:
        sys.exit(f"{parts.CHROMIUM.name} is missing: apt-get install {parts.CHROMIUM.package}")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with staged.site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=parts.chromium(), args=arguments())
        for width in WIDTHS:
            _take(browser, site, width)
            _take(browser, site, width, elder=True)
        _print(browser, site)
        browser.close()
    print(f"{len(list(FOLDER.iterdir()))} pictures in {FOLDER.relative_to(Path.cwd())}")


def _take(browser, site, width, *, elder=False):
    tab = Tab(browser, site.url, site.session, width=width, elder=elder)
    for kind in pages.ALL:
        tab.visit(kind)
        tab.page.screenshot(path=FOLDER / f"{kind}-{width}{'-elder' if elder else ''}.png", full_page=True)
    tab.context.close()


def _print(browser, site):
    tab = Tab(browser, site.url, site.session)
    for kind in pages.ALL:
        tab.visit(kind)
        paper = FOLDER / f"{kind}-print.pdf"
        tab.page.pdf(path=paper, **A4)
        if shutil.which("pdftoppm"):
            subprocess.run(["pdftoppm", "-png", "-r", "60", paper, paper.with_suffix("")], check=True)
            paper.unlink()
    tab.context.close()


if __name__ == "__main__":
    os.chdir(FOLDER.parent.parent)
    main()
