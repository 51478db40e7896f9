from issues.models.accession import Accession, BackIssue
from issues.models.batch import Batch, BatchFile
from issues.models.disposal import Disposal
from issues.models.file import Attachment, PublishedFile
from issues.models.issue import UNSORTED, AttachedLesson, Intake, Issue, Section
from issues.models.masthead import Series
from issues.models.publication import (
    Audience,
    Publication,
    PublishedCase,
    PublishedFigure,
    PublishedLesson,
    PublishedMilestone,
    Withdrawal,
)
from issues.models.published_text import PublishedText
from issues.models.receipt import Receipt
from issues.models.review import Attribute, Decision, DisclosureDecision, Notice, PaperDecision, Review
from issues.models.revision import Revision

__all__ = [
    "UNSORTED",
    "Accession",
    "AttachedLesson",
    "Attachment",
    "Attribute",
    "Audience",
    "BackIssue",
    "Batch",
    "BatchFile",
    "Decision",
    "DisclosureDecision",
    "Disposal",
    "Intake",
    "Issue",
    "Notice",
    "PaperDecision",
    "Publication",
    "PublishedCase",
    "PublishedFigure",
    "PublishedFile",
    "PublishedLesson",
    "PublishedMilestone",
    "PublishedText",
    "Receipt",
    "Review",
    "Revision",
    "Section",
    "Series",
    "Withdrawal",
]
