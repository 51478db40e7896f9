from accounts.admin.audit import AuditEntryAdmin
from accounts.admin.base import OfficeAdmin, OfficeStackedInline, OfficeTabularInline
from accounts.admin.people import AccountAdmin, StandInAdmin

__all__ = [
    "AccountAdmin",
    "AuditEntryAdmin",
    "OfficeAdmin",
    "OfficeStackedInline",
    "OfficeTabularInline",
    "StandInAdmin",
]
