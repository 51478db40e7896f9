"""Who wrote what: every save by a person leaves a row, so that no author reviews his own work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.growing import GrowOnly
from accounts.many import insert

if TYPE_CHECKING:
    from accounts.models import User


class Contribution(GrowOnly):
    """`user` saved the row `subject_id` of `subject_type` (“issues.issue”). No foreign key: it outlives the row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="作者")
    subject_type = models.CharField("类别", max_length=100)
    subject_id = models.BigIntegerField("编号")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "撰写记录"
        verbose_name_plural = "撰写记录"
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"], name="contribution_by_subject")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"


def save(obj: models.Model, *, by: User) -> None:
    """Save `obj` and record `by` as one of its authors."""
    with transaction.atomic():
        obj.save()
        record_authorship(obj, by=by)


def record_authorship(obj: models.Model, *, by: User) -> None:
    """Record that `by` had a hand in `obj`, which is already saved."""
    Contribution.objects.create(user=by, subject_type=obj._meta.label_lower, subject_id=obj.pk)


def record_many(objects: Iterable[models.Model], *, by: User) -> None:
    """The same for many saved objects at once."""
    subjects = ((obj._meta.label_lower, obj.pk) for obj in objects)
    insert(Contribution, ("subject_type", "subject_id"), subjects, user=by.pk, at=timezone.now())


def author_ids_of_each(model: type[models.Model], ids: Any) -> dict[int, set[int]]:
    """Who wrote the rows of `model` with these `ids` (a list, or a query of them): ids of people by that of the row."""
    found = defaultdict(set)
    rows = Contribution.objects.filter(subject_type=model._meta.label_lower, subject_id__in=ids)
    for subject, user in rows.values_list("subject_id", "user_id"):
        found[subject].add(user)
    return found


def author_ids(objects: Iterable[models.Model], *, since: datetime | None = None) -> set[int]:
    """The ids of all who wrote any of `objects` (later than `since`, where given)."""
    ids_of = defaultdict(set)
    for obj in objects:
        ids_of[obj._meta.label_lower].add(obj.pk)
    if not ids_of:
        return set()
    subjects = Q()
    for label, ids in ids_of.items():
        subjects |= Q(subject_type=label, subject_id__in=ids)
    later = Q(at__gt=since) if since else Q()
    return set(Contribution.objects.filter(subjects, later).values_list("user_id", flat=True))
