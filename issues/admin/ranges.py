"""Many row numbers in an address: 1-400,405 for what would be four thousand characters."""

import re

MOST_DIGITS = 9
MOST = 10_000


def written_ranges(numbers):
    """The ranges, written short, of a collection of row numbers."""
    runs = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def read_ranges(text):
    """The row numbers, at most MOST, that `written_ranges` wrote; what is no range is passed over."""
    found = []
    for part in text.split(","):
        if ends := re.fullmatch(rf"(\d{{1,{MOST_DIGITS}}})(?:-(\d{{1,{MOST_DIGITS}}}))?", part.strip(), re.ASCII):
            first, last = int(ends[1]), int(ends[2] or ends[1])
            found += range(first, min(last, first + MOST) + 1)
    return found[:MOST]
