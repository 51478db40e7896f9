"""The newest public issues as a feed carries them."""

import re
from operator import attrgetter
from uuid import NAMESPACE_DNS, uuid5

from django.contrib.auth.models import AnonymousUser

from issues import corrections
from issues.models import Publication

NEWEST = 20
# An address inside a tag that a reader's program, which does not know our site, could not follow. In text, < and > are
# written as entities.
_OURS = re.compile(r'(<(?:a|img)\b[^<>]*?\s(?:href|src)=")([/#])')
COLUMNS = ("issue_id", "issue__key", "series_title", "publisher", "year", "number", "supplement", "title", "subtitle")


def entries(site):
    """The newest released first, each with `key` (its permanent id), `address` and the article as `content`."""
    everybody = AnonymousUser()
    released = Publication.objects.visible_to(everybody).select_related("issue").order_by("-pk")
    newest = released.only(*COLUMNS, "sequence", "lead", "correction_note", "go_live_at", "public_html")[:NEWEST]
    rows = sorted(newest, key=attrgetter("go_live_at"), reverse=True)
    notes = corrections.told(rows, everybody)
    return [_complete(row, notes.get(row.pk, ""), site) for row in rows]


def identity(domain):
    """The feed's own permanent id."""
    return uuid5(NAMESPACE_DNS, domain)


def _complete(publication, note, site):
    publication.correction_note = note
    publication.key = publication.issue.key
    publication.address = site + publication.get_absolute_url()
    publication.content = absolute(publication.public_html, publication.address, site)
    return publication


def absolute(html, address, site):
    """`html` with every address of ours written out: those that begin with / and places on its own page."""
    return _OURS.sub(lambda found: found[1] + (site if found[2] == "/" else address) + found[2], html)
