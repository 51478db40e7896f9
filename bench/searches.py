"""What a search costs in the archive of `bench.archive`: the first hits alone, the page a reader gets, and one
for two words narrowed to issues."""

import statistics
import time
from random import Random

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from bench import corpus
from bulletin.searching import parse
from issues.models import Publication, PublishedText
from reading.search import A_PAGE

PIECES, WORST, AGAIN = 300, "科技创新", 7


def search_archive() -> dict:
    """Milliseconds of 300 random pieces (median, 95th percentile, longest) and of the word in every issue (median)."""
    issues, client, nobody = Publication.objects.count(), Client(SERVER_NAME="127.0.0.1"), AnonymousUser()
    pieces = list(_pieces(issues))
    beside = dict(zip([*pieces, WORST], [pieces[-1], *pieces], strict=True))  # a word to go with each

    def first_hits(piece):
        return PublishedText.objects.hits(parse(piece), nobody, most=A_PAGE)

    def page(piece, **narrowed):
        return client.get("/search/", {"q": piece, **narrowed})

    def two_words(piece):
        return page(f"{beside[piece]} {piece}", kind="issue")

    for measure in (first_hits, page, two_words):  # the first times warm up
        [measure(piece) for piece in (WORST, *pieces[:5])]
    ways = {f"first {A_PAGE} hits": first_hits, "as a page": page, "two words": two_words}
    rows = {name: _figures(measure, pieces) for name, measure in ways.items()}
    return {"pieces": PIECES, "worst": WORST, "rows": rows}


def _figures(measure, pieces):
    times = sorted(_milliseconds(measure, piece) for piece in pieces)
    worst = statistics.median(_milliseconds(measure, WORST) for _ in range(AGAIN))
    return statistics.median(times), times[int(len(times) * 0.95)], times[-1], worst


def _milliseconds(measure, piece):
    start = time.perf_counter()
    measure(piece)
    return (time.perf_counter() - start) * 1000


def _pieces(issues):
    """Pieces of 2 to 12 characters of any text of any issue, the same each time."""
    chance = Random(20_000)
    for _ in range(PIECES):
        lines = [line for one in corpus.composed(chance.randint(1, issues)).sections for line in one.text.split("\n")]
        line, length = chance.choice(lines), chance.randint(2, 12)
        at = chance.randrange(len(line) - length)
        yield line[at : at + length].lstrip("，。；、-“") or line[at + 1 : at + length + 1]
