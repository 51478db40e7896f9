"""What each move needs to be told, and what the person saw when deciding it."""

from django import forms
from django.utils import timezone

from accounts.guarding import GuardedForm
from bulletin.serialization import digest
from issues import moves, numbering, snapshot
from issues.models import Attribute, Audience, Withdrawal
from issues.moves import facts

TEXT = {"rows": 4, "cols": 60}
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
BAD_PAGE = "页面信息不全，请回到本期页面重新打开。"


class MoveForm(GuardedForm, forms.Form):
    """One hidden field says what was seen; the rest is what the move asks for."""

    required_css_class = "required"
    SEEN = ""

    def __init__(self, move, situation, data=None, **kwargs):
        self.move, self.situation, self.issue = move, situation, situation.issue
        super().__init__(data, label_suffix="", **kwargs)

    def given(self):
        """The keyword arguments the verb takes, but for `by`."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def see(self, situation):
        """Show what is to be seen now, keeping what was typed."""
        self.situation, self.issue = situation, situation.issue
        if self.is_bound:
            self.data = self.data.copy()
            self.data[self.SEEN] = self.get_initial_for_field(self.fields[self.SEEN], self.SEEN)


def _hidden(field_class):
    return field_class(widget=forms.HiddenInput, error_messages={"required": BAD_PAGE, "invalid": BAD_PAGE})


class DigestForm(MoveForm):
    SEEN = "digest"
    digest = _hidden(forms.CharField)

    def get_initial_for_field(self, field, name):
        if name == "digest":
            return digest_of(self.issue)
        return super().get_initial_for_field(field, name)


class VersionForm(MoveForm):
    SEEN = "lock_version"
    lock_version = _hidden(forms.IntegerField)

    def get_initial_for_field(self, field, name):
        if name == "lock_version":
            return self.issue.lock_version
        return super().get_initial_for_field(field, name)


class RevisionForm(MoveForm):
    SEEN = "revision"
    revision = _hidden(forms.IntegerField)

    def get_initial_for_field(self, field, name):
        if name == "revision":
            revision = self.situation.revision_for(self.move)
            return revision.pk if revision else ""
        return super().get_initial_for_field(field, name)

    def clean_revision(self):
        revision = self.issue.revisions.filter(pk=self.cleaned_data["revision"]).first()
        if revision is None:
            raise forms.ValidationError(BAD_PAGE)
        return revision


class RemarkForm(RevisionForm):
    remark = forms.CharField(label="意见（可不写）", required=False, widget=forms.Textarea(TEXT))


class RequiredRemarkForm(RevisionForm):
    remark = forms.CharField(
        label="意见",
        widget=forms.Textarea(TEXT),
        help_text="写明改哪里、怎样改；撰写人会看到。",
        error_messages={"required": "请写明意见，撰写人才知道怎样改。"},
    )


class SignForm(RemarkForm):
    """Asks for the numbers and the date only where the issue has none yet."""

    field_order = ["year", "number", "total", "date", "remark"]
    year = forms.IntegerField(label="年份", required=False, min_value=1949, max_value=2999)
    number = forms.IntegerField(label="期号", required=False, min_value=1, max_value=numbering.MOST)
    total = forms.IntegerField(label="总期号", required=False, min_value=1, max_value=numbering.MOST_IN_TOTAL)
    date = forms.DateField(label="日期", required=False, widget=DATE)

    def __init__(self, move, situation, data=None, **kwargs):
        super().__init__(move, situation, data, **kwargs)
        proposed = self._proposed()
        for name in ("year", "number", "total", "date"):
            if getattr(self.issue, name) is not None:
                del self.fields[name]
            else:
                self.fields[name].initial = proposed[name]
                self.fields[name].required = name != "total"

    def _proposed(self):
        numbers = numbering.proposed(self.issue)
        return {"year": numbers.year, "number": numbers.number, "total": numbers.total, "date": timezone.localdate()}


class DisclosureForm(RevisionForm):
    attribute = forms.ChoiceField(label="公开属性", choices=Attribute, widget=forms.RadioSelect)
    ground = forms.CharField(
        label="理由",
        widget=forms.Textarea(TEXT),
        help_text="公开的，写明依据；不公开的，写明属于哪种情形。",
        error_messages={"required": "请写明理由。"},
    )

    def __init__(self, move, situation, data=None, **kwargs):
        super().__init__(move, situation, data, **kwargs)
        self.fields["attribute"].initial = self.issue.attribute
        revisions = moves.decidable(self.issue)
        if len(revisions) > 1:
            self.fields["revision"] = forms.TypedChoiceField(
                label="对哪一稿",
                coerce=int,
                choices=[(one.pk, _said(one)) for one in revisions],
                widget=forms.RadioSelect,
            )


class PublishForm(RevisionForm):
    LABELS = {Audience.INTERNAL: "印发（内部）：办公网内的阅读对象可读", Audience.PUBLIC: "公开发布：所有人可读公开版"}
    audience = forms.ChoiceField(label="范围", choices=list(LABELS.items()), widget=forms.RadioSelect)
    when = forms.ChoiceField(
        label="时间", choices=[("now", "立即"), ("later", "定时")], widget=forms.RadioSelect, initial="now"
    )
    go_live_at = forms.DateTimeField(
        label="定时发布的时间", required=False, widget=MOMENT, help_text="北京时间；选“立即”时不用填。"
    )

    @property
    def chosen(self):
        """The audience asked for, None where it is none."""
        asked = self["audience"].value()
        return Audience(asked) if asked in Audience.values else None

    def keep_audience(self):
        """The page has said for whom; the form only carries it."""
        self.fields["audience"].widget = forms.HiddenInput()

    def clean(self):
        cleaned = super().clean()
        later = cleaned.pop("when", "now") == "later"
        if later and not cleaned.get("go_live_at") and "go_live_at" not in self.errors:
            self.add_error("go_live_at", "请填定时发布的日期和时间。")
        if not later:
            cleaned["go_live_at"] = None
        return cleaned


class WithdrawForm(VersionForm):
    kind = forms.ChoiceField(
        label="原因",
        choices=[(kind.value, kind.label) for kind in Withdrawal.Kind if kind != Withdrawal.Kind.REVOKED],
        widget=forms.RadioSelect,
    )
    notice = forms.CharField(
        label="告示",
        widget=forms.Textarea(TEXT),
        help_text="读者打开这一期时看到的话，如“本期因内容有误撤下，更正后重新发布。”",
        error_messages={"required": "请写告示，读者会看到。"},
    )


class CorrectionForm(VersionForm):
    note = forms.CharField(
        label="更正说明（可先不写）",
        required=False,
        widget=forms.Textarea(TEXT),
        help_text="读者会看到：改了什么，为什么改。送审前在本期页面上还能改。",
    )


FORMS = {
    "submit": DigestForm,
    "resubmit": DigestForm,
    "annotate": DigestForm,
    "recall": VersionForm,
    "cancel_schedule": VersionForm,
    "abandon_correction": VersionForm,
    "start_correction": CorrectionForm,
    "withdraw": WithdrawForm,
    "pass_review": RemarkForm,
    "confirm_annotation": RemarkForm,
    "ask_changes": RequiredRemarkForm,
    "send_back": RequiredRemarkForm,
    "decline_annotation": RequiredRemarkForm,
    "sign": SignForm,
    "decide_disclosure": DisclosureForm,
    "publish": PublishForm,
}


def _said(revision):
    return f"第{revision.number}稿（{'读者已有的' if facts.was_ever_live(revision) else '正在审的'}）"


def digest_of(issue):
    return digest(snapshot.bulletin_of(issue))
