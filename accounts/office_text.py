"""What the office's search boxes look in: the words of every working row, drafts included, in a table of their own.

No reader's page reads this table. A row's words are forgotten by the database itself whenever the row, or another it
takes words from, changes by whatever path (see office_triggers), and read anew at the next search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connections, models, router, transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import Exact, GreaterThan

from bulletin.searching import Query, normalised, parse

READ_LOCK = 4180005
_AT_ONCE = 200


class OfficeText(models.Model):
    """The normalised words of row `subject_id` of `subject_type` (“issues.issue”); no row: not read yet."""

    subject_type = models.CharField("类别", max_length=100)
    subject_id = models.BigIntegerField("编号")
    text = models.TextField("文字")

    class Meta:
        verbose_name = verbose_name_plural = "检索文字"
        constraints = [models.UniqueConstraint(fields=["subject_type", "subject_id"], name="office_text_once_a_row")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"


@dataclass(frozen=True)
class Source:
    """A table whose rows say some of the words: one concerns the rows whose `path` is what stands in its `column`."""

    model: type[models.Model]
    column: str
    path: str


@dataclass(frozen=True)
class Searched:
    model: type[models.Model]
    words_of: Callable[[Any], Iterable[str]]
    rows: Callable[[], models.QuerySet]
    sources: tuple[Source, ...]


SEARCHED: dict[type[models.Model], Searched] = {}


def searchable(
    model: type[models.Model],
    words_of: Callable[[Any], Iterable[str]],
    *,
    rows: Callable[[], models.QuerySet],
    drawn_from: Iterable[Source] = (),
) -> None:
    """Let a room say what a row of `model` is found by: `words_of(row)` gives texts, read off a row of `rows()`.

    `drawn_from` names every other table these words come from.
    """
    own = Source(model, model._meta.pk.column, "pk")
    SEARCHED[model] = Searched(model, words_of, rows, (own, *drawn_from))


def found(queryset: models.QuerySet, query: str) -> models.QuerySet:
    """The rows of `queryset` that hold every word of `query` and none of those excluded; none when it has no word."""
    asked = parse(query)
    if not (asked.terms or asked.excluded):
        return queryset.none()
    catch_up(queryset.model)
    return queryset.filter(pk__in=_matching(queryset.model, asked).values("subject_id"))


def catch_up(model: type[models.Model]) -> None:
    """Read the words of every row of `model` whose words are not known."""
    unread = iter(list(_unread(model).values_list("pk", flat=True)))
    while pks := list(islice(unread, _AT_ONCE)):
        with transaction.atomic():
            _wait_for_writers()
            OfficeText.objects.bulk_create(_read(model, pks), ignore_conflicts=True)


def rebuild() -> int:
    """Forget all words and read them anew; their number of rows. Only for words that `verify` finds to differ."""
    OfficeText.objects.all().delete()
    for model in SEARCHED:
        catch_up(model)
    return OfficeText.objects.count()


def differing() -> Iterable[models.Model]:
    """The rows whose words, as far as they are known, are not what the row says."""
    for model, searched in SEARCHED.items():
        rows = searched.rows().filter(pk__in=_of(model).values("subject_id")).iterator(_AT_ONCE)
        while some := list(islice(rows, _AT_ONCE)):
            known = dict(_of(model).filter(subject_id__in=[row.pk for row in some]).values_list("subject_id", "text"))
            yield from (row for row in some if known.get(row.pk) != _text_of(searched, row))


def _matching(model: type[models.Model], asked: Query) -> models.QuerySet:
    texts = _of(model)
    for term in asked.terms:
        texts = texts.filter(GreaterThan(_place_of(term), 0))
    for term in asked.excluded:
        texts = texts.filter(Exact(_place_of(term), 0))
    return texts


def _place_of(term: str) -> StrIndex:
    # PostgreSQL's LIKE takes twice as long over a text of Chinese that does not hold the term.
    return StrIndex("text", Value(term))


def _unread(model: type[models.Model]) -> models.QuerySet:
    return model._base_manager.filter(~Exists(_of(model).filter(subject_id=OuterRef("pk"))))


def _of(model: type[models.Model]) -> models.QuerySet:
    return OfficeText.objects.filter(subject_type=model._meta.label_lower)


def _read(model: type[models.Model], pks: list[int]) -> list[OfficeText]:
    searched, label = SEARCHED[model], model._meta.label_lower
    rows = searched.rows().filter(pk__in=pks)
    return [OfficeText(subject_type=label, subject_id=row.pk, text=_text_of(searched, row)) for row in rows]


def _text_of(searched: Searched, row: models.Model) -> str:
    return normalised("\n".join(filter(None, searched.words_of(row))))


def _wait_for_writers() -> None:
    """Until whoever is changing a row has committed: words read before that would be remembered after it.

    The triggers take the same lock together. SQLite's immediate transactions already serialise writers.
    """
    connection = connections[router.db_for_write(OfficeText)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [READ_LOCK])
