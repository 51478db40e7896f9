"""Rows → Bulletin: what the issue says now, as one value."""

from collections import defaultdict
from collections.abc import Sequence

from bulletin import value
from bulletin.value import Annotations, Bulletin, CaseNote, Figure, Kind, LessonNote, Milestone
from issues.models import AttachedLesson, Issue, Section
from issues.models.masthead import lines

PLAIN = ("ordinal", "heading", "level", "heading_end", "run_in", "subtitle", "byline")


def bulletin_of(issue: Issue) -> Bulletin:
    """The Bulletin that the issue's rows, its attached case studies and lessons make at this moment."""
    return bulletins_of([issue])[issue.pk]


def bulletins_of(issues: Sequence[Issue]) -> dict[int, Bulletin]:
    """The Bulletin of each, by the issue's pk: the same few queries for one issue as for many."""
    sections, lessons = _by_issue(_sections(issues)), _by_issue(_attached(issues))
    return {issue.pk: _bulletin(issue, sections[issue.pk], lessons[issue.pk]) for issue in issues}


def _by_issue(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.issue_id].append(row)
    return found


def _bulletin(issue, sections, lessons):
    return Bulletin(
        **issue.printed_masthead(),
        series=issue.series_title,
        copy_number=issue.copy_number,
        year=issue.year,
        number=issue.number,
        supplement=issue.supplement,
        total=issue.total,
        date=issue.date,
        title=issue.title,
        subtitle=issue.subtitle,
        editor_note=issue.editor_note,
        sections=tuple(_printed(section) for section in sections),
        byline=issue.byline,
        sources=lines(issue.sources),
        annotations=_annotations(issue, sections, lessons),
    )


def _sections(issues):
    rows = Section.objects.filter(issue__in=issues).order_by("position").select_related("case_study__hub")
    return rows.prefetch_related("case_study__figures", "case_study__milestones")


def _attached(issues):
    rows = AttachedLesson.objects.filter(issue__in=issues).sorted().order_by("position")
    return rows.select_related("lesson__theme").prefetch_related("lesson__rests_on")


def _printed(section):
    words = section.case_study or section
    plain = {name: getattr(section, name) for name in PLAIN}
    return value.Section(kind=Kind(section.kind), thesis=words.thesis, text=words.body, **plain)


def _annotations(issue, sections, lessons):
    places = {section.case_study_id: place for place, section in enumerate(sections) if section.case_study_id}
    return Annotations(
        cases=tuple(_case_note(place, section) for place, section in enumerate(sections) if section.case_study),
        lessons=tuple(_lesson_note(attached, places) for attached in lessons),
        correction_note=issue.correction_note,
    )


def _case_note(place, section):
    case, hub = section.case_study, section.case_study.hub
    return CaseNote(
        section=place,
        case_key=case.key,
        hub_slug=hub.slug,
        hub_name=hub.name,
        country=hub.country,
        city=hub.city,
        latitude=_float(hub.latitude),
        longitude=_float(hub.longitude),
        formula=case.formula,
        sources=case.sources,
        figures=tuple(Figure(one.label, one.value, one.year, one.source) for one in case.figures.all()),
        milestones=tuple(Milestone(one.year, one.what, one.month) for one in case.milestones.all()),
    )


def _lesson_note(attached, places):
    lesson = attached.lesson
    return LessonNote(
        theme_slug=lesson.theme.slug,
        theme_name=lesson.theme.name,
        lesson_key=lesson.key,
        statement=lesson.statement,
        passage=attached.passage,
        rests_on=tuple(sorted(places[case.pk] for case in lesson.rests_on.all() if case.pk in places)),
    )


def _float(number):
    return None if number is None else float(number)


def evidence_of(case):
    """Figures and milestones of a CaseStudy or PublishedCase, to be compared with evidence_in."""
    return _evidence(case.figures.all(), case.milestones.all())


def evidence_in(note):
    """Figures and milestones of a CaseNote, in the same shape."""
    return _evidence(note.figures, note.milestones)


def _evidence(figures, milestones):
    numbers = [(one.label, one.value, one.year, one.source) for one in figures]
    return numbers, sorted((one.year, one.month or 0, one.what) for one in milestones)
