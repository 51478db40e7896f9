"""Where a row is used, whatever room uses it: read off the relations that point at it."""

from django.db import models


def uses_of(obj: models.Model) -> list[str]:
    """A sentence for each kept row that needs `obj`: by a protected foreign key or as one of many."""
    relations = [relation for relation in obj._meta.related_objects if _needs(relation)]
    return [sentence for relation in relations for sentence in _sentences(obj, relation)]


def _needs(relation):
    return relation.many_to_many or relation.on_delete is models.PROTECT


def _sentences(obj, relation):
    model = relation.related_model
    users = model._default_manager.filter(**{relation.field.name: obj})
    if any(field.name == "trashed_at" for field in model._meta.fields):
        users = users.filter(trashed_at=None)
    kind = model._meta.verbose_name
    return [f"{kind}“{user}”正在使用它。" for user in users]
