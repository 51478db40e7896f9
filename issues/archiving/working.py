"""The rows staff edit, of an issue restored from an archive: what its newest released words say, and nothing since."""

from django.utils import timezone

from hubs.models import CaseStudy, Hub
from issues import rows
from issues.models import AttachedLesson, Section
from lessons.models import Lesson, Theme


def restore(issue, bulletin):
    """Sections, case studies and lessons of `bulletin`; a case study that an earlier issue had gets the newer words."""
    cases = {note.section: _case(note, bulletin.sections[note.section]) for note in bulletin.annotations.cases}
    Section.objects.bulk_create(rows.sections(issue, bulletin, cases))
    for place, note in enumerate(bulletin.annotations.lessons, start=1):
        lesson = _lesson(note)
        lesson.rests_on.add(*(cases[at] for at in note.rests_on))
        AttachedLesson.objects.create(issue=issue, position=place, lesson=lesson, passage=note.passage)


def _case(note, section):
    case = CaseStudy.objects.filter(key=note.case_key).first() or CaseStudy(key=note.case_key)
    case.hub = _hub(note)
    case.thesis, case.body, case.formula, case.sources = section.thesis, section.text, note.formula, note.sources
    case.save()
    rows.restore_evidence(case, note)
    return case


def _hub(note):
    names = ("country", "city", "latitude", "longitude")
    return _called(Hub, note.hub_slug, note.hub_name, **{name: getattr(note, name) for name in names})


def _called(model, slug, name, **known):
    """The row at this address; one the office no longer knew comes back as the notes have it, put away if need be."""
    row = model.objects.filter(slug=slug).first()
    if row is None:
        taken = model.objects.kept().filter(name=name).exists()
        row = model.objects.create(slug=slug, name=name, trashed_at=timezone.now() if taken else None, **known)
    return row


def _lesson(note):
    theme = _called(Theme, note.theme_slug, note.theme_name)
    lesson = Lesson.objects.filter(key=note.lesson_key).first() or Lesson(key=note.lesson_key)
    lesson.theme, lesson.statement = theme, note.statement
    # Two that say the same were never in use together: the one released later stays.
    same = Lesson.objects.kept().filter(theme=theme, statement=note.statement).exclude(key=note.lesson_key)
    same.update(trashed_at=timezone.now())
    lesson.trashed_at = None
    lesson.save()
    return lesson
