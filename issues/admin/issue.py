from django import forms
from django.contrib import admin, messages
from django.db import models
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from accounts import access
from accounts.access import Action
from accounts.admin import BY_WORDS, HOW_TO_SEARCH
from accounts.authorship import save
from hubs.spreadsheets import SpreadsheetAdmin
from issues import moves, numbering
from issues.admin import (
    accession,
    archive,
    corrected,
    fieldsets,
    images,
    intake,
    listing,
    moving,
    paper,
    preview,
    printing,
    receipts,
    revisions,
    saving,
    scans,
    words,
)
from issues.admin.inlines import AttachedLessonInline, SectionInline
from issues.admin.widgets import LINES, PARAGRAPHS, modules
from issues.forms import IssueForm
from issues.models import Issue, Series
from issues.models.masthead import Masthead
from issues.resources import IssueResource
from issues.states import State

MASTHEAD = tuple(field.name for field in Masthead._meta.get_fields())


@admin.action(description="移入回收站", permissions=["change"])
def move_to_trash(model_admin, request, queryset):
    _each(model_admin, request, queryset, moves.put_in_trash, "已移入回收站")


@admin.action(description="恢复", permissions=["change"])
def restore_from_trash(model_admin, request, queryset):
    _each(model_admin, request, queryset, moves.restore, "已恢复")


@admin.action(description="过刊入库", permissions=["sign"])
def enter_back_issues(model_admin, request, queryset):
    return redirect(accession.address_of(queryset.values_list("pk", flat=True)))


def _each(model_admin, request, queryset, verb, done):
    for issue in queryset:
        try:
            verb(issue, by=request.user)
        except moves.Refused as refusal:
            model_admin.message_user(request, f"{issue}：{refusal}", messages.ERROR)
        else:
            model_admin.message_user(request, f"{issue}：{done}。")


