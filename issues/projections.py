"""A frozen Revision → its Publication and the rows that hub, lesson and list pages read."""

from django.db.models import Max

from bulletin.markup import plain_text
from bulletin.rendering import html, passages
from bulletin.rendering.anchors import anchors
from bulletin.value import Kind, public_form
from issues import scans
from issues.models import Publication, PublishedCase, PublishedFigure, PublishedLesson, PublishedMilestone
from issues.search import index


def release(revision, *, audience, go_live_at, by, supersedes=None):
    """Write the Publication of `revision` with all its projection rows; the caller ends the one it supersedes."""
    bulletin = revision.bulletin
    last = revision.issue.publications.aggregate(last=Max("sequence"))["last"] or 0
    asked = {"audience": audience, "go_live_at": go_live_at, "by": by, "supersedes": supersedes}
    publication = _unsaved(revision, bulletin, sequence=last + 1, **asked)
    _write([(publication, bulletin)])
    return publication


def release_first(frozen, *, audience, go_live_at, by):
    """The Publications of (revision, bulletin) pairs of issues that readers never had, in as few queries as one."""
    asked = {"audience": audience, "go_live_at": go_live_at, "by": by, "sequence": 1}
    pairs = [(_unsaved(revision, bulletin, **asked), bulletin) for revision, bulletin in frozen]
    _write(pairs)
    return [publication for publication, _ in pairs]


def _unsaved(revision, bulletin, **asked):
    shown = columns(bulletin) | rendered(bulletin)
    return Publication(issue=revision.issue, revision=revision, **asked, **shown)


def _write(pairs):
    write_rows(pairs)
    scans.keep([publication for publication, _ in pairs])
    index.add(pairs)


def write_rows(pairs):
    """Store (unsaved publication, bulletin) pairs with all that lists and pages read, but for files and the index."""
    Publication.objects.bulk_create([publication for publication, _ in pairs])
    _write_lessons(pairs, _write_cases(pairs))


def columns(bulletin):
    """The columns a publication's lists show, as a dict."""
    names = ("publisher", "year", "number", "supplement", "total", "date", "title", "subtitle")
    lead = next((plain_text(section.text) for section in bulletin.sections if section.kind is Kind.LEAD), "")
    frozen = {"series_title": bulletin.series, "lead": lead, "correction_note": bulletin.annotations.correction_note}
    return {name: getattr(bulletin, name) for name in names} | frozen


def rendered(bulletin):
    """The article part in both forms: a cache of the revision."""
    return {"whole_html": html.render(bulletin), "public_html": html.render(public_form(bulletin))}


def case_columns(bulletin):
    """One dict for each case of the bulletin, in order."""
    places = anchors(bulletin)
    return [_case_columns(note, bulletin.sections[note.section], places) for note in bulletin.annotations.cases]


def _case_columns(note, section, places):
    names = ("case_key", "hub_slug", "hub_name", "country", "city", "latitude", "longitude", "formula", "sources")
    return {
        **{name: getattr(note, name) for name in names},
        "position": note.section,
        "anchor": places[note.section],
        "heading": section.heading,
        "thesis": section.thesis,
        "body_html": html.render_text(section.text),
    }


def lesson_columns(bulletin):
    """One dict for each lesson of the bulletin, in order; `anchor` is the section its passage stands in."""
    sections, places = anchors(bulletin), passages.places(bulletin)
    return [
        {
            "position": position,
            "lesson_key": note.lesson_key,
            "theme_slug": note.theme_slug,
            "theme_name": note.theme_name,
            "statement": note.statement,
            "passage": note.passage,
            "anchor": sections[place.section] if place else "",
        }
        for position, (note, place) in enumerate(zip(bulletin.annotations.lessons, places, strict=True))
    ]


def _write_cases(pairs):
    """The PublishedCases of all pairs, by publication and section, with their figures and milestones."""
    told = [
        (note, PublishedCase(publication=publication, **row))
        for publication, bulletin in pairs
        for note, row in zip(bulletin.annotations.cases, case_columns(bulletin), strict=True)
    ]
    PublishedCase.objects.bulk_create([case for _, case in told])
    PublishedFigure.objects.bulk_create([figure for note, case in told for figure in _figures(case, note)])
    PublishedMilestone.objects.bulk_create([milestone for note, case in told for milestone in _milestones(case, note)])
    return {(case.publication_id, note.section): case for note, case in told}


def _write_lessons(pairs, cases):
    told = [
        (note, PublishedLesson(publication=publication, **row))
        for publication, bulletin in pairs
        for note, row in zip(bulletin.annotations.lessons, lesson_columns(bulletin), strict=True)
    ]
    PublishedLesson.objects.bulk_create([lesson for _, lesson in told])
    rests = PublishedLesson.cases.through
    rests.objects.bulk_create(
        rests(publishedlesson=lesson, publishedcase=cases[lesson.publication_id, place])
        for note, lesson in told
        for place in note.rests_on
    )


def _figures(case, note):
    for place, one in enumerate(note.figures):
        words = {"label": one.label, "value": one.value, "year": one.year, "source": one.source}
        yield PublishedFigure(case=case, position=place, **words)


def _milestones(case, note):
    for one in note.milestones:
        yield PublishedMilestone(case=case, year=one.year, month=one.month, what=one.what)
