from accounts.admin.audit import AuditEntryAdmin
from accounts.admin.base import BY_WORDS, HOW_TO_SEARCH, OfficeAdmin, OfficeStackedInline, OfficeTabularInline
from accounts.admin.people import AccountAdmin, StandInAdmin

__all__ = [
    "BY_WORDS",
    "HOW_TO_SEARCH",
    "AccountAdmin",
    "AuditEntryAdmin",
    "OfficeAdmin",
    "OfficeStackedInline",
    "OfficeTabularInline",
    "StandInAdmin",
]
