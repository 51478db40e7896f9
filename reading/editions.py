"""Which publication a reader gets at an address, and in which form."""

from datetime import UTC, datetime
from functools import partial
from operator import attrgetter

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts import access
from bulletin.value import public_form
from issues.models import Publication, PublishedLesson
from reading.addresses import number_of
from reading.prepared import Prepared

# What the issue page shows beside the article.
SHOWN = (
    *("series_title", "publisher", "year", "number", "supplement", "title", "lead", "correction_note"),
    *("audience", "go_live_at"),
)

# What it shows of each lesson drawn in the issue.
DRAWN = ("theme_name", "theme_slug", "position", "statement", "anchor")


def reads_whole_form(user):
    """Readers inside get labels and distribution list; everyone else the public form."""
    return access.allows(user, access.Action.READ_INTERNAL)


def find(user, year, slug):
    """What `user` may read now under this number, with the article in his form only, or None."""
    number, supplement = number_of(slug)
    if user.is_anonymous:
        return _newest(ANYONES[supplement].run(at=timezone.now(), year=year, number=number))
    return _newest(_shown(user, year, number, supplement))


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


def article(publication, user):
    """The rendered article in the form `user` is entitled to."""
    return getattr(publication, _article_column(user))


def bulletin(publication, user):
    """The frozen bulletin in the form `user` is entitled to."""
    return publication.bulletin if reads_whole_form(user) else public_form(publication.bulletin)


def lessons(publication):
    """The lessons drawn in a publication somebody may read, theme by theme, as tuples of DRAWN."""
    return sorted(LESSONS.tuples(publication=publication.pk))


def _shown(user, year, number, supplement, at=None):
    visible = Publication.objects.visible_to(user, at).numbered(year, number, supplement)
    return visible.only(*SHOWN, _article_column(user))


def _article_column(user):
    return "whole_html" if reads_whole_form(user) else "public_html"


def _numbered(publications, year, slug):
    number, supplement = number_of(slug)
    return publications.numbered(year, number, supplement)


def _newest(publications):
    # One row, if any: sorting it in the database would cost more than the rest of the query.
    return max(publications, key=attrgetter("go_live_at"), default=None)


def _anyones(supplement):
    marks = {"at": datetime(1949, 10, 1, tzinfo=UTC), "year": 31001, "number": 31002}
    return Prepared(partial(_shown, AnonymousUser(), supplement=supplement), **marks)


# What everybody may read is the same query for all who are not signed in.
ANYONES = {supplement: _anyones(supplement) for supplement in (False, True)}
LESSONS = Prepared(
    lambda publication: PublishedLesson.objects.filter(publication=publication).order_by().values_list(*DRAWN),
    publication=31003,
)
