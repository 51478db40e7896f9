"""What the office's search box finds an issue by: its numbers, and all its words in the order they are printed."""

from django.db.models import Prefetch

from accounts.office_text import Source, searchable
from hubs.models import CaseStudy, Hub
from hubs.searched import words_of_body
from issues.models import AttachedLesson, Issue, Section
from lessons.models import Lesson


def register():
    searchable(
        Issue,
        _words_of_issue,
        rows=_issues,
        drawn_from=(
            Source(Section, "issue_id", "pk"),
            Source(AttachedLesson, "issue_id", "pk"),
            Source(CaseStudy, "id", "sections__case_study"),
            Source(Hub, "id", "sections__case_study__hub"),
            Source(Lesson, "id", "attached_lessons__lesson"),
        ),
    )


def _issues():
    sections = Section.objects.order_by("position").select_related("case_study__hub")
    lessons = AttachedLesson.objects.order_by("position").select_related("lesson")
    return Issue.objects.prefetch_related(Prefetch("sections", sections), Prefetch("attached_lessons", lessons))


def _words_of_issue(issue):
    yield from _numbers(issue)
    yield from (issue.title, issue.subtitle, issue.byline)
    yield from words_of_body(issue.editor_note)
    for section in issue.sections.all():
        yield from _words_of_section(section)
    yield from (issue.sources, issue.correction_note)
    for attached in issue.attached_lessons.all():
        yield from (attached.lesson.statement, attached.passage)


def _numbers(issue):
    """As printed: 2022年第4期, 总第418期."""
    yield issue.numbering if issue.number else f"{issue.year or ''}"
    yield f"总第{issue.total}期" if issue.total else ""


def _words_of_section(section):
    case = section.case_study
    words = case or section
    heading = f"{section.ordinal}{section.heading}{section.heading_end}{words.thesis}"
    # What runs on in the same line on paper is found across the join.
    texts = [heading + words.body] if section.run_in else [heading, words.body]
    for text in texts:
        yield from words_of_body(text)
    yield from (section.subtitle, section.byline)
    yield case.hub.name if case else ""
