"""`make budget`: what a first visit costs on a slow telephone: bytes, requests, time to the largest paint, work."""

import argparse
import sys
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from scripts import staged
from tests import parts
from tests.browser.visiting import HEIGHTS, arguments
from tests.reading import pages

MEASURED = ("home", "issue", "hub", "hub-compare", "lessons", "search")
SLOWER = 4  # times, as Lighthouse takes a telephone's processor to be
# A fast 3G network, as the developer tools of Chromium have it.
NETWORK = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
COLUMNS = "{:<12}{:>8}{:>10}{:>9}{:>9}{:>8}{:>9}{:>9}{:>9}{:>8}  {}"
OBSERVE = """
    window.seen = {paint: 0, shift: 0, long: []};
    const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
        .observe({type, buffered: true});
    watch("largest-contentful-paint", (entry) => { window.seen.paint = entry.startTime; });
    watch("layout-shift", (entry) => { window.seen.shift += entry.value; });
    watch("longtask", (entry) => { window.seen.long.push(entry.duration); });
"""


@dataclass(frozen=True)
class Visit:
    """Bytes come over the wire with their headers; the rest is milliseconds, and `shift` the layout's (CLS)."""

    requests: int
    bytes: int
    script_bytes: int
    paint: float
    shift: float
    main: float
    script: float
    layout: float
    long: list[float]


def first_visit(browser, url, *, width=360, slowly=True) -> Visit:
    """A new visitor with an empty cache opens `url`."""
    window = {"width": width, "height": HEIGHTS[width]}
    context = browser.new_context(viewport=window, locale="zh-CN", timezone_id="Asia/Shanghai")
    try:
        return _visited(context.new_page(), url, slowly)
    finally:
        context.close()


def _visited(page, url, slowly):
    page.add_init_script(OBSERVE)
    devtools = page.context.new_cdp_session(page)
    loaded, kinds = {}, {}
    devtools.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    devtools.on("Network.loadingFinished", lambda told: loaded.update({told["requestId"]: told["encodedDataLength"]}))
    for domain in ("Network", "Performance"):
        devtools.send(f"{domain}.enable")
    if slowly:
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        devtools.send("Network.emulateNetworkConditions", NETWORK)
    page.goto(url, wait_until="networkidle")
    seen = _seen(page)
    work = {one["name"]: one["value"] * 1000 for one in devtools.send("Performance.getMetrics")["metrics"]}
    scripts = sum(size for request, size in loaded.items() if kinds.get(request) == "Script")
    return Visit(
        requests=len(loaded),
        bytes=int(sum(loaded.values())),
        script_bytes=int(scripts),
        main=work["TaskDuration"],
        script=work["ScriptDuration"],
        layout=work["LayoutDuration"],
        **seen,
    )


def _seen(page):
    """What was observed once something is painted. The policy of the page lets nothing be evaluated that would wait."""
    for _ in range(600):
        seen = page.evaluate("window.seen")
        if seen["paint"] > 0:
            return seen
        page.wait_for_timeout(100)
    raise RuntimeError("Nothing was painted.")


def main() -> None:
    options = _options()
    if parts.chromium() is None:
        sys.exit(f"{parts.CHROMIUM.name} is missing: apt-get install {parts.CHROMIUM.package}")
    _heading()
    with staged.site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=parts.chromium(), args=arguments())
        for kind in pages.PUBLIC:
            if kind.name in MEASURED:
                first_visit(browser, site.url + kind.path)  # only wakes the server
                visits = [first_visit(browser, site.url + kind.path) for _ in range(options.visits)]
                _row(kind, sorted(visits, key=lambda one: one.paint)[len(visits) // 2])
        browser.close()


def _options():
    parser = argparse.ArgumentParser(prog="make budget ARGS=", description=__doc__)
    parser.add_argument("--visits", type=int, default=5, help="visits of each page; the one of median LCP is shown")
    return parser.parse_args()


def _heading():
    print(
        f"First visit with an empty cache, 360 px wide, processor {SLOWER} times slower, fast 3G (latency "
        f"{NETWORK['latency']} ms, {NETWORK['downloadThroughput'] * 8 // 1000} kbit/s); production settings.\n"
        "bytes: over the wire, headers and all assets; main, script, layout: time of the main thread in ms\n"
    )
    names = ("requests", "bytes", "of JS", "LCP ms", "CLS", "main", "script", "layout", "long")
    print(COLUMNS.format("page", *names, ""), flush=True)


def _row(kind, visit):
    times = (f"{one:.0f}" for one in (visit.main, visit.script, visit.layout))
    cells = (visit.requests, visit.bytes, visit.script_bytes, f"{visit.paint:.0f}", f"{visit.shift:.3f}", *times)
    print(COLUMNS.format(kind.name, *cells, len(visit.long), kind.path), flush=True)


if __name__ == "__main__":
    main()
