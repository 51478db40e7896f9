from django.contrib import admin
from django.db.models import Count, Q

from accounts.access import Action
from accounts.admin import BY_WORDS, HOW_TO_SEARCH, OfficeTabularInline
from hubs.countries import SUGGESTIONS
from hubs.forms import CaseStudyForm, HubForm
from hubs.models import CaseStudy, Figure, Hub, Milestone
from hubs.resources import CaseStudyResource, HubResource
from hubs.spreadsheets import SpreadsheetAdmin
from hubs.stale import SeenAdmin


@admin.register(Hub)
class HubAdmin(SeenAdmin, SpreadsheetAdmin):
    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    resource_classes = (HubResource,)
    form = HubForm
    list_display = ("name", "country", "city", "case_count", "slug")
    ordering = ("name", "pk")
    list_filter = ("country",)
    search_fields = BY_WORDS
    search_help_text = f"找名称、别名、国家（地区）和城市里的字词。{HOW_TO_SEARCH}"
    fieldsets = (
        (None, {"fields": ("name", "aliases")}),
        (
            "位置",
            {
                "fields": ("country", "city", "latitude", "longitude"),
                "description": "不印在刊物上；刊物印发以后也可以补充。",
            },
        ),
    )

    def get_queryset(self, request):
        kept = Count("case_studies", filter=Q(case_studies__trashed_at=None))
        return super().get_queryset(request).annotate(kept_case_studies=kept)

    def render_change_form(self, request, context, *args, **kwargs):
        return super().render_change_form(request, {**context, "countries": SUGGESTIONS}, *args, **kwargs)

    @admin.display(description="案例数", ordering="kept_case_studies")
    def case_count(self, hub):
        return hub.kept_case_studies


class FigureInline(OfficeTabularInline):
    model = Figure
    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    fields = ("label", "value", "year", "source", "position")


class MilestoneInline(OfficeTabularInline):
    model = Milestone
    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    fields = ("year", "month", "what")


@admin.register(CaseStudy)
class CaseStudyAdmin(SeenAdmin, SpreadsheetAdmin):
    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    resource_classes = (CaseStudyResource,)
    form = CaseStudyForm
    list_display = ("__str__", "hub", "formula", "key")
    list_filter = ("hub__country",)
    search_fields = BY_WORDS
    search_help_text = f"找论点、正文、补充资料和科创中心里的字词。{HOW_TO_SEARCH}"
    autocomplete_fields = ("hub",)
    inlines = (FigureInline, MilestoneInline)
    fieldsets = (
        ("印在刊物上", {"fields": ("hub", "thesis", "body")}),
        (
            "补充资料",
            {"fields": ("formula", "sources"), "description": "不印在刊物上；刊物印发以后也可以补充。"},
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("hub")
