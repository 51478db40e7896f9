"""补录: what stands on the signed sheet."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts import access
from accounts.guarding import GuardedForm
from accounts.models import StandIn, User
from bulletin import scanned
from bulletin.check_code import read_code
from bulletin.secrecy import MarkedSecret
from issues import scans
from issues.admin.move_forms import DATE, FORMS, TEXT
from issues.moves.paper import ON_THE_SHEET
from issues.moves.reasons import action_for

MAX_SCAN = 10 * 1024 * 1024
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
# Asked as “原话”, or of no use on paper.
SAID_IN_WORDS = ("remark", "ground", "notice")
WORDS = {
    "withdraw": ("告示", "照录纸上写给读者的话，读者会看到。"),
    "decide_disclosure": ("理由", "照录纸上写的理由。"),
}


class PaperForm(GuardedForm, forms.Form):
    """Who decided on which day and in which words, with the scan. `further_form` asks what else the move needs."""

    decided_by = forms.ModelChoiceField(
        label="谁签的",
        queryset=User.objects.none(),
        empty_label="请选择",
        error_messages={"required": "请选择在纸上签字的人。"},
    )
    decided_on = forms.DateField(label="签署日期", widget=DATE, error_messages={"required": "请填纸上写的日期。"})
    words = forms.CharField(
        label="原话",
        widget=forms.Textarea(TEXT),
        help_text="照录纸上的字；只画圈的写“圈阅”，圈阅即同意。",
        error_messages={"required": "请照录纸上的原话；只画圈的，写“圈阅”。"},
    )
    check_code = forms.CharField(
        label="校验码",
        required=False,
        max_length=20,
        help_text="照录审签单右上角的八位校验码，如 K7QM-4XRT。系统据此核对签的是不是这一稿。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    has_no_code = forms.BooleanField(
        label="纸上没有印校验码",
        required=False,
        help_text="签在别的纸上，或审签单印得早，才勾选；请先核对纸上的标题和稿次。",
    )
    scan = forms.FileField(
        label="扫描件（可不附）",
        required=False,
        help_text="PDF、JPEG 或 PNG，不超过 10 MB。",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, move, issue, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        if move in WORDS:
            self.fields["words"].label, self.fields["words"].help_text = WORDS[move]
        self.fields["decided_by"].queryset = entitled(move, issue)
        self.fields["decided_on"].initial = timezone.localdate()
        if move not in ON_THE_SHEET:
            del self.fields["check_code"], self.fields["has_no_code"]

    def clean_check_code(self):
        typed = self.cleaned_data["check_code"]
        try:
            return read_code(typed) if typed else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_has_no_code(self):
        ticked, code = self.cleaned_data["has_no_code"], self.cleaned_data.get("check_code")
        if code == "" and not ticked:
            self.add_error("check_code", "请照录审签单右上角的校验码；纸上没有印的，请勾选下面一项。")
        if code and ticked:
            raise forms.ValidationError("上面已经填了校验码，这一项就不要勾选。")
        return ticked

    def clean_scan(self):
        scan = self.cleaned_data["scan"]
        if not scan:
            return None
        if scan.size > MAX_SCAN:
            raise forms.ValidationError("扫描件超过 10 MB。请降低扫描的分辨率再传。")
        content = scan.read()
        if not scan_type(content):
            raise forms.ValidationError("扫描件须是 PDF、JPEG 或 PNG，这个文件不是。")
        if scanned.is_locked(content):
            raise forms.ValidationError("扫描件加了密码或限制，查不出里面的文字。请去掉密码再传。")
        _refuse_unread(content)
        return content

    def told(self):
        """The keyword arguments of enter_decision that the sheet itself gives."""
        told, scan = dict(self.cleaned_data), self.cleaned_data["scan"]
        told.pop("has_no_code", None)
        return {**told, "scan_type": scan_type(scan) if scan else ""}


def _refuse_unread(content):
    try:
        scans.refuse_marked_scan(content)
    except MarkedSecret as secret:
        raise forms.ValidationError(str(secret)) from secret
    except scanned.TooMuch as error:
        raise forms.ValidationError("扫描件里面的文字太多，查不完。请只扫描审签单再传。") from error


def further_form(move, situation, data=None):
    """The move's own form without what the words on the sheet say."""
    form = FORMS[move](move, situation, data)
    for name in SAID_IN_WORDS:
        form.fields.pop(name, None)
    return form


def further(form):
    """What `further_form` was told beyond what was seen, as JSON can hold it."""
    given = {name: value for name, value in form.given().items() if name != form.SEEN}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}


def entitled(move, issue):
    """The people who may make `move` now, stand-ins included."""
    roles = {role.value for action in action_for(move, issue) for role in access.roles_for(action)}
    deputies = StandIn.objects.in_force().filter(role__in=roles).values("deputy")
    may = Q(groups__name__in=roles) | Q(pk__in=deputies)
    return User.objects.filter(may, is_active=True).distinct().order_by("full_name")


def scan_type(content):
    """The media type by content; empty when it is none of those accepted."""
    return next((kind for magic, kind in KINDS.items() if content.startswith(magic)), "")
