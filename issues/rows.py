"""Bulletin → rows of one issue: the inverse of snapshot."""

from accounts import trash
from accounts.authorship import save
from bulletin.value import Kind
from hubs.models import CaseStudy
from issues.models import AttachedLesson, Section
from lessons.models import Lesson

ISSUE_FIELDS = (
    "copy_number",
    "year",
    "number",
    "supplement",
    "total",
    "date",
    "title",
    "subtitle",
    "editor_note",
    "byline",
)
SECTION_FIELDS = ("ordinal", "heading", "level", "heading_end", "run_in", "subtitle", "byline")


def fill(issue, bulletin):
    """Set the issue's own columns from `bulletin`, unsaved."""
    issue.take_masthead(bulletin)
    issue.series_title = bulletin.series
    issue.sources = "\n".join(bulletin.sources)
    for name in ISSUE_FIELDS:
        setattr(issue, name, getattr(bulletin, name))


def sections(issue, bulletin, case_of):
    """Unsaved Sections of `bulletin`; `case_of` maps a section's place to its CaseStudy, which holds its words."""
    return [_section(issue, place, section, case_of.get(place)) for place, section in enumerate(bulletin.sections)]


def _section(issue, place, section, case):
    words = {} if section.kind is Kind.CASE else {"thesis": section.thesis, "body": section.text}
    plain = {name: getattr(section, name) for name in SECTION_FIELDS}
    return Section(issue=issue, position=place + 1, kind=section.kind.value, case_study=case, **words, **plain)


def restore(issue, bulletin, *, by):
    """Make the rows print `bulletin` again, which was frozen from them: issue, case studies, sections, lessons.

    Raises ValidationError when a case study or lesson has to come back from the trash and cannot.
    """
    fill(issue, bulletin)
    issue.correction_note = bulletin.annotations.correction_note
    issue.save()
    case_of = {note.section: CaseStudy.objects.get(key=note.case_key) for note in bulletin.annotations.cases}
    for place, case in case_of.items():
        _restore_case(case, bulletin.sections[place], by)
    issue.sections.all().delete()
    Section.objects.bulk_create(sections(issue, bulletin, case_of))
    _restore_lessons(issue, bulletin, by)


def _restore_case(case, section, by):
    if case.trashed_at:
        trash.restore(case, by=by)
    # Another issue may print it too, where its words are then those of whoever restored them.
    if (case.thesis, case.body) != (section.thesis, section.text):
        case.thesis, case.body = section.thesis, section.text
        save(case, by=by)


def _restore_lessons(issue, bulletin, by):
    issue.attached_lessons.all().delete()
    for place, note in enumerate(bulletin.annotations.lessons, start=1):
        lesson = Lesson.objects.get(key=note.lesson_key)
        if lesson.trashed_at:
            trash.restore(lesson, by=by)
        AttachedLesson.objects.create(issue=issue, position=place, lesson=lesson, passage=note.passage)
