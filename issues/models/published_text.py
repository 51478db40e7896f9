from django.db import models
from django.db.models.expressions import RawSQL

from accounts import access
from issues.models.publication import Audience, ProjectionQuerySet, Publication
from issues.search import matching


class TextKind(models.TextChoices):
    ISSUE = "issue", "期次"
    ENTRY = "entry", "案例"
    LESSON = "lesson", "启示"
    HUB = "hub", "科创中心"


class PublishedTextQuerySet(ProjectionQuerySet):
    def with_publication(self):
        return self.select_related("publication").defer(*LONG)

    def hits(self, query, user, *, marks=(), most):
        """At most `most` issues.search.matching.Hit of what `user` may read, best first.

        `query` is a bulletin.searching.Query; without a term it finds nothing. `marks` as in `PublishedText.marks`.
        """
        return matching.hits(query, _visible(user), self._marks(user, marks), most)

    def spread(self, query, user, *, marks=(), most):
        """The issues `user` may read in which all terms stand, in whatever texts of theirs."""
        return matching.spread(query, _visible(user), self._marks(user, marks), most)

    def named(self, query, user, *, kind, within="title", most):
        """The texts of a `kind` that `user` may read with all terms in the title, or in title and thesis (`head`)."""
        marks = self._marks(user, [f"kind.{kind}"])
        return matching.within(within, query, _visible(user), marks, most)

    def which_occur(self, terms, user):
        """Those of the normalised `terms` that stand in anything `user` may read."""
        return matching.which_occur(terms, _visible(user), self._marks(user, ()))

    def issues(self, publications):
        """The Hits of `publications` (a queryset) that were chosen in another way, newest first."""
        rows = self.filter(publication__in=publications.values("pk"), kind=TextKind.ISSUE).order_by("-id")
        return [matching.Hit(0, *row) for row in rows.values_list(*matching.HIT_COLUMNS)]

    def _marks(self, user, marks):
        # Only to be quick: which texts those are is decided by `visible_to` alone.
        inside = access.allows(user, access.Action.READ_INTERNAL)
        return [*marks, *([] if inside else [audience_mark(Audience.PUBLIC)])]


LONG = ("publication__whole_html", "publication__public_html", "publication__lead")


def _visible(user):
    visible = Publication.objects.visible_to(user).filter(pk=RawSQL("d.publication_id", ()))
    sql, parameters = visible.values("pk").query.sql_with_params()
    return f"EXISTS ({sql})", list(parameters)


def audience_mark(audience):
    return f"audience.{audience}"


class PublishedText(models.Model):
    """What search knows of a publication: the issue, each entry and lesson, the hubs it names.

    Derived from the frozen Revision when it is released; `manage.py index` makes all of them anew. `listed` texts are
    in the table of grams: a hub or lesson met in several issues only as often as readers could miss it otherwise.
    """

    # Newest issue first, then the order of the issue: see issues.search.stretches. An automatic field only in name:
    # of it SQLite makes the number of the row, which is found at once and lies beside its neighbours.
    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="texts")
    kind = models.CharField(max_length=10, choices=TextKind)
    key = models.CharField(max_length=160, blank=True)
    listed = models.BooleanField(default=False)
    address = models.CharField(max_length=300)
    label = models.CharField(max_length=300)
    # A line each: kind of facet, its value, its name, between tabs.
    facets = models.TextField(blank=True)
    # The long ones last: a database reads a row only as far as it must.
    title = models.TextField(blank=True)
    thesis = models.TextField(blank=True)
    body = models.TextField(blank=True)

    objects = PublishedTextQuerySet.as_manager()

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "key", "-id"], name="text_by_key")]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=TextKind.values), name="text_known_kind")]

    def __str__(self):
        return self.label

    @property
    def is_known(self):
        """Whether it tells what is known of a hub, and not what it is called."""
        return self.kind == TextKind.HUB and not self.title

    @property
    def facet_list(self):
        """(facet, value, name): ("year", "2022", "2022年"), ("hub", "london", "伦敦科技创新中心"), …"""
        return [tuple(line.split("\t")) for line in self.facets.splitlines()]

    @property
    def marks(self):
        """What a search can be narrowed by: audience.public, kind.entry, year.2022, hub.london, theme.talent."""
        audience = audience_mark(self.publication.audience)
        return [audience, *(f"{facet}.{value}" for facet, value, _ in self.facet_list)]
