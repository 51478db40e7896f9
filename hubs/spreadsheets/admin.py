from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from accounts import downloads
from accounts.admin import OfficeAdmin
from hubs.spreadsheets import pages, template
from hubs.spreadsheets.formats import FORMATS, XLSX


class FormatForm(ExportForm):
    """With Excel chosen, which is what nearly everybody wants."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = ("Excel（.xlsx）", "CSV（.csv）", "JSON（.json）")
        self.fields["format"].choices = [(str(number), name) for number, name in enumerate(names)]
        self.fields["format"].initial = "0"


class SpreadsheetAdmin(OfficeAdmin, ExportMixin):
    """An admin page whose rows come from sheets and go into them: preview first, confirm second, undo as a whole."""

    change_list_template = "admin/import_export/change_list_import_export.html"
    export_form_class = FormatForm
    formats = FORMATS

    @property
    def resource(self):
        return self.resource_classes[0]()

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            *pages.urls(self, name),
            path("export/", wrap(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        rights = {
            "has_import_permission": self.has_import_permission(request),
            "has_export_permission": self.has_export_permission(request),
        }
        return super().changelist_view(request, {**rights, **(extra_context or {})})

    def export_view(self, request):
        response = self.export_action(request)
        if response.has_header("Content-Disposition"):
            ending = response["Content-Disposition"].rpartition(".")[2].strip('"')
            name = _named(self.resource.sheet_title, ending)
            response["Content-Disposition"] = content_disposition_header(True, name)
        return response

    def template_view(self, request):
        name = _named(f"{self.resource.sheet_title}模板", "xlsx")
        return downloads.saved(template.template_of(self.resource), name, XLSX.CONTENT_TYPE)


def _named(title, ending):
    return f"{title}-{localdate().isoformat()}.{ending}"
