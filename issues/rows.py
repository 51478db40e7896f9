"""Bulletin → rows of one issue: the inverse of snapshot."""

from accounts import trash
from accounts.authorship import save
from bulletin.value import Kind
from hubs.models import CaseStudy
from issues.models import AttachedLesson, Section
from issues.snapshot import evidence_in, evidence_of
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
    """Make the rows say again what `bulletin`, which was frozen from them, says of issue, case studies and lessons.

    What is known of the hubs stays: they belong to no issue. Raises ValidationError when a case study or lesson has
    to come back from the trash and cannot.
    """
    fill(issue, bulletin)
    issue.correction_note = bulletin.annotations.correction_note
    issue.save()
    case_of = {note.section: CaseStudy.objects.get(key=note.case_key) for note in bulletin.annotations.cases}
    for note in bulletin.annotations.cases:
        _restore_case(case_of[note.section], bulletin.sections[note.section], note, by)
    issue.sections.all().delete()
    Section.objects.bulk_create(sections(issue, bulletin, case_of))
    _restore_lessons(issue, bulletin, case_of, by)


def _restore_case(case, section, note, by):
    if case.trashed_at:
        trash.restore(case, by=by)
    before = {"thesis": section.thesis, "body": section.text, "formula": note.formula, "sources": note.sources}
    # Another issue may print it too, where its words are then those of whoever restored them.
    if any(getattr(case, name) != value for name, value in before.items()) or evidence_of(case) != evidence_in(note):
        for name, value in before.items():
            setattr(case, name, value)
        save(case, by=by)
        restore_evidence(case, note)


def restore_evidence(case, note):
    """Figures and milestones of a CaseStudy as a CaseNote has them."""
    case.figures.all().delete()
    case.milestones.all().delete()
    for place, one in enumerate(note.figures):
        case.figures.create(position=place, label=one.label, value=one.value, year=one.year, source=one.source)
    for one in note.milestones:
        case.milestones.create(year=one.year, month=one.month, what=one.what)


def _restore_lessons(issue, bulletin, case_of, by):
    issue.attached_lessons.all().delete()
    for place, note in enumerate(bulletin.annotations.lessons, start=1):
        lesson = Lesson.objects.get(key=note.lesson_key)
        if lesson.trashed_at:
            trash.restore(lesson, by=by)
        if lesson.statement != note.statement:
            lesson.statement = note.statement
            save(lesson, by=by)
        lesson.rests_on.remove(*(case for at, case in case_of.items() if at not in note.rests_on))
        lesson.rests_on.add(*(case_of[at] for at in note.rests_on))
        AttachedLesson.objects.create(issue=issue, position=place, lesson=lesson, passage=note.passage)
