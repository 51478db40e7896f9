from django.db import models

from bulletin.text import clean


class CleanText(models.Model):
    """Rows whose text is cleaned whenever they are validated, by form or by import."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        for field in self._meta.concrete_fields:
            if field.name not in (exclude or ()) and isinstance(field, models.CharField | models.TextField):
                setattr(self, field.attname, cleaned(field, field.value_from_object(self)))
        super().clean_fields(exclude=exclude)


def cleaned(field: models.Field, value: str) -> str:
    """`value` as `field` stores it: printable characters only, no line breaks or outer spaces in a one-line field."""
    text = clean(value or "")
    return text if isinstance(field, models.TextField) else " ".join(text.split())
