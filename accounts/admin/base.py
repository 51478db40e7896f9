"""What every page of the office has in common: rights from `access`, authorship, the secrecy gate, the bin."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import audit, authorship, office_text, trash
from accounts.access import Action, allows
from accounts.growing import GrowOnly
from accounts.guarding import guarded
from accounts.trash import Trashable
from bulletin.searching import LONGEST_QUERY, MOST_SINGLE, MOST_TERMS, parse

# `search_fields` of a page whose rows are found by their words: Django shows the box, `get_search_results` looks.
BY_WORDS = ("words",)
HOW_TO_SEARCH = (
    "一个字也能找。几个词用空格隔开，表示都要有；词里有空格的加引号；词前加减号，表示不要有它。"
    "大小写、全角半角不分，标点可以互换。"
)
CUT = f"要找的太多，只按前{LONGEST_QUERY}个字、前{MOST_TERMS}个词找了；单个的字最多算{MOST_SINGLE}个。"


class AccessMixin:
    """Answers the admin's questions about rights. An action left at None is refused to everybody."""

    view_action: ClassVar[Action | None] = None
    edit_action: ClassVar[Action | None] = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request, self.view_action) or self._may_edit(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request) and getattr(obj, "trashed_at", None) is None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def _may_edit(self, request: HttpRequest) -> bool:
        return _may(request, self.edit_action) and not issubclass(self.model, GrowOnly)


def _may(request: HttpRequest, action: Action | None) -> bool:
    return action is not None and allows(request.user, action)


class TrashFilter(admin.SimpleListFilter):
    title = "回收站"
    parameter_name = "trash"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "已移入回收站")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.trashed() if self.value() == "1" else queryset.kept()

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            yield {**choice, "display": "在用"} if choice["display"] == "全部" else choice


@admin.action(description="移入回收站", permissions=["change"])
def move_to_trash(model_admin: "OfficeAdmin", request: HttpRequest, queryset: Any) -> None:
    moved = 0
    for obj in queryset:
        try:
            trash.put_in_trash(obj, by=request.user)
            moved += 1
        except trash.InUse as refusal:
            model_admin.message_user(request, f"“{obj}”未移入回收站：{refusal}", messages.ERROR)
    if moved:
        model_admin.message_user(request, f"已移入回收站 {moved} 项。")


@admin.action(description="恢复", permissions=["change"])
def restore_from_trash(model_admin: "OfficeAdmin", request: HttpRequest, queryset: Any) -> None:
    restored = 0
    for obj in queryset:
        try:
            trash.restore(obj, by=request.user)
            restored += 1
        except ValidationError as refusal:
            model_admin.message_user(request, f"“{obj}”未恢复：{''.join(refusal.messages)}", messages.ERROR)
    if restored:
        model_admin.message_user(request, f"已恢复 {restored} 项。")


class OfficeAdmin(AccessMixin, admin.ModelAdmin):
    """Base of every admin page: set `view_action` and `edit_action`. A Trashable model gets bin and restore."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_import_permission(self, request: HttpRequest) -> bool:
        return allows(request.user, Action.IMPORT) and self._may_edit(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return allows(request.user, Action.EXPORT) and self.has_view_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if self._found_by_words and request.method == "GET" and parse(request.GET.get(SEARCH_VAR, "")).cut:
            self.message_user(request, CUT, messages.WARNING)
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural, **(extra_context or {})})

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = guarded(kwargs.get("form", self.form))
        return super().get_form(request, obj, change=change, **kwargs)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return guarded(super().get_changelist_form(request, **kwargs))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        authorship.save(obj, by=request.user)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for obj in formset.save(commit=False):
            authorship.save(obj, by=request.user)
        for obj in formset.deleted_objects:
            authorship.record_authorship(obj, by=request.user)
            obj.delete()
        formset.save_m2m()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        raise NotImplementedError("Nothing is finally deleted from a screen.")

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        self.delete_model(request, queryset)

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [*super().get_list_filter(request), *([TrashFilter] if self._trashable else [])]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if self._trashable and self._may_edit(request):
            chosen = restore_from_trash if request.GET.get("trash") == "1" else move_to_trash
            actions[chosen.__name__] = (chosen, chosen.__name__, chosen.short_description)
        return actions

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if self._trashable and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.kept()
        if self._found_by_words and search_term.strip():
            return office_text.found(queryset, search_term), False
        return super().get_search_results(request, queryset, search_term)

    def get_export_data(self, file_format: Any, request: HttpRequest, queryset: Any, **kwargs: Any) -> Any:
        """For import-export's export mixin, which stands behind this class: an export is audited."""
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        audit.record(
            audit.Event.EXPORTED,
            by=request.user,
            subject=str(self.opts.verbose_name),
            rows=len(queryset),
            format=file_format.get_extension(),
        )
        return data

    @property
    def _found_by_words(self) -> bool:
        return self.search_fields == BY_WORDS

    @property
    def _trashable(self) -> bool:
        return issubclass(self.model, Trashable)


class OfficeInlineMixin(AccessMixin):
    """Rows inside another's form; taking one out is part of editing it."""

    extra = 0

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        kwargs["form"] = guarded(kwargs.get("form", self.form))
        return super().get_formset(request, obj, **kwargs)


class OfficeTabularInline(OfficeInlineMixin, admin.TabularInline):
    pass


class OfficeStackedInline(OfficeInlineMixin, admin.StackedInline):
    pass
