"""What a cell means: text, a row named by its key or name, several rows named by their keys."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from import_export.fields import Field

from hubs.models.clean_text import cleaned
from hubs.spreadsheets.escaping import escape, unescape


class Column(Field):
    """A field of the model under its Chinese name."""

    def __init__(self, model, name):
        self.model_field = model._meta.get_field(name)
        super().__init__(attribute=name, column_name=str(self.model_field.verbose_name))

    def clean(self, row, **kwargs):
        text = unescape(row[self.column_name])
        try:
            return self.value_of(text)
        except ValidationError as error:
            raise ValueError("".join(error.messages)) from error

    def value_of(self, text):
        if isinstance(self.model_field, models.CharField | models.TextField):
            return cleaned(self.model_field, text)
        return self.model_field.to_python(text.strip())

    def export(self, instance, **kwargs):
        value = self.get_value(instance)
        return "" if value is None else escape(self.text_of(value))

    def text_of(self, value):
        return str(value)


class Reference(Column):
    """Another row, named by its name or its key; exported by its name."""

    def value_of(self, text):
        model = self.model_field.related_model
        found = model.objects.kept().filter(Q(name=text.strip()) | Q(slug=text.strip())).first()
        if found is None:
            raise ValueError(f"没有叫“{text.strip()}”的{model._meta.verbose_name}，请先建好，或者检查名称。")
        return found

    def text_of(self, value):
        return value.name


class Keys(Column):
    """Several other rows by their keys, one a line. `pending` on the instance holds them until it is saved."""

    def value_of(self, text):
        model = self.model_field.related_model
        keys = set(filter(None, re.split(r"[\s,，;；、]+", text)))
        found = list(model.objects.kept().filter(key__in=keys).order_by("key"))
        if missing := sorted(keys - {row.key for row in found}):
            raise ValueError(f"没有编号为“{'、'.join(missing)}”的{model._meta.verbose_name}，请检查编号。")
        return found

    def get_value(self, instance):
        pending = getattr(instance, "pending", {})
        if self.attribute in pending:
            return pending[self.attribute]
        related = getattr(instance, self.attribute).all() if instance.pk else ()
        return sorted(related, key=lambda row: row.key)

    def save(self, instance, row, is_m2m=False, **kwargs):
        instance.pending = {**getattr(instance, "pending", {}), self.attribute: self.clean(row)}

    def store(self, instance):
        if self.attribute in getattr(instance, "pending", {}):
            getattr(instance, self.attribute).set(instance.pending.pop(self.attribute))

    def text_of(self, value):
        return "\n".join(row.key for row in value)
