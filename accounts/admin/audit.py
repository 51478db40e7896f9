from django.contrib import admin

from accounts.access import Action
from accounts.admin.base import OfficeAdmin
from accounts.audit import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(OfficeAdmin):
    view_action = Action.READ_AUDIT
    list_display = ["sequence", "at", "actor_name", "event", "subject", "outcome", "ip"]
    list_filter = ["event", "outcome", "at"]
    search_fields = ["actor_name", "subject", "detail", "ip"]
    date_hierarchy = "at"
