"""The ordered rows of an issue's form: its sections, and the lessons it draws."""

from django.db import models

from accounts.access import Action
from accounts.admin import OfficeStackedInline
from issues.admin.saving import takes_whole_issue
from issues.admin.widgets import LINES, PARAGRAPHS
from issues.forms import AttachedLessonForm, OrderedFormSet, SectionForm
from issues.models import AttachedLesson, Section
from issues.states import State

MOST_ROWS_AT_ONCE = 20


class OrderedInline(OfficeStackedInline):
    """Rows in the order of 顺序; editable while `may_change` says so."""

    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    formset = OrderedFormSet
    # The formset numbers the rows; what is typed in 顺序 is only a wish.
    exclude = ["position"]
    template = "admin/issues/issue/ordered_rows.html"
    formfield_overrides = {models.CharField: LINES, models.TextField: PARAGRAPHS}

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_change(request, obj)

    def may_change(self, request, obj):
        return takes_whole_issue(request, obj)

    def get_extra(self, request, obj=None, **kwargs):
        asked = request.GET.get("rows", "")
        if asked.isdecimal():
            return min(int(asked), MOST_ROWS_AT_ONCE)
        return 1 if obj is None else 0


class SectionInline(OrderedInline):
    model = Section
    form = SectionForm
    autocomplete_fields = ["case_study"]
    row_name = "段"
    fieldsets = [
        (None, {"fields": [("position", "kind", "ordinal", "heading"), "case_study", "body"]}),
        (
            "少用的项目",
            {
                "classes": ["collapse", "rarely"],
                "fields": ["thesis", ("level", "heading_end", "run_in"), "subtitle", "byline"],
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("case_study__hub").order_by("position")


class AttachedLessonInline(OrderedInline):
    model = AttachedLesson
    form = AttachedLessonForm
    autocomplete_fields = ["lesson"]
    row_name = "条"
    fieldsets = [(None, {"fields": [("position", "lesson"), "passage"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("lesson__theme").order_by("position")

    def get_extra(self, request, obj=None, **kwargs):
        return super().get_extra(request, obj, **kwargs) if obj else 0

    def may_change(self, request, obj):
        return super().may_change(request, obj) or obj.is_editable or obj.state == State.PUBLISHED
