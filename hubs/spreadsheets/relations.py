"""Cells that speak of other rows: one by its name, several by their keys, or rows of the row's own, one a line."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.many import chunks
from bulletin.text import clean
from hubs.spreadsheets.columns import Column
from hubs.spreadsheets.escaping import unescape

_MOST_OFFERED = 1_000
_KEYS = re.compile(r"[\s,，;；、]+")


class Reference(Column):
    """Another row, named by its name or its key; exported by its name."""

    def offered(self):
        return list(self.model_field.related_model.objects.kept().values_list("name", flat=True)[:_MOST_OFFERED])

    def prepare(self, texts):
        model = self.model_field.related_model
        self.known = {}
        for some in chunks(unescape(text).strip() for text in texts):
            for row in model.objects.kept().filter(Q(name__in=some) | Q(slug__in=some)):
                self.known.update({row.slug: row, row.name: row})

    def value_of(self, text):
        if row := self.known.get(text.strip()):
            return row
        name = self.model_field.related_model._meta.verbose_name
        raise ValueError(f"没有叫“{text.strip()}”的{name}，请先建好，或者检查名称。")

    def state(self, instance):
        return getattr(instance, self.model_field.attname)

    def restore(self, instance, state):
        setattr(instance, self.model_field.attname, state)

    def text_of(self, value):
        return value.name


class _Many(Column):
    """Rows in another table; until they are stored they wait in the instance's `pending`."""

    is_required = False
    is_plain = False

    def cleared(self):
        return []

    def current(self, instance):
        pending = instance.__dict__.get("pending", {})
        if self.attribute in pending:
            return pending[self.attribute]
        return self.in_order(getattr(instance, self.attribute).all()) if instance.pk else []

    def put(self, instance, value):
        instance.__dict__.setdefault("pending", {})[self.attribute] = value

    def store(self, instances):
        changed = [one for one in instances if self.attribute in one.__dict__.get("pending", {})]
        if changed:
            self.replace(changed)


class Keys(_Many):
    """Several other rows by their keys, one a line."""

    def prepare(self, texts):
        rows = self.model_field.related_model.objects.kept()
        keys = (key for text in texts for key in _KEYS.split(unescape(text)) if key)
        self.known = {row.key: row for some in chunks(keys) for row in rows.filter(key__in=some)}

    def value_of(self, text):
        keys = set(filter(None, _KEYS.split(text)))
        if missing := sorted(keys - set(self.known)):
            name = self.model_field.related_model._meta.verbose_name
            raise ValueError(f"没有编号为“{'、'.join(missing)}”的{name}，请检查编号。")
        return [self.known[key] for key in sorted(keys)]

    def in_order(self, rows):
        return sorted(rows, key=lambda row: row.key)

    def state(self, instance):
        return [row.pk for row in self.current(instance)]

    def restore(self, instance, state):
        self.put(instance, list(self.model_field.related_model._base_manager.filter(pk__in=state)))

    def text_of(self, value):
        return "\n".join(row.key for row in value)

    def replace(self, instances):
        through, mine = self.model_field.remote_field.through, self.model_field.m2m_field_name()
        theirs = self.model_field.m2m_reverse_field_name()
        for some in chunks(one.pk for one in instances):
            through._base_manager.filter(**{f"{mine}__in": some}).delete()
        links = (
            {f"{mine}_id": one.pk, f"{theirs}_id": row.pk} for one in instances for row in one.pending[self.attribute]
        )
        through._base_manager.bulk_create(through(**link) for link in links)


class Lines(_Many):
    """Rows that belong to this one alone, each a line of the cell; a filled cell gives all of them.

    Subclasses say how a line is read (`parsed`, to the fields of a row) and written (`line_of`).
    """

    fields = ()

    def __init__(self, model, name, heading, **told):
        super().__init__(model, name, **told)
        self.column_name = heading

    def value_of(self, text):
        lines = filter(str.strip, clean(text).split("\n"))
        rows = [self._row(line.strip(), place) for place, line in enumerate(lines)]
        self._refuse_twice(rows)
        return rows

    def in_order(self, rows):
        return list(rows)

    def is_new(self, instance, value):
        return self.state(instance) != [self._fields_of(row) for row in value]

    def put(self, instance, value):
        super().put(instance, value)
        for row in value:
            setattr(row, self.model_field.field.name, instance)

    def state(self, instance):
        return [self._fields_of(row) for row in self.current(instance)]

    def restore(self, instance, state):
        model = self.model_field.related_model
        self.put(
            instance,
            [self._placed(model(**dict(zip(self.fields, one, strict=True))), place) for place, one in enumerate(state)],
        )

    def text_of(self, value):
        return "\n".join(map(self.line_of, value))

    def replace(self, instances):
        model, owner = self.model_field.related_model, self.model_field.field
        for some in chunks(one.pk for one in instances):
            model._base_manager.filter(**{f"{owner.name}__in": some}).delete()
        rows = [row for one in instances for row in one.pending[self.attribute]]
        for row in rows:
            setattr(row, owner.name, getattr(row, owner.name))  # its number, now that it has one
        model._base_manager.bulk_create(rows)

    def _fields_of(self, row):
        return [getattr(row, name) for name in self.fields]

    def _row(self, line, place):
        fields = self.parsed(line)
        row = self._placed(self.model_field.related_model(**fields), place)
        try:
            row.clean_fields(exclude={self.model_field.field.name})
        except ValidationError as error:
            raise ValueError(f"“{line}”：{''.join(error.messages)}") from error
        return row

    def _placed(self, row, place):
        if hasattr(row, "position"):
            row.position = place
        return row

    def _refuse_twice(self, rows):
        seen = set()
        for row in rows:
            if (same := self.same(row)) in seen:
                raise ValueError(f"“{self.line_of(row)}”写了两次，请删去一条。")
            seen.add(same)
