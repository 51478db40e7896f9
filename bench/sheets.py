"""A sheet of hubs, half of them known, through upload, preview and confirmation: the library as it comes, and ours."""

import io
import re
import time
from pathlib import Path

import openpyxl
from django.contrib.admin import AdminSite, ModelAdmin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.urls import path
from import_export.admin import ImportMixin
from import_export.resources import ModelResource

from accounts.access import Role
from accounts.grants import set_roles
from accounts.models import User
from config import urls
from hubs.models import Hub, ImportBatch
from hubs.slugs import free_slugs

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
FIELDS = ("name", "country", "city", "latitude", "longitude", "aliases")
HEADINGS = ("名称", "国家（地区）", "城市", "纬度", "经度", "别名")
MARK = "测量用"


class LibraryResource(ModelResource):
    class Meta:
        model = Hub
        fields = FIELDS
        import_id_fields = ("name",)


class LibraryAdmin(ImportMixin, ModelAdmin):
    resource_classes = (LibraryResource,)


site = AdminSite("library")
site.register(Hub, LibraryAdmin)
urlpatterns = [path("library/", site.urls), *urls.urlpatterns]


def library_sheet(rows: int) -> dict:
    """As its documentation has it: ImportMixin and a ModelResource with its default settings."""
    address = "/library/hubs/hub/"
    return _measured(rows, FIELDS, f"{address}import/", _confirm_library)


def our_sheet(rows: int) -> dict:
    return _measured(rows, HEADINGS, "/admin/hubs/hub/import/", _confirm_ours)


def _measured(rows, headings, address, confirm):
    _prepare(rows)
    source, client = _workbook(rows, headings), _client()
    CLEAR.write_text("5")  # 5: forget the peak so far (proc(5))
    counted = _Counted()
    with override_settings(ROOT_URLCONF="bench.sheets"), connection.execute_wrapper(counted):
        start = time.perf_counter()
        page = client.post(address, _form(source, address), follow=True)
        previewed = time.perf_counter() - start
        confirm(client, page)
        seconds = time.perf_counter() - start
    _refuse_other_than(rows)
    _clear()
    return {
        "preview": previewed,
        "seconds": seconds,
        "queries": counted.queries,
        "bytes": len(page.content),
        "memory": _peak(),
    }


def _form(source, address):
    named = (
        {"sheet": "sheet"}
        if address.startswith("/admin/")
        else {"sheet": "import_file", "format": "1", "resource": "0"}
    )
    file = SimpleUploadedFile("hubs.xlsx", source)
    return {named.pop("sheet"): file, **named}


class _Counted:
    queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def _confirm_library(client, page):
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    client.post("/library/hubs/hub/process_import/", dict(hidden))


def _confirm_ours(client, page):
    client.post(page.redirect_chain[-1][0], {"confirm": "1"})


def _prepare(rows):
    """Half of the rows are there, with another city."""
    hubs = [Hub(name=_name(number), city="旧", aliases=MARK) for number in range(0, rows, 2)]
    for hub, slug in zip(hubs, free_slugs(Hub, [hub.name for hub in hubs]), strict=True):
        hub.slug = slug
    Hub.objects.bulk_create(hubs)


def _clear():
    ImportBatch.objects.all().delete()
    Hub.objects.filter(aliases=MARK).delete()


def _name(number):
    return f"第{number}号科技创新中心"


def _workbook(rows, headings):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("科创中心")
    sheet.append(headings)
    for number in range(rows):
        sheet.append([_name(number), "德国", f"城市{number}", 52.52, 13.405, MARK])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _client():
    user = User.objects.filter(username="measured").first() or User.objects.create_user("measured")
    set_roles(user, {Role.EDITOR}, by=None)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(pk=user.pk), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _refuse_other_than(rows):
    stored = Hub.objects.filter(aliases=MARK, city__startswith="城市").count()
    if stored != rows:
        raise RuntimeError(f"{stored} rows were stored instead of {rows}.")


def _peak():
    found = re.search(r"VmHWM:\s*(\d+)", STATUS.read_text())
    return int(found[1]) / 1024
