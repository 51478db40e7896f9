"""What a reader finds: hits once each, counted, narrowed by facets, a page at a time."""

from collections import Counter
from dataclasses import dataclass, field

from bulletin import excerpts
from bulletin.searching import Query, parse
from issues.models import PublishedText
from issues.models.published_text import TextKind
from reading import references

A_PAGE = 20
COUNTED = 1000
LAST_PAGE = 500
FACETS = {"kind": "类别", "year": "年份", "hub": "科创中心", "theme": "主题"}


@dataclass
class Results:
    """`hits` best first, as many as `page` and the counting need; `more` when there are over COUNTED."""

    query: Query
    page: int
    hits: list = field(default_factory=list)
    more: bool = False

    @property
    def total(self):
        return COUNTED if self.more else len(self.hits)

    @property
    def on_page(self):
        return self.hits[(self.page - 1) * A_PAGE : self.page * A_PAGE]

    @property
    def pages(self):
        return min(LAST_PAGE, -(-len(self.hits) // A_PAGE))


def search(typed, user, *, chosen, page):
    """Results for what was typed; `chosen` maps facets to the value they are narrowed to, `page` counts from 1."""
    query, page = parse(typed), min(page, LAST_PAGE)
    if not query.terms:
        return Results(query, page)
    wanted = max(COUNTED, page * A_PAGE) + 1
    named = [] if chosen else PublishedText.objects.issues(references.named(typed, user))
    hits = _different(named, query, user, chosen, wanted)
    return Results(query, page, hits, more=len(hits) > COUNTED)


def _different(named, query, user, chosen, wanted):
    """Hits once each; where many fell together (a hub that is known for much) it asks for more of them."""
    most = wanted
    while True:
        found = _hits(query, user, chosen, most, is_number=bool(named))
        hits = _once(named + found)
        if len(hits) >= wanted or len(found) < most:
            return hits
        most *= 4


def _hits(query, user, chosen, most, *, is_number):
    """What holds the terms, at most `most`: first in one text, then in several of an issue."""
    marks = [f"{facet}.{value}" for facet, value in chosen.items()]
    hits = PublishedText.objects.hits(query, user, marks=marks, most=most)
    asks_for_issues = chosen.get("kind", TextKind.ISSUE) == TextKind.ISSUE
    if len(query.terms) < 2 or is_number or len(hits) == most or not asks_for_issues:
        return hits
    return hits + PublishedText.objects.spread(query, user, marks=marks, most=most)


def _once(hits):
    """A hub or lesson known from several issues, an issue both named and found: the best hit of each."""
    best = {}
    for hit in hits:
        best.setdefault(hit.address, hit)
    return list(best.values())


def facet_counts(hits):
    """How many of the hits have each line: facet, value and name between tabs."""
    return Counter("\n".join(hit.facets for hit in hits if hit.facets).splitlines())


def facets(counted, chosen):
    """[(facet, label, [(value, name, count)])]: what hits can be narrowed by; the frequent first, years in turn.

    `counted` is what `facet_counts` says of them.
    """
    counts, names = Counter(), {}
    for line, count in counted.items():
        facet, value, name = line.split("\t")
        counts[facet, value] += count
        names.setdefault((facet, value), name)
    rows = [(facet, value, names[facet, value], count) for (facet, value), count in counts.items()]
    return [(facet, label, _ordered(facet, rows)) for facet, label in FACETS.items() if facet not in chosen]


def _ordered(facet, rows):
    mine = [(value, name, count) for of, value, name, count in rows if of == facet]
    if facet == "year":
        return sorted(mine, reverse=True)
    return sorted(mine, key=lambda row: (-row[2], row[1]))


def told(results, user):
    """The hits of the page with their texts: label and excerpts in pieces, the publication they stand in."""
    visible = PublishedText.objects.visible_to(user).with_publication()
    texts = visible.in_bulk([hit.id for hit in results.on_page])
    return [_told(texts[hit.id], results.query.terms) for hit in results.on_page if hit.id in texts]


def _told(text, terms):
    heading = len(text.title) if text.body.startswith(text.title) else 0
    return {
        "text": text,
        "publication": text.publication,
        "label": excerpts.marked(text.label, terms),
        "excerpts": excerpts.excerpts(text.body or text.thesis, terms, skip=heading),
        "hubs": [name for facet, _, name in text.facet_list if facet == "hub"],
    }
