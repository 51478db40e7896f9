"""Rows of a sheet ↔ rows of a model: matched by key or by what they say; blank cells keep, a mark clears."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from import_export.resources import ModelResource

from accounts import authorship, trash
from accounts.many import chunks, upsert
from hubs.slugs import free_keys, free_slugs
from hubs.spreadsheets import planning
from hubs.spreadsheets.columns import CLEARED
from hubs.spreadsheets.planning import Outcome
from hubs.spreadsheets.relations import Keys, Lines, Reference

# The key of a new row until it is stored.
PLACEHOLDER = "（新）"


class SpreadsheetResource(ModelResource):
    """Subclasses declare columns and `sheet_title` (the sheet's name).

    `natural_key` is the column with it, `same_by` what else tells a row.
    `watched` are fields no sheet has whose change says that somebody touched the row.
    """

    sheet_title = ""
    # What becomes of what the sheet leaves out, and the word for rows that are changed.
    left_out = f"空着的格保留原来的内容；要清除原来的内容，请在格里写{CLEARED}。"
    changed_word = "修改"
    natural_key = "key"
    same_by = ()
    watched = ("trashed_at",)
    order = ("pk",)

    class Meta:
        import_id_fields = ()

    @property
    def model(self):
        return self._meta.model

    @property
    def columns(self):
        """The columns in the order of the sheet, by heading."""
        return {field.column_name: field for field in self.get_import_fields()}

    def place_of(self, row, sheet):
        """How the preview names a planned row."""
        return f"第 {row.number} {sheet.counted_in}"

    def heading_of(self, name):
        return self.fields[name].column_name

    # Reading rows

    def stored(self, *, lock=False):
        """Every row, with what its columns need of other tables; `lock` keeps others from writing meanwhile."""
        fields = self.fields.items()
        joined = [name for name, field in fields if isinstance(field, Reference)]
        rows = self.model._base_manager.all()
        rows = rows.select_related(*joined) if joined else rows
        rows = rows.prefetch_related(*(name for name, field in fields if isinstance(field, Keys | Lines)))
        return rows.select_for_update(of=("self",)) if lock else rows

    def by_keys(self, keys, *, lock=False):
        """The stored rows with one of `keys`, trashed ones included, by key."""
        rows = self.stored(lock=lock)
        found = (row for some in chunks(keys) for row in rows.filter(**{f"{self.natural_key}__in": some}))
        return {str(getattr(row, self.natural_key)): row for row in found}

    def identity_of(self, row):
        """What tells the planned `row`, which brings no key, from all others; None, and errors, when nothing does."""
        failed = {heading for heading, _ in row.errors}
        said = {name: row.values.get(name) for name in self.same_by}
        missing = [name for name, value in said.items() if value in (None, "")]
        for heading in {self.heading_of(name) for name in missing} - failed:
            row.fail(heading, "没有编号的一行须填写这一列。")
        return None if missing else tuple(getattr(value, "pk", value) for value in said.values())

    def by_identities(self, identities, *, lock=False):
        """The kept rows that say one of `identities` (what same_by say, in order), by identity."""
        return self.among(self.stored(lock=lock), self.same_by, identities)

    def among(self, rows, names, identities):
        """Those of `rows` not in the bin of which `said` is one of `identities`, by identity; the first of each."""
        found = {}
        for some in chunks(one[-1] for one in identities):
            for row in rows.filter(trashed_at=None, **{f"{names[-1]}__in": some}).order_by("pk"):
                found.setdefault(self.said(row, names), row)
        return found

    def said(self, instance, names):
        """What the instance says in its fields `names`: an identity."""
        return tuple(getattr(instance, self.model._meta.get_field(name).attname) for name in names)

    def new(self):
        return self.model()

    # Checking

    def refusal(self, instance):
        """Why a sheet must not change the stored `instance`; else nothing."""
        return f"“{instance}”在回收站里，请先恢复，再导入。" if instance.trashed_at else ""

    def check(self, instance):
        """Raise ValidationError for what is wrong with the row as a whole; no query."""
        missing = [name for name in self.required if self.said(instance, [name])[0] in (None, "")]
        if missing:
            raise ValidationError(dict.fromkeys(missing, "请填写这一列。"))
        if not getattr(instance, self.natural_key):
            setattr(instance, self.natural_key, PLACEHOLDER)  # so that it looks for no free one yet
        instance.clean()

    @cached_property
    def required(self):
        return [name for name, field in self.fields.items() if field.is_required]

    def unique_sets(self):
        """Names of columns that no two kept rows have alike, and the sentence that says so."""
        for rule in self.model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and set(rule.fields) <= set(self.fields):
                yield rule.fields, rule.get_violation_error_message()

    def plan(self, sheet, *, lock=False):
        """What importing `sheet` would do. Raises ValidationError for wrong headings."""
        return planning.plan(self, sheet, lock=lock)

    def planned(self, sheet, numbers):
        """The rows with these `numbers`, planned by themselves."""
        return self.plan(sheet.only(numbers)).rows

    # Writing

    def store(self, plan, *, by):
        """Write what is planned: each instance written, whether it is new, and the state of what changed in it."""
        rows = [*plan.having(Outcome.NEW), *plan.having(Outcome.CHANGED)]
        self.write(*([row.instance for row in rows if (row.told is None) is new] for new in (True, False)), by=by)
        return [(row.instance, row.told is None, row.before) for row in rows]

    def write(self, new, changed, *, by):
        """Store instances, new ones with their keys, and who wrote them."""
        self.give_keys([one for one in new if getattr(one, self.natural_key) == PLACEHOLDER])
        self.model._base_manager.bulk_create(new)
        fields = [name for name, field in self.fields.items() if not isinstance(field, Keys | Lines)]
        if changed:
            upsert(changed, [name for name in fields if name != self.natural_key])
        for field in self.fields.values():
            field.store([*new, *changed])
        authorship.record_many([*new, *changed], by=by)

    def give_keys(self, instances):
        make = free_slugs if self.natural_key == "slug" else free_keys
        for one, key in zip(instances, make(self.model, map(self.stem, instances)), strict=True):
            setattr(one, self.natural_key, key)

    def stem(self, instance):
        """What the key of a new row begins with."""
        raise NotImplementedError

    def restore(self, instance, before):
        """Put back the state that a sheet changed; to be written then."""
        for name, state in before.items():
            self.fields[name].restore(instance, state)

    def undo_new(self, instances, *, by):
        """Put rows that a sheet made into the bin. Raises trash.InUse."""
        trash.put_many_in_trash(instances, by=by)

    # Exporting and comparing

    def filter_export(self, queryset, **kwargs):
        return self.stored().filter(pk__in=queryset.values("pk"), trashed_at=None).order_by(*self.order)

    def after_export(self, queryset, dataset, **kwargs):
        dataset.title = self.sheet_title
        dataset.numbers = {place for place, field in enumerate(self.get_export_fields()) if field.is_number}

    def digest_of(self, instance):
        """What the row says in its columns and the watched fields, in 64 hex digits."""
        said = [field.state(instance) for field in self.fields.values()]
        said += [str(getattr(instance, name)) for name in self.watched]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()
