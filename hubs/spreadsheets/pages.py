"""导入 in the office: upload, the preview page by page, confirm; the batches there were, and 撤销."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit
from bulletin.secrecy import MarkedSecret, refuse_marked
from hubs.models import ImportBatch, SheetUpload
from hubs.spreadsheets import batches, formats, planning, report
from hubs.spreadsheets.sheets import Unreadable
from hubs.spreadsheets.upload import UploadForm, keep, sheet_in

RECENT = 10
GONE = "预览已过期、已取消，或者不是由您上传的。请重新上传文件。"


def urls(model_admin, name):
    """The url patterns for SpreadsheetAdmin.get_urls to put first."""

    def for_importers(view):
        def seen(request, **kwargs):
            if not model_admin.has_import_permission(request):
                raise PermissionDenied
            return view(request, model_admin, **kwargs)

        return model_admin.admin_site.admin_view(seen)

    return [
        path("import/", for_importers(upload), name=f"{name}_import"),
        path("import/template/", for_importers(template), name=f"{name}_import_template"),
        path("import/<int:pk>/", for_importers(preview), name=f"{name}_import_preview"),
        path("import/batches/<int:pk>/", for_importers(batch), name=f"{name}_import_batch"),
    ]


@require_http_methods(["GET", "POST"])
def upload(request, model_admin):
    """GET the page that explains; POST a file → its preview, or why it is refused."""
    if request.method == "GET":
        return _upload_page(request, model_admin, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, model_admin, form, status=422)
    file = form.cleaned_data["sheet"]
    try:
        kept = _read(model_admin.resource, file, request.user)
    except MarkedSecret as secret:
        audit.record_refusal(secret, file.name, by=request.user)
        return _refused(request, model_admin, [str(secret)])
    except Unreadable as refusal:
        return _refused(request, model_admin, [str(refusal)])
    except ValidationError as refusal:
        return _refused(request, model_admin, refusal.messages)
    return HttpResponseRedirect(_address(model_admin, "import_preview", kept.pk))


def _read(resource, file, user):
    refuse_marked(file.name)
    source = file.read()
    sheet = formats.read(file.name, source, name=resource.sheet_title, headings=resource.columns)
    planning.refuse_marked_sheet(file.name, sheet)
    return keep(resource, sheet, by=user, file_name=file.name, source=source)


@require_safe
def template(request, model_admin):
    return model_admin.template_view(request)


@require_http_methods(["GET", "POST"])
def preview(request, model_admin, pk):
    """GET a page of what the upload would do; POST confirm or cancel, after which nothing of it is kept."""
    waiting = SheetUpload.objects.fresh().filter(pk=pk, user=request.user, kind=model_admin.opts.label_lower).first()
    if waiting is None:
        return _refused(request, model_admin, [GONE])
    if request.method == "GET":
        asked = {"only": request.GET.get("only", ""), "page": request.GET.get("page", 1)}
        shown = report.Preview(model_admin.resource, waiting, **asked)
        return _page(request, model_admin, "preview", upload=waiting, preview=shown)
    waiting.delete()
    if "confirm" not in request.POST:
        messages.info(request, "没有导入，上传的内容已删除。")
        return HttpResponseRedirect(_address(model_admin, "import"))
    return _confirm(request, model_admin, waiting)


def _confirm(request, model_admin, waiting):
    told = {"seen": waiting.seen, "file_name": waiting.file_name, "sha256": waiting.sha256}
    try:
        done = batches.import_sheet(model_admin.resource, sheet_in(waiting), by=request.user, **told)
    except batches.Refused as refusal:
        return _refused(request, model_admin, refusal.reasons)
    told = report.summary(model_admin.resource, done.created, done.changed)
    messages.success(request, f"导入完成：{told}。发现不对，可以在这一页整批撤销。")
    return HttpResponseRedirect(_address(model_admin, "import_batch", done.pk))


@require_http_methods(["GET", "POST"])
def batch(request, model_admin, pk):
    """GET what a batch made and changed; POST 撤销."""
    done = get_object_or_404(
        ImportBatch.objects.select_related("by", "undone_by"), pk=pk, kind=model_admin.opts.label_lower
    )
    resource = model_admin.resource
    if request.method == "POST":
        try:
            batches.undo(resource, done, by=request.user)
        except batches.Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, "已整批撤销：新增的移入了回收站，修改的恢复了原来的内容。")
        return HttpResponseRedirect(_address(model_admin, "import_batch", done.pk))
    page = Paginator(done.rows.order_by("is_new", "pk"), report.A_PAGE).get_page(request.GET.get("page"))
    against = batches.reasons_against_undo(resource, done)
    rows = report.rows_of(resource, page.object_list)
    return _page(request, model_admin, "batch", batch=done, against=against, rows=rows, page=page)


def _refused(request, model_admin, problems):
    return _upload_page(request, model_admin, UploadForm(), problems=problems, status=422)


def _upload_page(request, model_admin, form, *, status=200, problems=()):
    recent = ImportBatch.objects.filter(kind=model_admin.opts.label_lower).select_related("by")[:RECENT]
    return _page(request, model_admin, "upload", status=status, form=form, problems=problems, recent=recent)


def _page(request, model_admin, name, *, status=200, **context):
    site = model_admin.admin_site
    common = {
        **site.each_context(request),
        "title": f"导入{model_admin.resource.sheet_title}",
        "opts": model_admin.opts,
        "resource": model_admin.resource,
        "may_export": model_admin.has_export_permission(request),
    }
    request.current_app = site.name
    return render(request, f"admin/hubs/import_{name}.html", {**common, **context}, status=status)


def _address(model_admin, page, *args):
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{page}", args=args)
