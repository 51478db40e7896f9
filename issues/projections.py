"""A frozen Revision → its Publication and the rows that hub, lesson and list pages read."""

from django.db.models import Max

from bulletin.markup import plain_text
from bulletin.rendering import html, passages
from bulletin.rendering.anchors import anchors
from bulletin.value import Kind, public_form
from issues.models import Publication, PublishedCase, PublishedFigure, PublishedLesson, PublishedMilestone
from issues.search import index


def release(revision, *, audience, go_live_at, by, supersedes=None):
    """Write the Publication of `revision` with all its projection rows; the caller ends the one it supersedes."""
    bulletin = revision.bulletin
    last = revision.issue.publications.aggregate(last=Max("sequence"))["last"] or 0
    publication = Publication.objects.create(
        issue=revision.issue,
        sequence=last + 1,
        revision=revision,
        audience=audience,
        go_live_at=go_live_at,
        supersedes=supersedes,
        by=by,
        **columns(bulletin),
        **rendered(bulletin),
    )
    _write_projections(publication, bulletin)
    index.add(publication, bulletin)
    return publication


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


def _write_projections(publication, bulletin):
    cases = {}
    for note, row in zip(bulletin.annotations.cases, case_columns(bulletin), strict=True):
        cases[note.section] = PublishedCase.objects.create(publication=publication, **row)
        _write_evidence(cases[note.section], note)
    for note, row in zip(bulletin.annotations.lessons, lesson_columns(bulletin), strict=True):
        lesson = PublishedLesson.objects.create(publication=publication, **row)
        lesson.cases.set([cases[place] for place in note.rests_on])


def _write_evidence(case, note):
    PublishedFigure.objects.bulk_create(
        PublishedFigure(case=case, position=place, label=one.label, value=one.value, year=one.year, source=one.source)
        for place, one in enumerate(note.figures)
    )
    PublishedMilestone.objects.bulk_create(
        PublishedMilestone(case=case, year=one.year, month=one.month, what=one.what) for one in note.milestones
    )
