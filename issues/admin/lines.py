"""An issue as lines of text, so that two states of it can be laid side by side."""

from bulletin.rendering import text
from issues.models.issue import Kinds


def lines_of(bulletin):
    """What is printed, a paragraph a line, then what is known about it but not printed."""
    printed = [line.strip() for line in text.render(bulletin).splitlines() if line.strip()]
    return [*printed, *_cases(bulletin), *_lessons(bulletin), *_correction(bulletin)]


def _cases(bulletin):
    for note in bulletin.annotations.cases:
        place = "，".join(part for part in (note.country, note.city) if part)
        where = f"（{note.latitude}，{note.longitude}）" if note.latitude is not None else ""
        yield f"［案例资料］{note.hub_name}：{place}{where}"
        if note.formula:
            yield f"［案例资料］{note.hub_name}，模式：{note.formula}"
        for figure in note.figures:
            year = f"（{figure.year}年）" if figure.year else ""
            yield f"［案例资料］{note.hub_name}，{figure.label}{year}：{figure.value} {figure.source}".rstrip()
        for milestone in note.milestones:
            month = f"{milestone.month}月" if milestone.month else ""
            yield f"［案例资料］{note.hub_name}，{milestone.year}年{month}：{milestone.what}"
        if note.sources:
            yield f"［案例资料］{note.hub_name}，资料来源：{'；'.join(note.sources.splitlines())}"


def _lessons(bulletin):
    sections = bulletin.sections
    for note in bulletin.annotations.lessons:
        cases = "、".join(sections[place].heading for place in note.rests_on if place < len(sections))
        yield f"［启示］{note.theme_name}：{note.statement}" + (f"（依据：{cases}）" if cases else "")
        if note.passage:
            yield f"［启示原文］{note.passage}"


def _correction(bulletin):
    if bulletin.annotations.correction_note:
        yield f"［更正说明］{bulletin.annotations.correction_note}"


def lines_of_rows(issue, sections, lessons):
    """The lines of rows that need not be complete, nor saved: what stands in a form."""
    found = [*_labelled(issue)]
    for section in sections:
        found += _section_lines(section)
    return [*found, *(line for attached in lessons for line in _attached_lines(attached))]


SHOWN = (
    *("year", "number", "supplement", "total", "date", "copy_number", "title", "subtitle", "editor_note", "byline"),
    *("sources", "labels", "publisher", "board_name", "board", "address", "postcode", "phone", "fax", "email"),
    *("website", "permit", "distribution", "copies", "imprint", "correction_note"),
)


def _labelled(issue):
    for name in SHOWN:
        field, value = issue._meta.get_field(name), getattr(issue, name)
        if value not in (None, "", False):
            for line in str(value).splitlines():
                yield f"{field.verbose_name}：{'是' if value is True else line}"


def _section_lines(section):
    case = section.case_study
    kind = Kinds(section.kind).label if section.kind in Kinds.values else ""
    opening = f"［{kind}］{section.ordinal}{section.heading}{section.heading_end}{section.thesis}"
    yield opening + (f"（案例：{case}）" if case else "")
    yield from filter(None, [section.subtitle, section.byline])
    yield from filter(None, map(str.strip, section.body.splitlines()))


def _attached_lines(attached):
    yield f"［启示］{attached.lesson if attached.lesson_id else '（未选）'}"
    yield from filter(None, [attached.passage])
