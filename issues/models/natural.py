from django.db import models


class NaturalKeyManager(models.Manager):
    def get_by_natural_key(self, *values):
        return self.get(**self.model.lookup(values))


class NaturalKey(models.Model):
    """Rows that fixtures name by their `natural` fields instead of a number of this database."""

    natural: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def natural_key(self):
        return tuple(_name(getattr(self, field)) for field in self.natural)

    @classmethod
    def lookup(cls, values):
        """The filter that finds the row of a natural key."""
        return {
            field: _row(cls._meta.get_field(field), value) for field, value in zip(cls.natural, values, strict=True)
        }


def _name(value):
    return value.natural_key() if isinstance(value, models.Model) else value


def _row(field, value):
    return field.related_model._default_manager.get_by_natural_key(*value) if field.is_relation else value
