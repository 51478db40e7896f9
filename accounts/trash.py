"""The bin: nothing is finally deleted from a screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.utils import timezone

from accounts import audit, authorship
from accounts.many import chunks

if TYPE_CHECKING:
    from accounts.models import User


class InUse(Exception):
    """The row cannot go to the bin; `.reasons` are sentences saying where it is used."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("".join(reasons))
        self.reasons = reasons


class TrashableQuerySet(models.QuerySet):
    def kept(self) -> Self:
        return self.filter(trashed_at=None)

    def trashed(self) -> Self:
        return self.exclude(trashed_at=None)


class Trashable(models.Model):
    trashed_at = models.DateTimeField("移入回收站时间", null=True, blank=True, editable=False)

    objects = TrashableQuerySet.as_manager()

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Any = None) -> None:
        # No form has the field; left out, it would switch off every constraint among kept rows.
        super().validate_constraints(exclude=set(exclude or ()) - {"trashed_at"})


_reasons_to_keep: dict[type[models.Model], list[Callable[[Any], list[str]]]] = defaultdict(list)


def keep_while(model: type[Trashable], reasons: Callable[[Any], list[str]]) -> None:
    """Let a higher room say why a row of `model` must stay: `reasons(obj)` gives sentences, none if it may go."""
    if reasons not in _reasons_to_keep[model]:
        _reasons_to_keep[model].append(reasons)


def _reasons(obj: Trashable) -> list[str]:
    return [sentence for ask in _reasons_to_keep[type(obj)] for sentence in ask(obj)]


def put_in_trash(obj: Trashable, *, by: User) -> None:
    """Move `obj` to the bin; InUse when it is needed elsewhere."""
    with transaction.atomic():
        if reasons := _reasons(obj):
            raise InUse(reasons)
        _mark(obj, timezone.now(), audit.Event.TRASHED, by)


def put_many_in_trash(objects: list[Any], *, by: User) -> None:
    """Move `objects`, all of one model, to the bin at once; InUse, and none moved, when one is needed elsewhere."""
    model = type(objects[0])
    with transaction.atomic():
        pks = [obj.pk for obj in objects]
        pointed_at = {pk for relation in model._meta.related_objects for pk in _pointed_at(relation, pks)}
        if reasons := [sentence for obj in objects if obj.pk in pointed_at for sentence in _reasons(obj)]:
            raise InUse(reasons)
        for some in chunks(pks):
            model._base_manager.filter(pk__in=some).update(trashed_at=timezone.now())
        authorship.record_many(objects, by=by)
        audit.record(audit.Event.TRASHED, by=by, subject=str(model._meta.verbose_name), rows=len(objects))


def _pointed_at(relation: Any, pks: list[int]) -> Iterable[int]:
    """Those of `pks` that a row of the relation may need; the reasons then say which do."""
    if relation.many_to_many or relation.on_delete is models.PROTECT:
        rows, name = relation.related_model._base_manager, relation.field.name
        for some in chunks(pks):
            yield from rows.filter(**{f"{name}__in": some}).values_list(name, flat=True).distinct()


def restore(obj: Trashable, *, by: User) -> None:
    """Bring `obj` back from the bin; ValidationError when it no longer fits in."""
    with transaction.atomic():
        obj.trashed_at = None
        obj.clean()
        obj.validate_constraints()
        _mark(obj, None, audit.Event.RESTORED, by)


def _mark(obj: Trashable, at: Any, event: str, by: User) -> None:
    obj.trashed_at = at
    authorship.save(obj, by=by)
    audit.record(event, by=by, subject=audit.subject_of(obj))
