"""Names to offer while somebody types, and words to try when nothing is found."""

from bulletin.searching import PUNCTUATION, normalised, parse
from issues.models import Publication, PublishedText
from reading.search import facet_counts

MOST, HUBS, THEMES = 8, 3, 2
LONGEST_PART = 12


def suggestions(typed, user):
    """Hubs, themes and titles that hold all of the words: [{"text", "kind", "url"}], at most MOST."""
    query = parse(typed)
    names = [_hub(hit) for hit in PublishedText.objects.named(query, user, kind="hub", most=HUBS)]
    names += _themes(query, PublishedText.objects.named(query, user, kind="lesson", within="head", most=100))[:THEMES]
    titles = PublishedText.objects.named(query, user, kind="issue", most=MOST)
    inside = Publication.objects.internal_among([hit.publication_id for hit in titles])
    names += [{"text": hit.label, "kind": _kind(hit, inside), "url": hit.address} for hit in titles]
    return list({name["url"]: name for name in names}.values())[:MOST]


def _kind(hit, inside):
    return "期次（内部）" if hit.publication_id in inside else "期次"


def themes_named(query, counted):
    """(slug, name) of each theme among the `facet_counts` of some hits whose name holds all terms."""
    found = {}
    for facet, slug, name in (line.split("\t") for line in counted):
        if facet == "theme" and all(term in normalised(name) for term in query.terms):
            found.setdefault(slug, name)
    return list(found.items())


def parts_found(query, user):
    """When all words together find nothing: those of its words, or their beginnings and ends, that find something."""
    found = PublishedText.objects.which_occur(_parts(query), user)
    longest = [part for part in found if not any(part != other and part in other for other in found)]
    return [part.replace(PUNCTUATION, " ") for part in longest]


def _parts(query):
    if len(query.terms) > 1 or query.excluded:
        return list(query.terms)
    term = query.terms[0]
    words = parse(term.replace(PUNCTUATION, " ")).terms
    if len(words) > 1:
        return list(words)
    lengths = range(min(len(term) - 1, LONGEST_PART), 1, -1)
    return [part for length in lengths for part in (term[:length], term[-length:])]


def _hub(hit):
    return {"text": hit.label, "kind": "科创中心", "url": hit.address}


def _themes(query, hits):
    return [
        {"text": name, "kind": "主题", "url": f"/lessons/{slug}/"}
        for slug, name in themes_named(query, facet_counts(hits))
    ]
