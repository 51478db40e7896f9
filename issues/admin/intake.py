"""导入期次: the desk where files come in. One file or four hundred, they make a 导入批次; nothing is an issue yet."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.access import Action
from bulletin.secrecy import MarkedSecret, refuse_marked
from bulletin.text import clean
from issues.admin import batch_files, batches
from issues.admin.intake_files import uploaded
from issues.batches.receiving import keep, read_members
from issues.files import CannotRead
from issues.models import Batch, BatchFile

BATCHES_A_PAGE = 20
# The seconds one request may read: well below what a server waits for an answer.
READING = 12
KNOWN = "有{}个文件本批里已有，没有重复收下。"
MORE = "时间所限，这一次收下了前{}个文件，还有{}个没有读。请再次选择同一批文件，从下面继续添加。"


def urls(model_admin):
    """The url patterns of 导入期次, for IssueAdmin.get_urls to put first."""
    views = [("intake/", "intake", desk), *batches.VIEWS, *batch_files.VIEWS]
    return [path(route, _for_importers(view, model_admin), name=f"issues_issue_{name}") for route, name, view in views]


def _for_importers(view, model_admin):
    site = model_admin.admin_site

    def for_importers(request, **kwargs):
        if not access.allows(request.user, Action.IMPORT):
            raise PermissionDenied
        return view(request, {**site.each_context(request), "title": "导入期次"}, **kwargs)

    return site.admin_view(for_importers)


@require_http_methods(["GET", "POST"])
def desk(request, context):
    """GET the page that takes files, with the batches so far; POST files into a new batch or a given one."""
    if request.method == "GET":
        return _page(request, context)
    try:
        return _receive(request, context)
    except CannotRead as error:
        return _unread(request, context, str(error))


def _receive(request, context):
    batch, upload = _batch(request), uploaded(request)
    reading = read_members(upload.members, by=request.user, seconds=READING, batch=batch)
    files = reading.files
    if batch is None and upload.total == 1 and files[0].status != BatchFile.Status.WAITING:
        secret = files[0].status == BatchFile.Status.SECRET
        return (_refused if secret else _unread)(request, context, files[0].sentence)
    batch = keep(files, by=request.user, batch=batch, name=_name(request), skipped=upload.skipped)
    return _received(request, batch, reading, upload)


def _received(request, batch, reading, upload):
    place = upload.before + reading.done
    alone = batch.files.first() if upload.total == 1 and batch.files.count() == 1 else None
    url = (alone or batch).get_absolute_url()
    if _asks_for_json(request):
        done = place >= upload.total
        return JsonResponse({"batch": batch.pk, "url": url, "next": None if done else place, "total": upload.total})
    if reading.known:
        batches.say(request, KNOWN.format(reading.known))
    if place < upload.total:
        batches.say(request, MORE.format(place, upload.total - place))
    return redirect(url)


def _batch(request):
    pk = request.POST.get("batch", "")
    return get_object_or_404(Batch, pk=int(pk), cleared_at=None) if pk.isdecimal() and len(pk) < 10 else None


def _name(request):
    """What the page calls the files together (their folder), unless that carries a mark."""
    name = " ".join(clean(request.POST.get("name", "")).split())
    try:
        refuse_marked(name)
    except MarkedSecret:
        return ""
    return name[:120]


def _asks_for_json(request):
    return request.headers.get("Accept", "").startswith("application/json")


def _refused(request, context, sentence):
    if _asks_for_json(request):
        return JsonResponse({"error": sentence}, status=422)
    context = {**context, "title": "导入期次：不得接收", "sentence": sentence}
    return render(request, "admin/issues/issue/intake_refused.html", context, status=422)


def _unread(request, context, sentence):
    if _asks_for_json(request):
        return JsonResponse({"error": sentence}, status=422)
    return _page(request, {**context, "error": sentence}, status=422)


def _page(request, context, status=200):
    page = Paginator(Batch.objects.counted().select_related("by", "undone_by"), BATCHES_A_PAGE)
    context = {**context, "page": page.get_page(request.GET.get("p"))}
    return render(request, "admin/issues/issue/intake_upload.html", context, status=status)
