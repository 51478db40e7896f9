from issues.admin.issue import IssueAdmin
from issues.admin.series import SeriesAdmin

__all__ = ["IssueAdmin", "SeriesAdmin"]
