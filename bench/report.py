"""What a run prints."""

import os
from urllib.parse import urlsplit

from bench.servers import WORKERS
from bench.turns import percentile, processor, rate, ratio

COLUMNS = "{:<8}{:>7}{:>9} {:>9}{:>8}{:>8}{:>8} {:>9}{:>8}{:>8}{:>8} {:>7}  {}"


DOCUMENTS = "{:<8}{:>10}{:>10}{:>10}{:>10}{:>10}"
SHEETS = "{:<10}{:>9}{:>9}{:>9}{:>12}{:>10}"
SEARCHES = "{:<22}{:>8}{:>8}{:>8}{:>12}"


def kind_of(url):
    return "SQLite" if urlsplit(url).scheme == "sqlite" else "PostgreSQL"


def preparation(issues, url, seconds):
    print(f"{issues} issues published on {kind_of(url)}, prepared in {seconds:.0f} s", flush=True)


def importing(cost):
    print(
        f"import of fixtures/2022-4.txt: {cost['first']:.0f} ms the first time in a process, "
        f"{cost['again']:.0f} ms after that, {cost['memory']:.1f} MiB at the peak above before",
        flush=True,
    )


def documents(costs):
    """A row for each format of the real issue."""
    print("fixtures/2022-4.txt as a file; cpu: processor time in ms")
    print(DOCUMENTS.format("", "first ms", "warm ms", "cpu", "MiB more", "bytes"))
    for name, cost in costs.items():
        *times, memory, size = cost.values()
        print(DOCUMENTS.format(name, *(f"{one:.1f}" for one in times), f"{memory:.0f}", size), flush=True)
    print()


def importing_many(cost):
    """From the bytes of the files to drafts, as the page sends and confirms them."""
    print(
        f"\nimport of {cost['count']} text issues: {cost['read'] + cost['taken']:.1f} s "
        f"({cost['read']:.1f} s to read and store the files, {cost['taken']:.1f} s to make drafts, "
        f"{cost['queries']} queries an issue), progress at least every {cost['longest']:.1f} s",
        flush=True,
    )


def heading(options):
    print(
        f"\n{WORKERS} synchronous gunicorn workers each, {os.cpu_count()} processors, {options.connections} requests "
        f"at a time, {options.rounds} turns of {options.seconds:g} s.\n"
        "cpu: processor time of the workers in ms a request; ratio: real over bare in req/s, median of the turns\n"
    )
    print(COLUMNS.format("", "", "", "real", "", "", "", "bare", "", "", "", "", "").rstrip())
    figures = ("req/s", "p50 ms", "p99 ms", "cpu")
    print(COLUMNS.format("page", "bytes", "queries", *figures, *figures, "ratio", "").rstrip(), flush=True)


def page(page, size, rounds):
    """One row; `rounds` are pairs of a turn of the product and one of the bare application."""
    cells = [cell for turns in zip(*rounds, strict=True) for cell in _figures(turns)]
    print(COLUMNS.format(page["name"], size, page["queries"], *cells, f"{ratio(rounds):.2f}", page["path"]), flush=True)


def sheets(rows, library, ours):
    """The library as it comes beside ours, and how many times as fast ours is."""
    print(f"\nsheet of {rows} hubs, half of them known: upload, preview with row differences, confirmation")
    print(SHEETS.format("", "seconds", "preview", "queries", "page bytes", "peak MiB"))
    for name, cost in (("library", library), ("ours", ours)):
        seconds = (f"{cost[part]:.2f}" for part in ("seconds", "preview"))
        print(SHEETS.format(name, *seconds, cost["queries"], cost["bytes"], f"{cost['memory']:.0f}"))
    print(f"ours is {library['seconds'] / ours['seconds']:.1f} times as fast", flush=True)


def _figures(turns):
    milliseconds = (percentile(turns, 0.5), percentile(turns, 0.99), processor(turns))
    return [f"{rate(turns):.0f}", *(f"{one:.2f}" for one in milliseconds)]


def archiving(out, back):
    written = f"written in {out['seconds']:.1f} s, {out['size']:.1f} MB, process at most {out['memory']:.0f} MiB"
    restored = f"restored and verified in {back['seconds']:.1f} s, at most {back['memory']:.0f} MiB"
    print(f"\narchive of {out['issues']} issues: {written}; {restored}", flush=True)


def searches(issues, texts, url, seconds, measured):
    """What searching the archive took: rows for the first hits alone, the whole page, and one of two words."""
    print(f"\nsearch in {issues} issues ({texts} texts) on {kind_of(url)}, prepared in {seconds:.0f} s")
    print(f"{measured['pieces']} random pieces of 2 to 12 characters; {measured['worst']} stands in every issue\n")
    print(SEARCHES.format("milliseconds", "p50", "p95", "most", measured["worst"]))
    for name, (half, most, longest, worst) in measured["rows"].items():
        print(SEARCHES.format(name, *(f"{one:.1f}" for one in (half, most, longest, worst))), flush=True)
