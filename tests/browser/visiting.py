"""How a browser comes to a page kind: set to a width, signed in, in elder mode."""

import os

from reading.display import COOKIES

ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
PATIENCE = 60_000  # milliseconds
WIDTHS = (360, 768, 1440)
HEIGHTS = {360: 740, 768: 1024, 1440: 900}
ELDER = {"name": COOKIES["mode"], "value": "elder"}


def arguments() -> list[str]:
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


class Tab:
    """A tab of a new visitor of the site at `url`, who has the cookie `session` where a page kind asks for it."""

    def __init__(self, browser, url, session, *, width=1440, elder=False, **more):
        self.url, self.session = url, session
        window = {"width": width, "height": HEIGHTS[width]}
        place = {"base_url": url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        self.context = browser.new_context(viewport=window, reduced_motion="reduce", **place, **more)
        self.context.set_default_timeout(PATIENCE)
        if elder:
            self.context.add_cookies([ELDER | {"url": url}])
        self.page = self.context.new_page()

    def visit(self, kind):
        """Opens the page kind; the answer."""
        # What the last page still asks for must not be asked in another's name.
        self.page.goto("about:blank")
        self.context.clear_cookies(name="sessionid")
        if kind.signed_in:
            self.context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.url}])
        response = self.page.goto(kind.path)
        assert (kind.path, response.status) == (kind.path, kind.status)
        return response


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
