"""The form in which an editor corrects what was recognised in a file, beside its source."""

from django import forms

from accounts.guarding import GuardedForm
from bulletin.value import Kind
from hubs.models import Hub
from issues.batches.corrections import PRINTED, chosen_hubs, corrected, differences
from issues.forms import LineField
from issues.models.issue import Issue, Kinds
from issues.numbering import MOST, MOST_IN_TOTAL

NOT_A_CASE = "none"
STALE = "这个文件刚刚被别人改过，您的修改没有存。请刷新页面，看过别人的修改再改。"


def _number(label, most):
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=most)


class CorrectionForm(GuardedForm, forms.Form):
    """Bound to a BatchFile: initially what holds now, and on saving the differences from what was recognised."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    series = LineField(label="刊名", required=False, max_length=50)
    year = forms.IntegerField(label="年份", required=False, min_value=1949, max_value=2999)
    number = _number("期号", MOST)
    supplement = forms.BooleanField(label="增刊", required=False)
    total = _number("总期号", MOST_IN_TOTAL)
    date = forms.DateField(
        label="日期", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    title = LineField(label="标题", required=False, max_length=200)
    subtitle = LineField(label="副标题", required=False, max_length=200)
    publisher = LineField(label="编发单位", required=False, max_length=Issue._meta.get_field("publisher").max_length)

    def __init__(self, file, matches, data=None):
        super().__init__(data, label_suffix="")
        self.file, self.recognised = file, file.bulletin
        self.now = corrected(self.recognised, file.corrections)
        self.hubs = {str(hub.pk): hub for hub in Hub.objects.kept()}
        self.fields["seen"].initial = seen(file)
        for name in PRINTED:
            self.fields[name].initial = getattr(self.now, name)
        for place, section in enumerate(self.now.sections):
            self._add_section(place, section, matches.get(place))

    def _add_section(self, place, section, match):
        # A heading or a whole paragraph taken for one may be longer than an issue takes; it is said when it is saved.
        self.fields[f"kind_{place}"] = forms.ChoiceField(label="类别", choices=Kinds, initial=section.kind.value)
        self.fields[f"heading_{place}"] = LineField(
            label="小标题", required=False, max_length=200, initial=section.heading
        )
        if match:
            self.fields[f"hub_{place}"] = forms.ChoiceField(
                label="科创中心",
                required=False,
                choices=[("", _as_recognised(match)), (NOT_A_CASE, "不是案例，按普通段落存"), *self._hub_choices()],
                initial=str(chosen_hubs(self.file.corrections).get(place, "")),
            )

    def _hub_choices(self):
        return [("已有的科创中心", [(pk, str(hub)) for pk, hub in self.hubs.items()])]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("date") and not cleaned.get("year") and "year" not in self.errors:
            cleaned["year"] = cleaned["date"].year
        if cleaned.get("number") and not cleaned.get("year"):
            self.add_error("year", "有期号就要有年份。")
        return cleaned

    def corrections(self):
        """What to keep with the file, as JSON."""
        sections = [self._section(place) for place in range(len(self.recognised.sections))]
        hubs = {place: int(pk) for place in range(len(sections)) if (pk := self._hub(place)) in self.hubs}
        hubs = {place: pk for place, pk in hubs.items() if sections[place]["kind"] is Kind.CASE}
        return differences(self.recognised, {name: self.cleaned_data[name] for name in PRINTED}, sections, hubs)

    def _section(self, place):
        kind = Kind(self.cleaned_data[f"kind_{place}"])
        if kind is Kind.CASE and self._hub(place) == NOT_A_CASE:
            kind = Kind.DISCUSSION
        return {"kind": kind, "heading": self.cleaned_data[f"heading_{place}"]}

    def _hub(self, place):
        return self.cleaned_data.get(f"hub_{place}", "")


def seen(file):
    """What the page says it showed: the moment of the last correction."""
    return file.checked_at.isoformat() if file.checked_at else ""


def _as_recognised(match):
    return f"{match.hub}（已有）" if match.hub else f"新建“{match.proposal['name']}”"
