from accounts.trash import keep_while
from hubs.models.case_study import CaseStudy
from hubs.models.clean_text import CleanText
from hubs.models.evidence import Figure, Milestone
from hubs.models.hub import Hub
from hubs.models.sheet import ImportBatch, ImportedRow, SheetUpload
from hubs.uses import uses_of

__all__ = ["CaseStudy", "CleanText", "Figure", "Hub", "ImportBatch", "ImportedRow", "Milestone", "SheetUpload"]

keep_while(Hub, uses_of)
keep_while(CaseStudy, uses_of)
