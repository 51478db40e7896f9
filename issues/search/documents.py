"""A publication and its Bulletin → the texts that search knows of it."""

import hashlib

from bulletin.markup import plain_text
from bulletin.rendering.anchors import anchors
from bulletin.rendering.masthead import heading_line
from bulletin.value import Kind
from issues.models.published_text import PublishedText, TextKind
from issues.search.stretches import STRETCH, number


def documents(publication, bulletin):
    """Unsaved PublishedTexts of a saved publication: its issue, entries, lessons, hubs and what is known of those."""
    parts = [_issue(bulletin), *_entries(bulletin), *_lessons(bulletin), *_hubs(bulletin)]
    return [_document(publication, place, part) for place, part in enumerate(parts[:STRETCH])]


def _document(publication, place, part):
    facets = [("kind", part["kind"].value, part["kind"].label), ("year", publication.year, f"{publication.year}年")]
    lines = "\n".join("\t".join(map(str, facet)) for facet in (*facets, *part.pop("facets")))
    address = part.pop("address", "") or publication.get_absolute_url() + part.pop("anchor", "")
    return PublishedText(id=number(publication, place), publication=publication, address=address, facets=lines, **part)


def _issue(bulletin):
    own = [section for section in bulletin.sections if section.kind is not Kind.CASE]
    return {
        "kind": TextKind.ISSUE,
        "label": bulletin.title,
        "title": _lines(bulletin.title, bulletin.subtitle),
        "thesis": _lines(*(section.ordinal + section.heading for section in own)),
        "body": _lines(plain_text(bulletin.editor_note), *map(_printed, own), bulletin.byline, *bulletin.sources),
        "facets": [*_hub_facets(bulletin.annotations.cases), *_theme_facets(bulletin.annotations.lessons)],
    }


def _entries(bulletin):
    notes = {note.section: note for note in bulletin.annotations.cases}
    for place, anchor in enumerate(anchors(bulletin)):
        section, note = bulletin.sections[place], notes.get(place)
        if section.kind is not Kind.CASE:
            continue
        drawn = [lesson for lesson in bulletin.annotations.lessons if place in lesson.rests_on]
        yield {
            "kind": TextKind.ENTRY,
            "anchor": f"#{anchor}",
            "label": section.ordinal + section.heading or bulletin.title,
            "title": section.ordinal + section.heading,
            "thesis": section.thesis,
            "body": _printed(section),
            "facets": [*_hub_facets([note] if note else []), *_theme_facets(drawn)],
        }


def _lessons(bulletin):
    notes = {note.section: note for note in bulletin.annotations.cases}
    for note in bulletin.annotations.lessons:
        yield {
            "kind": TextKind.LESSON,
            "key": note.lesson_key,
            "address": f"/lessons/{note.theme_slug}/#lesson-{note.lesson_key}",
            "label": note.statement,
            "title": note.statement,
            "thesis": note.theme_name,
            "body": plain_text(note.passage),
            "facets": [*_hub_facets(notes[place] for place in note.rests_on), *_theme_facets([note])],
        }


def _hubs(bulletin):
    for note in bulletin.annotations.cases:
        hub = {"kind": TextKind.HUB, "address": f"/hubs/{note.hub_slug}/", "label": note.hub_name}
        place = _lines(note.country, note.city)
        yield {**hub, "key": note.hub_slug, "title": note.hub_name, "thesis": place, "facets": _hub_facets([note])}
        if known := _known(note):
            told = hashlib.sha256(known.encode()).hexdigest()[:32]
            yield {**hub, "key": f"{note.hub_slug}/{told}", "body": known, "facets": _hub_facets([note])}


def _known(note):
    """What the hub's page shows of a case beside its printed words."""
    figures = (
        f"{one.label}：{one.value}{f'（{one.year}年）' if one.year else ''}\n{one.source}" for one in note.figures
    )
    milestones = (f"{one.year}年{f'{one.month}月' if one.month else ''}　{one.what}" for one in note.milestones)
    return _lines(note.formula, *figures, *milestones, note.sources)


def _printed(section):
    """The words of a section, a line for each line on paper."""
    text = plain_text(section.text)
    opening = heading_line(section)
    if section.run_in:
        return _lines(opening + text, section.byline)
    return _lines(opening, section.subtitle, text, section.byline)


def _hub_facets(notes):
    return list(dict.fromkeys(("hub", note.hub_slug, _one_line(note.hub_name)) for note in notes))


def _theme_facets(notes):
    return list(dict.fromkeys(("theme", note.theme_slug, _one_line(note.theme_name)) for note in notes))


def _one_line(name):
    return " ".join(name.split())


def _lines(*parts):
    return "\n".join(part for part in parts if part)
