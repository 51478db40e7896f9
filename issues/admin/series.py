from django.contrib import admin
from django.db import models

from accounts.access import Action
from hubs.spreadsheets import SpreadsheetAdmin
from issues.admin.widgets import LINES, PARAGRAPHS, modules
from issues.board_sheet import BoardResource
from issues.models import Series


@admin.register(Series)
class SeriesAdmin(SpreadsheetAdmin):
    """The one bulletin of this house: what a new issue starts with."""

    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    resource_classes = (BoardResource,)
    change_list_template = "admin/issues/series/change_list.html"
    formfield_overrides = {models.CharField: LINES, models.TextField: PARAGRAPHS}
    list_display = ["title", "publisher", "stages"]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", "labels", "publisher", "date_style"],
                "description": "新建一期时照此填好，各期可以再改；已有的各期不受影响。",
            },
        ),
        ("版面", {"fields": ["page_grid"], "description": "PDF 和 Word 文件按它排；已经发布的各期不受影响。"}),
        ("审核", {"fields": ["stage_names", "stages"]}),
        ("编委会", {"fields": ["board_name", "board"]}),
        ("联系方式", {"fields": ["address", ("postcode", "phone", "fax"), ("email", "website")]}),
        ("报送和印数", {"fields": ["distribution", "copies"]}),
        ("其他", {"fields": ["permit", "imprint"]}),
    ]

    @property
    def media(self):
        return super().media + modules("paste", "count")

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request) and not Series.objects.exists()
