"""What 过刊入库 asks: the ground, who signed the issues when they were printed, and which of them enter."""

from django import forms

from accounts.guarding import GuardedForm
from issues import moves
from issues.admin.move_forms import BAD_PAGE, DATE

SIGNED = ("签发", "签发人")


class AccessionForm(GuardedForm, forms.Form):
    """Four fields an issue: `seen_7`, `chosen_7`, `signer_7`, `signed_on_7`."""

    ground = forms.CharField(
        label="依据",
        widget=forms.Textarea({"rows": 2, "cols": 60}),
        help_text="写明凭什么入库，如“档案室第3卷，逐期核对过原件”。",
        error_messages={"required": "请写明依据。"},
    )
    signer = forms.CharField(
        label="原签发人",
        max_length=50,
        required=False,
        help_text="这一批通用；个别不同的，在下面那一期里另填。",
    )

    def __init__(self, issues, batch, data=None):
        super().__init__(data, label_suffix="")
        self.issues = issues
        for issue in issues:
            self.fields |= _fields(issue, batch)

    def again(self, issues, batch):
        """The same answers beside the issues as they are now; what is shown then has been seen."""
        data = self.data.copy()
        for issue in issues:
            data[f"seen_{issue.pk}"] = _seen(issue, batch)
        return AccessionForm(issues, batch, data)

    def sentences(self):
        """The errors in the table, each naming its issue; those of the first two fields stand beside them."""
        if not self.is_bound:
            return []
        named = {name: issue for issue in self.issues for name in _names(issue)}
        return [f"{named[name]}：{text}" for name, texts in self.errors.items() if name in named for text in texts]

    def entering(self):
        """What `moves.accession` takes."""
        return [self._entering(issue) for issue in self.issues if self.cleaned_data[f"chosen_{issue.pk}"]]

    def _entering(self, issue):
        version, digest = self.cleaned_data[f"seen_{issue.pk}"]
        signer = self.cleaned_data[f"signer_{issue.pk}"] or self.cleaned_data["signer"]
        return moves.Entering(issue, version, digest, signer, self.cleaned_data[f"signed_on_{issue.pk}"])


class SeenField(forms.CharField):
    """The lock version and digest of an issue as it was shown."""

    widget = forms.HiddenInput
    default_error_messages = {"required": BAD_PAGE}

    def clean(self, value):
        version, _, digest = super().clean(value).partition(".")
        if not version.isdecimal() or len(version) > 9:
            raise forms.ValidationError(BAD_PAGE)
        return int(version), digest


def _fields(issue, batch):
    signed = [one.name for one in batch.bulletins[issue.pk].board if one.role in SIGNED]
    of = f"{issue.numbering}的"
    wrong = {"invalid": "原签发日期请写成 1998-05-01 这样。"}
    fields = (
        SeenField(initial=_seen(issue, batch)),
        forms.BooleanField(required=False, initial=True, label=f"{issue.numbering}入库"),
        forms.CharField(required=False, max_length=50, initial="、".join(signed), label=f"{of}原签发人"),
        forms.DateField(required=False, initial=issue.date, label=f"{of}原签发日期", widget=DATE, error_messages=wrong),
    )
    return dict(zip(_names(issue), fields, strict=True))


def _names(issue):
    return [f"{name}_{issue.pk}" for name in ("seen", "chosen", "signer", "signed_on")]


def _seen(issue, batch):
    return f"{issue.lock_version}.{batch.digest_of(issue)}"
