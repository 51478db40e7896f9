"""Which publication a reader gets at an address, and in which form."""

from collections import namedtuple
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter, itemgetter

from django.contrib.auth.models import AnonymousUser
from django.db.models import Subquery, Value
from django.db.models.functions import Length
from django.utils import timezone

from accounts import access
from bulletin.value import public_form
from issues import corrections
from issues.models import Publication, PublishedCase, PublishedFile, PublishedLesson
from reading.addresses import number_of
from reading.kinship import Subjects
from reading.prepared import Prepared

# What the issue page shows, and what it needs to find what lies beside the issue.
SHOWN = (
    *("pk", "series_title", "publisher", "year", "number", "supplement", "date", "title", "subtitle", "lead"),
    *("audience", "go_live_at", "issue_id", "sequence"),
)

# What it shows of each lesson drawn in the issue, and of each entry of a hub.
DRAWN = ("theme_name", "theme_slug", "position", "lesson_key", "statement", "anchor")
ENTRY = ("hub_name", "hub_slug", "position", "case_key", "heading", "anchor")


class Edition(namedtuple("Edition", (*SHOWN, "html", "newest"))):
    """A publication as the issue page shows it, `html` in the reader's form; `newest`: when anything was last released.

    A third of the price of a model instance.
    """

    __slots__ = ()
    numbering = Publication.numbering
    slug = Publication.slug
    is_public = Publication.is_public
    get_absolute_url = Publication.get_absolute_url


def reads_whole_form(user):
    """Readers inside get labels and distribution list; everyone else the public form."""
    return access.allows(user, access.Action.READ_INTERNAL)


def find(user, year, slug):
    """The Edition that `user` may read now under this number, or None."""
    number, supplement = number_of(slug)
    if user.is_anonymous:
        rows = ANYONES[supplement].tuples(at=timezone.now(), year=year, number=number)
    else:
        rows = _shown(user, year, number, supplement)
    return _newest(map(Edition._make, rows))


def find_frozen(user, year, slug):
    """The same with its revision instead of the rendered article, or None."""
    visible = Publication.objects.visible_to(user).listed().select_related("revision")
    return _newest(_numbered(visible, year, slug))


def find_withdrawn(user, year, slug):
    """The newest publication under this number that was withdrawn from `user`, with its notice, or None."""
    return _numbered(Publication.objects.withdrawn_from(user).listed(), year, slug).first()


def newest(user):
    """The newest publication `user` may read, or None: its names head the pages that belong to no issue."""
    return Publication.objects.visible_to(user).listed().latest_first().first()


def bulletin(publication, user):
    """The frozen bulletin in the form `user` is entitled to, with no note on words that `user` never had."""
    frozen = publication.bulletin if reads_whole_form(user) else public_form(publication.bulletin)
    return corrections.without_untold(frozen, publication, user)


def parts(publication):
    """(entries in order, lessons theme by theme) of a publication somebody may read: tuples of ENTRY and DRAWN."""
    rows = PARTS.tuples(publication=publication.pk)
    entries = [row[1:] for row in rows if row[0] == "entry"]
    return sorted(entries, key=itemgetter(ENTRY.index("position"))), sorted(
        row[1:] for row in rows if row[0] != "entry"
    )


def scans(publication, user):
    """The 影像件 of a publication for readers inside, none for anybody else; each with its `size`."""
    if not reads_whole_form(user):
        return PublishedFile.objects.none()
    found = PublishedFile.objects.visible_to(user).filter(publication=publication.pk, kind=PublishedFile.Kind.SCAN)
    return found.annotate(size=Length("content")).order_by("position")


def subjects(entries, lessons):
    """The hubs and themes that `parts` speak of."""
    return Subjects(hubs={slug: name for name, slug, *_ in entries}, themes={slug: name for name, slug, *_ in lessons})


def _shown(user, year, number, supplement, at=None):
    visible = Publication.objects.visible_to(user, at).numbered(year, number, supplement)
    article = "whole_html" if reads_whole_form(user) else "public_html"
    newest = Publication.objects.order_by("-pk").values("at")[:1]
    return visible.values_list(*SHOWN, article, Subquery(newest))


def _numbered(publications, year, slug):
    number, supplement = number_of(slug)
    return publications.numbered(year, number, supplement)


def _newest(publications):
    # One row, if any: sorting it in the database would cost more than the rest of the query.
    return max(publications, key=attrgetter("go_live_at"), default=None)


def _parts(publication):
    entries = PublishedCase.objects.filter(publication=publication).order_by().values_list(Value("entry"), *ENTRY)
    lessons = PublishedLesson.objects.filter(publication=publication).order_by().values_list(Value("lesson"), *DRAWN)
    return entries.union(lessons, all=True)


def _anyones(supplement):
    marks = {"at": datetime(1949, 10, 1, tzinfo=UTC), "year": 31001, "number": 31002}
    return Prepared(partial(_shown, AnonymousUser(), supplement=supplement), **marks)


# What everybody may read is the same query for all who are not signed in.
ANYONES = {supplement: _anyones(supplement) for supplement in (False, True)}
PARTS = Prepared(_parts, publication=31003)
