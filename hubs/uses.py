"""Where a row is used, whatever room uses it: read off the relations that point at it."""

from django.db import models

from accounts.trash import Trashable


def uses_of(obj: models.Model) -> list[str]:
    """A sentence for each kept row that needs `obj`: by a protected foreign key or as one of many.

    Rows that have no bin of their own (an issue's sections) are spoken for by their room, through trash.keep_while.
    """
    relations = [relation for relation in obj._meta.related_objects if _needs(relation)]
    return [sentence for relation in relations for sentence in _sentences(obj, relation)]


def _needs(relation):
    if not issubclass(relation.related_model, Trashable):
        return False
    return relation.many_to_many or relation.on_delete is models.PROTECT


def _sentences(obj, relation):
    model = relation.related_model
    users = model.objects.kept().filter(**{relation.field.name: obj})
    return [f"{model._meta.verbose_name}“{user}”正在使用它。" for user in users]
