"""A form that another person's saving has overtaken is refused once, with what the other wrote beside it."""

import hashlib
import json

from django import forms

OVERTAKEN = (
    "您打开这一页之后，有人保存了新的内容，所以这次没有保存。您填写的都还在表里；"
    "对方的内容列在下面。请核对，需要的抄进来，再点一次保存，就以您的为准。"
)


class SeenForm(forms.ModelForm):
    """Carries what the person saw of the row, the rows of `inlines` (names of relations) included."""

    inlines = ()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = digest_of(self.instance, self.inlines)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self._refuse_overtaken()
        return cleaned

    def _refuse_overtaken(self):
        stored = type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
        now = digest_of(stored, self.inlines)
        if self.data.get(self.add_prefix("seen")) == now:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = now
        self.add_error(None, [OVERTAKEN, *self._theirs(stored)])

    def _theirs(self, stored):
        fields = [stored._meta.get_field(name) for name in self.fields if name != "seen"]
        differing = [field for field in fields if field.name in self.changed_data]
        theirs = [f"对方的“{field.verbose_name}”：{_told(stored, field)}" for field in differing]
        rows = [row for name in self.inlines for row in getattr(stored, name).all()]
        return theirs + [f"对方的“{row._meta.verbose_name}”：{row}" for row in rows]


def digest_of(row, inlines=()) -> str:
    """What a form shows of a row, in 64 hex digits."""
    rows = [row, *(inline for name in inlines for inline in getattr(row, name).all())]
    values = [[str(value) for value in _values(each)] for each in rows]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def _values(row):
    yield from (field.value_from_object(row) for field in row._meta.concrete_fields)
    yield from (sorted(each.pk for each in field.value_from_object(row)) for field in row._meta.many_to_many)


def _told(row, field):
    if field.many_to_many:
        return "、".join(map(str, field.value_from_object(row))) or "（空）"
    value = getattr(row, field.name)
    return "（空）" if value in (None, "") else str(value)


class SeenAdmin:
    """Mixin for an admin page whose `form` is a SeenForm."""

    def get_fieldsets(self, request, obj=None):
        (name, options), *others = super().get_fieldsets(request, obj)
        if obj and self.has_change_permission(request, obj):
            options = {**options, "fields": (*options["fields"], "seen")}
        return [(name, options), *others]
