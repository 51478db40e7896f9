"""A sheet between preview and confirmation: it travels in the signed form and is stored nowhere."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta

import tablib
from django import forms
from django.core import signing

from hubs.spreadsheets import formats

_SALT = "hubs.spreadsheets.upload"
_VALID = timedelta(hours=1)
LARGEST = 5 * 1024 * 1024


class UploadForm(forms.Form):
    sheet = forms.FileField(
        label="文件",
        help_text="Excel（.xlsx）、CSV 或 JSON 文件，不超过 5 MB。",
        error_messages={"required": "请选择文件；文件不能超过 5 MB。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}),
    )

    def clean_sheet(self):
        file = self.cleaned_data["sheet"]
        if file.size > LARGEST:
            raise forms.ValidationError("文件超过 5 MB，请分成几个文件导入。")
        try:
            return Upload(file.name, formats.read(file.name, file.read()))
        except formats.Unreadable as error:
            raise forms.ValidationError(str(error)) from error


class Stale(Exception):
    """The preview no longer holds; the message says what to do."""


@dataclass(frozen=True)
class Upload:
    name: str
    dataset: tablib.Dataset
    seen: str = ""

    def signed(self, seen: str, user) -> str:
        """This sheet and what the person saw of it, as text for a hidden field that only `user` can send back."""
        told = {"name": self.name, "headings": self.dataset.headers, "rows": [list(row) for row in self.dataset]}
        return signing.dumps({**told, "seen": seen, "user": user.pk}, salt=_SALT, compress=True)

    @classmethod
    def from_signed(cls, text: str, user) -> "Upload":
        """The inverse of signed; Stale when it is too old, not ours or another person's."""
        try:
            told = signing.loads(text, salt=_SALT, max_age=_VALID)
        except signing.BadSignature as error:
            raise Stale("预览已过期，请重新上传文件。") from error
        if told["user"] != user.pk:
            raise Stale("预览不是由您上传的，请重新上传文件。")
        return cls(told["name"], tablib.Dataset(*told["rows"], headers=told["headings"]), told["seen"])


def digest_of(result) -> str:
    """What an import would find: a different digest means that rows changed since the preview."""
    found = [(row.import_type, str(row.original and row.original.pk), _values(row.original)) for row in result]
    return hashlib.sha256(json.dumps(found, default=str).encode()).hexdigest()


def _values(original):
    if original is None:
        return []
    fields = (field for field in original._meta.concrete_fields)
    return [str(field.value_from_object(original)) for field in fields]