@admin.register(Issue)
class IssueAdmin(listing.IssueColumns, SpreadsheetAdmin):
    view_action = Action.READ_DRAFTS
    edit_action = Action.EDIT
    resource_classes = (IssueResource,)
    change_list_template = "admin/issues/issue/change_list.html"
    form = IssueForm
    formfield_overrides = {models.CharField: LINES, models.TextField: PARAGRAPHS}
    actions = [enter_back_issues]
    inlines = [SectionInline, AttachedLessonInline]
    view_on_site = False
    empty_value_display = format_html('<span class="unfilled">{}</span>', "未填")
    counted_in = "期"
    list_display = ["titled", "state_label", "next_step", "numbered", "day"]
    list_filter = ["state", ("year", admin.AllValuesFieldListFilter)]
    list_per_page = 50
    search_fields = BY_WORDS
    search_help_text = (
        "找标题、编者按、正文、案例和启示里的字词，也可以写“2022年第4期”“总第418期”“2022-4”。" + HOW_TO_SEARCH
    )

    @property
    def media(self):
        styles = forms.Media(css={"all": ["css/issue_rows.css", "css/versions.css"]})
        return super().media + styles + modules("paste", "rows", "count")

    # Reading

    def get_queryset(self, request):
        return listing.with_releases(super().get_queryset(request))

    def get_search_results(self, request, queryset, search_term):
        addressed = numbering.addressed(queryset, search_term)
        return (addressed, False) if addressed.exists() else super().get_search_results(request, queryset, search_term)

    def get_urls(self):
        pages = (
            *(accession, archive, corrected, images, intake, moving, paper, preview),
            *(printing, receipts, revisions, scans, words),
        )
        return [*(pattern for page in pages for pattern in page.urls(self)), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        if obj and not self._writes(request, obj):
            return fieldsets.to_read(obj)
        (heading, numbers), *others = fieldsets.to_write(obj)
        if obj is None or obj.number is None or obj.total is None:
            numbers = {**numbers, "description": _proposal(obj or Issue())}
        return [(heading, numbers), *others]

    @admin.display(description="增刊")
    def is_supplement(self, issue):
        return "是" if issue.supplement else "否"

    def changelist_view(self, request, extra_context=None):
        may = {"may_import": Action.IMPORT, "may_export": Action.EXPORT}
        asked = {name: access.allows(request.user, action) for name, action in may.items()}
        return super().changelist_view(request, {**asked, **(extra_context or {})})

    # Who may, and when

    def has_change_permission(self, request, obj=None):
        if hasattr(request, "refusal"):
            return self._may_edit(request)
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.is_editable or obj.state == State.PUBLISHED)

    def has_sign_permission(self, request):
        return access.allows(request.user, Action.SIGN)

    def get_readonly_fields(self, request, obj=None):
        if saving.takes_whole_issue(request, obj):
            return ()
        return fieldsets.names_in(self.get_fieldsets(request, obj))

    def _writes(self, request, obj):
        """Whether the words of the issue can be changed on the page."""
        return self.has_change_permission(request, obj) and saving.takes_whole_issue(request, obj)

    def get_actions(self, request):
        actions = super().get_actions(request)
        for action in (move_to_trash, restore_from_trash):
            if action.__name__ in actions:
                actions[action.__name__] = (action, action.__name__, action.short_description)
        return actions

    # Writing

    def get_changeform_initial_data(self, request):
        series = Series.objects.first()
        known = {name: getattr(series, name) for name in (*MASTHEAD, "stages")} if series else {}
        return {**known, "year": timezone.localdate().year, **super().get_changeform_initial_data(request)}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return type(form.__name__, (form,), {"refusal": refusal.sentence}) if refusal else form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and self._may_edit(request):
            return self._save_or_show_refusal(request, object_id, form_url, extra_context)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _save_or_show_refusal(self, request, object_id, form_url, extra_context):
        issue = self.get_object(request, object_id)
        refusal = issue and saving.refusal_of(issue, request.POST)
        if not refusal:
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except moves.Refused as refused:
                issue.refresh_from_db()
                refusal = saving.refusal_from(issue, refused)
        request.refusal = refusal
        request.POST = saving.rebased(request.POST, issue, _rows(issue))
        response = super().changeform_view(request, object_id, form_url, extra_context)
        response.status_code = 409
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        refusal = getattr(request, "refusal", None)
        if refusal:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            rows = saving.conflict(obj, context["adminform"].form, formsets)
            may_save = not refusal.is_final
            context.update(refusal=refusal, conflict=rows, show_save=may_save, show_save_and_continue=may_save)
        may, writes = self.has_change_permission(request, obj), self._writes(request, obj)
        context.update(accession=accession.offered(obj, request.user))
        context.update(title=_title(obj), subtitle=None, after_class=fieldsets.AFTER, show_save_and_add_another=False)
        context.update(writes=writes, saves=may and not (refusal and refusal.is_final), only_lessons=may and not writes)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if change:
            claimed = moves.saving(obj.pk, by=request.user, lock_version=form.cleaned_data["lock_version"])
            obj.lock_version = claimed.lock_version
            obj.save(update_fields=_columns(form) or ["lock_version"])
        else:
            series = Series.objects.first()
            obj.series_title = series.title if series else ""
            save(obj, by=request.user)

    def save_formset(self, request, form, formset, change):
        if not formset.has_changed():
            return super().save_formset(request, form, formset, change)
        formset.make_room()
        super().save_formset(request, form, formset, change)
        return formset.settle()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for sentence in preview.to_be_completed(form.instance):
            self.message_user(request, sentence, messages.WARNING)


def _proposal(issue):
    numbers = numbering.proposed(issue)
    total = f"，总第{numbers.total}期" if numbers.total else ""
    series = "增刊" if issue.supplement else ""
    return f"建议：{numbers.year}年{series}第{numbers.number}期{total}。可以先不填，签发时再定。"


def _title(issue):
    return "新的一期" if issue is None else f"{issue}（{issue.get_state_display()}）"


def _rows(issue):
    return {"sections": issue.sections, "attached_lessons": issue.attached_lessons}


def _columns(form):
    concrete = {field.name for field in Issue._meta.concrete_fields}
    return [name for name in form.changed_data if name in concrete and name != "lock_version"]
