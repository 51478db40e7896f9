from django.contrib import admin
from django.db.models import Count, Q

from accounts.access import Action
from accounts.admin import BY_WORDS, HOW_TO_SEARCH
from hubs.spreadsheets import SpreadsheetAdmin
from hubs.stale import SeenAdmin
from lessons.forms import LessonForm, ThemeForm
from lessons.models import Lesson, Theme
from lessons.resources import LessonResource, ThemeResource


@admin.register(Theme)
class ThemeAdmin(SeenAdmin, SpreadsheetAdmin):
    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    resource_classes = (ThemeResource,)
    form = ThemeForm
    list_display = ("name", "position", "lesson_count", "slug")
    ordering = ("position", "name", "pk")
    search_fields = BY_WORDS
    search_help_text = f"找名称里的字词。{HOW_TO_SEARCH}"
    fields = ("name", "position")

    def get_queryset(self, request):
        kept = Count("lessons", filter=Q(lessons__trashed_at=None))
        return super().get_queryset(request).annotate(kept_lessons=kept)

    @admin.display(description="启示数", ordering="kept_lessons")
    def lesson_count(self, theme):
        return theme.kept_lessons


@admin.register(Lesson)
class LessonAdmin(SeenAdmin, SpreadsheetAdmin):
    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    resource_classes = (LessonResource,)
    form = LessonForm
    list_display = ("statement", "theme", "evidence", "key")
    list_filter = ("theme",)
    search_fields = BY_WORDS
    search_help_text = f"找启示、主题和所依据的科创中心里的字词。{HOW_TO_SEARCH}"
    autocomplete_fields = ("theme", "rests_on")
    fields = ("theme", "statement", "rests_on")

    def get_queryset(self, request):
        return super().get_queryset(request).with_evidence()

    @admin.display(description="依据的案例")
    def evidence(self, lesson):
        return "、".join(dict.fromkeys(case_study.hub.name for case_study in lesson.rests_on.all()))
