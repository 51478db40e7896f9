"""A file on its way to the preview, and the row that keeps it until the person confirms."""

import hashlib
import json
from itertools import groupby

from django import forms

from hubs.models import SheetUpload
from hubs.spreadsheets.planning import Outcome
from hubs.spreadsheets.sheets import Sheet

LARGEST = 10 * 1024 * 1024


class UploadForm(forms.Form):
    sheet = forms.FileField(
        label="文件",
        help_text="Excel（.xlsx）、CSV 或 JSON 文件，不超过 10 MB、20000 行。",
        error_messages={"required": "请选择文件；文件不能超过 10 MB。", "empty": "文件是空的，请重新选择。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}),
    )

    def clean_sheet(self):
        file = self.cleaned_data["sheet"]
        if file.size > LARGEST:
            raise forms.ValidationError("文件超过 10 MB，请分成几个文件导入。")
        return file


def keep(resource, sheet, *, by, file_name, source) -> SheetUpload:
    """Plan `sheet` and keep it for its preview; what `by` left waiting before, and what is old, goes."""
    plan = resource.plan(sheet)
    kind = resource.model._meta.label_lower
    SheetUpload.objects.stale().delete()
    SheetUpload.objects.filter(user=by, kind=kind).delete()
    return SheetUpload.objects.create(
        user=by,
        kind=kind,
        file_name=file_name[:255],
        sha256=hashlib.sha256(source).hexdigest(),
        content=json.dumps(sheet.to_json(), ensure_ascii=False),
        found=json.dumps(_found(plan), ensure_ascii=False),
        seen=plan.digest(),
    )


def sheet_in(upload: SheetUpload) -> Sheet:
    return Sheet.from_json(json.loads(upload.content))


def _found(plan):
    """The numbers of the rows by what becomes of them, and the errors of those that are wrong."""
    rows = sorted(plan.rows, key=lambda row: list(Outcome).index(row.outcome))
    by_outcome = {key: [row.number for row in some] for key, some in groupby(rows, key=lambda row: row.outcome)}
    return {"rows": by_outcome, "errors": {row.number: row.errors for row in plan.rows if row.errors}}
