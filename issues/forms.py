"""The forms in which an issue is written."""

import re

from django import forms
from django.db.models import F
from django.forms.models import BaseInlineFormSet

from bulletin.text import clean
from issues.models.issue import Kinds

# Rows wait here while they are renumbered, so that no two meet on one position.
PARKED = 10_000
LEVELS = ((re.compile("[一二三四五六七八九十百〇]+、?"), 1), (re.compile("（[一二三四五六七八九十百〇]+）"), 2))
LEVELS += ((re.compile(r"\d+[.．]?"), 3), (re.compile(r"（\d+）"), 4))


class LineField(forms.CharField):
    """One line of printable characters."""

    def to_python(self, value):
        return clean(super().to_python(value))


class TextField(forms.CharField):
    """Paragraphs as typed, leading spaces included; only empty lines before and after are dropped."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "strip": False})

    def to_python(self, value):
        text = clean(super().to_python(value))
        return text.strip("\n").rstrip() if text.strip() else ""


class OfficeForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "label_suffix": "："})


class IssueForm(OfficeForm):
    """`refusal`, set on the class by the admin, is why what was typed could not be saved."""

    refusal = ""
    lock_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lock_version"].initial = self.instance.lock_version

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        return cleaned


class OrderedForm(OfficeForm):
    """A row of an ordered list. A number typed in 顺序 places it; a new row with nothing but defaults is no row."""

    position = forms.IntegerField(label="顺序", required=False, min_value=1, max_value=PARKED - 1)
    DEFAULTS = frozenset({"position"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["position"] = self.instance.position
        self.fields["position"].widget.attrs["class"] = "row-position"

    @property
    def changed_data(self):
        changed = super().changed_data
        if self.instance.pk is None and set(changed) <= self.DEFAULTS:
            return []
        return changed

    def refuse_trashed(self, name):
        """A row whose `name` was put in the bin since the page was opened."""
        chosen = self.cleaned_data.get(name)
        if chosen and chosen.trashed_at:
            self.add_error(name, f"{self.place}选的“{chosen}”在回收站里。请先恢复它，或者另选一个。")

    @property
    def place(self):
        """The row as its heading on the page names it: 第3段."""
        return f"第{self.cleaned_data.get('position') or int(self.prefix.rpartition('-')[2]) + 1}{self.COUNTER}"


class SectionForm(OrderedForm):
    COUNTER = "段"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Kinds.CASE:
            self._refuse_text_of_case(cleaned)
            self._take_heading_from_case(cleaned)
        else:
            self._refuse_stray_case(cleaned)
        if cleaned.get("kind") != Kinds.ARTICLE:
            self._refuse_article_fields(cleaned)
        self.refuse_trashed("case_study")
        self._complete_heading(cleaned)
        return cleaned

    def _refuse_text_of_case(self, cleaned):
        for name, label in (("body", "正文"), ("thesis", "提要句")):
            if cleaned.get(name):
                self.add_error(
                    name, f"{self.place}是案例，{label}写在案例里。请把这里的{label}移到案例中，或者改选其他类别。"
                )

    def _refuse_stray_case(self, cleaned):
        if cleaned.get("case_study"):
            self.add_error("case_study", f"{self.place}选了案例，类别请选“案例”；不印案例的，请清除所选案例。")

    def _refuse_article_fields(self, cleaned):
        for name in ("subtitle", "byline"):
            if cleaned.get(name):
                label = self.fields[name].label
                self.add_error(name, f"{self.place}不是“另一篇文章”，不印{label}。请清空{label}，或者改选类别。")

    def _take_heading_from_case(self, cleaned):
        case = cleaned.get("case_study")
        if case and not cleaned.get("heading") and "case_study" in self.changed_data:
            cleaned["heading"] = f"{case.hub.country}{case.hub.name}"

    def _complete_heading(self, cleaned):
        """Level and the mark after the heading, where the editor left them open."""
        if not {"heading", "ordinal", "case_study", "thesis", "kind"} & set(self.changed_data):
            return
        if cleaned.get("heading") and not cleaned.get("level"):
            cleaned["level"] = level_of(cleaned.get("ordinal", ""))
        case = cleaned.get("case_study")
        thesis = case.thesis if case else cleaned.get("thesis")
        if cleaned.get("heading") and thesis and not cleaned.get("heading_end"):
            cleaned["heading_end"] = "："


def level_of(ordinal):
    """1 to 4 for 一、 （一） 1. （1）; 1 for a heading without a number."""
    return next((level for pattern, level in LEVELS if pattern.fullmatch(ordinal.strip())), 1)


class AttachedLessonForm(OrderedForm):
    COUNTER = "条"

    def clean(self):
        cleaned = super().clean()
        self.refuse_trashed("lesson")
        return cleaned


class OrderedFormSet(BaseInlineFormSet):
    """Rows of an issue in the order of their 顺序, saved as 1 to n."""

    def in_order(self):
        """The forms of the rows that stay, as they will be printed."""
        staying = [form for form in self.forms if form not in self.deleted_forms and _is_row(form)]
        return sorted(staying, key=_printed_place)

    def make_room(self):
        """Park the stored rows and give every row that stays its number; to be called before the rows are saved."""
        self.model.objects.filter(issue=self.instance).update(position=F("position") + PARKED)
        for number, form in enumerate(self.in_order(), start=1):
            form.instance.position = number

    def settle(self):
        """Give the rows that were not saved their number; rows the form did not show come last."""
        shown = [form.instance for form in self.in_order()]
        others = self.model.objects.filter(issue=self.instance).exclude(pk__in=[row.pk for row in shown])
        rows = [*shown, *others.order_by("position")]
        for number, row in enumerate(rows, start=1):
            row.position = number
        self.model.objects.bulk_update(rows, ["position"])


def _printed_place(form):
    """By the number in 顺序; of two with the same number the one just typed comes first."""
    return form.cleaned_data.get("position") or PARKED, "position" not in form.changed_data


def _is_row(form):
    return form.instance.pk is not None or form.has_changed()
