import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from accounts import audit
from accounts.admin import OfficeAdmin
from bulletin.secrecy import MarkedSecret
from hubs.spreadsheets import report
from hubs.spreadsheets.formats import FORMATS
from hubs.spreadsheets.upload import Stale, Upload, UploadForm, digest_of

logger = logging.getLogger(__name__)


class SpreadsheetAdmin(OfficeAdmin, ExportMixin):
    """An admin page whose rows come from sheets and go into them: preview first, confirm second."""

    change_list_template = "admin/import_export/change_list_import_export.html"
    import_template = "admin/hubs/import.html"
    export_form_class = ExportForm
    formats = FORMATS

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("import/", self.admin_site.admin_view(self.import_view), name=f"{name}_import"),
            path("export/", self.admin_site.admin_view(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        rights = {
            "has_import_permission": self.has_import_permission(request),
            "has_export_permission": self.has_export_permission(request),
        }
        return super().changelist_view(request, {**rights, **(extra_context or {})})

    def import_view(self, request):
        """Upload, preview, confirm; nothing is kept between the steps but in the form itself."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if "upload" in request.POST:
            return self._confirm(request)
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if form.is_valid():
            return self._preview(request, form.cleaned_data["sheet"])
        return self._import_page(request, form=form)

    def export_view(self, request):
        response = self.export_action(request)
        if response.has_header("Content-Disposition"):
            ending = response["Content-Disposition"].rpartition(".")[2].strip('"')
            name = f"{self.opts.verbose_name}-{localdate().isoformat()}.{ending}"
            response["Content-Disposition"] = content_disposition_header(True, name)
        return response

    def _preview(self, request, upload):
        try:
            resource, result = self._run(request, upload, dry_run=True)
        except (MarkedSecret, ValidationError) as refusal:
            return self._refused(request, [str(refusal)] if isinstance(refusal, MarkedSecret) else refusal.messages)
        if problems := report.problems(resource, result, upload.name):
            return self._refused(request, problems)
        context = {
            "headings": resource.get_diff_headers(),
            "lines": report.lines(resource, result, upload.name),
            "summary": report.summary(result),
            "upload": upload.signed(digest_of(result), request.user),
        }
        return self._import_page(request, **context)

    def _confirm(self, request):
        try:
            with transaction.atomic():
                summary = self._store(request, Upload.from_signed(request.POST["upload"], request.user))
        except (MarkedSecret, Stale) as refusal:
            return self._refused(request, [str(refusal)])
        except ValidationError as refusal:
            return self._refused(request, refusal.messages)
        self.message_user(request, f"导入完成：{summary}。", messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def _store(self, request, upload):
        _, foreseen = self._run(request, upload, dry_run=True)
        if digest_of(foreseen) != upload.seen:
            raise Stale("预览之后，有人修改了这些内容。请重新上传文件，再看一次预览。")
        resource, result = self._run(request, upload, dry_run=False)
        if problems := report.problems(resource, result, upload.name):
            raise ValidationError(problems)
        summary = report.summary(result)
        audit.record(audit.Event.IMPORTED, by=request.user, subject=str(self.opts.verbose_name), summary=summary)
        return summary

    def _run(self, request, upload, *, dry_run):
        resource = self.resource_classes[0]()
        result = resource.import_data(upload.dataset, dry_run=dry_run, file_name=upload.name, user=request.user)
        for row in result.error_rows:
            # The kind of error only: its text may quote a cell.
            kinds = [type(error.error).__name__ for error in row.errors]
            logger.error("%s: row %s cannot be imported: %s", self.opts.label, row.number, kinds)
        return resource, result

    def _refused(self, request, problems):
        return self._import_page(request, form=UploadForm(), problems=problems)

    def _import_page(self, request, **context):
        common = {
            **self.admin_site.each_context(request),
            "title": f"导入{self.opts.verbose_name}",
            "opts": self.opts,
            "columns": self.resource_classes[0]().get_diff_headers(),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.import_template, {**common, **context})
