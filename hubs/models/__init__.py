from hubs.models.case_study import CaseStudy
from hubs.models.clean_text import CleanText
from hubs.models.evidence import Figure, Milestone
from hubs.models.hub import Hub

__all__ = ["CaseStudy", "CleanText", "Figure", "Hub", "Milestone"]
