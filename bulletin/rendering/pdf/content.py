"""What the template of the bulletin is given: a Bulletin as blocks of runs, with its pages' measures."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bulletin import markup
from bulletin.rendering import masthead
from bulletin.rendering.anchors import anchors
from bulletin.rendering.pdf import lines
from bulletin.rendering.pdf.titles import title_lines
from bulletin.value import Bulletin, Kind, Section

Block = dict[str, Any]

# 2号 is 22 points of the 156 mm; a little room is left on both sides.
_TITLE_ROOM = 19.0
_FACES = {0: "hei", 1: "hei", 2: "kai"}
_CAPTION = re.compile(r"\s*表\s*[0-9０-９一二三四五六七八九十]")
_NOTE_LABEL = re.compile(r"[^\s：:]{1,6}[：:]")
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_LONGEST_ADDRESS = 2000
_SHORT_CELL = 12


def content(bulletin: Bulletin) -> dict[str, Any]:
    """Everything printed, in reading order. A picture has no bytes here: what it shows stands in a frame."""
    return {
        "labels": list(bulletin.labels),
        "series": bulletin.series,
        "number": masthead.number_line(bulletin),
        "total": masthead.total_line(bulletin),
        "publisher": bulletin.publisher,
        "date": masthead.date_line(bulletin),
        "contents": _contents(bulletin),
        "opening": list(_opening(bulletin)),
        "blocks": list(_blocks(bulletin)),
        "imprint": _imprint(bulletin),
    }


def _contents(bulletin: Bulletin) -> list[Block]:
    """本期要目 of an issue of several articles."""
    titles = [
        {"words": lines.words(section.ordinal + section.heading), "anchor": anchor}
        for section, anchor in zip(bulletin.sections, anchors(bulletin), strict=True)
        if section.kind is Kind.ARTICLE and section.ordinal + section.heading
    ]
    return titles if len(titles) > 1 else []


def _opening(bulletin: Bulletin) -> Iterator[Block]:
    if bulletin.title and not masthead.has_articles(bulletin):
        yield _title(bulletin, bulletin.title, bulletin.subtitle, depth=1, anchor="")
    elif not masthead.has_articles(bulletin):
        yield from _paragraphs(bulletin.subtitle, face="kai")
    if bulletin.editor_note.strip():
        yield from _editor_note(bulletin.editor_note)


def _editor_note(note: str) -> Iterator[Block]:
    """编者按： in the face of a heading, the note itself in 楷体."""
    blocks = list(_body(note, face="kai"))
    match markup.blocks(note)[0]:
        case markup.Paragraph((markup.Text(text), *others)) if label := _NOTE_LABEL.match(text):
            words = _runs((markup.Text(text[label.end() :]), *others), {"face": "kai"})
            blocks[0] |= {"runs": lines.words(label[0], face="hei") + words}
    yield from blocks


def _title(bulletin: Bulletin, title: str, subtitle: str, depth: int, anchor: str) -> Block:
    words = title + "".join(section.text for section in bulletin.sections)
    return {
        "kind": "title",
        "lines": title_lines(title, _TITLE_ROOM, words),
        "subtitle": subtitle,
        "depth": depth,
        "anchor": anchor,
    }


def _blocks(bulletin: Bulletin) -> Iterator[Block]:
    byline, outermost = "", 1 if masthead.has_articles(bulletin) or not bulletin.title else 2
    printed = zip(bulletin.sections, anchors(bulletin), masthead.depths(bulletin), strict=True)
    for section, anchor, depth in printed:
        level = None if depth is None else min(6, depth + outermost)
        if section.kind is Kind.ARTICLE:
            yield from _closing(byline)
            byline = section.byline
            yield from _article(bulletin, section, anchor, level)
        else:
            yield from _section(section, anchor, level)
    yield from _closing(byline)
    yield from _closing(bulletin.byline)
    yield from ({"kind": "paragraph", "indent": True, "runs": lines.words(source)} for source in bulletin.sources)


def _article(bulletin: Bulletin, section: Section, anchor: str, level: int | None) -> Iterator[Block]:
    heading = section.ordinal + section.heading
    if heading and level is not None:
        yield _title(bulletin, heading + section.heading_end, section.subtitle, level, anchor)
        yield from _paragraphs(section.thesis, face="kai")
    else:
        yield from _paragraphs(section.heading_end + section.thesis)
        yield from _paragraphs(section.subtitle)
    yield from _body(section.text)


def _section(section: Section, anchor: str, level: int | None) -> Iterator[Block]:
    blocks = list(_body(section.text))
    heading = _heading(section, anchor, level)
    joins = bool(section.run_in and not section.subtitle and blocks and blocks[0]["kind"] == "paragraph")
    if heading and joins:
        heading = heading | {"rest": heading["rest"] + blocks.pop(0)["runs"], "keep": False}
    yield from [heading] if heading else []
    yield from _paragraphs(section.subtitle, face="kai")
    yield from blocks
    yield from _closing(section.byline)


def _heading(section: Section, anchor: str, level: int | None) -> Block | None:
    """The line a section opens with; it stays with what follows it."""
    if not masthead.heading_line(section):
        return None
    face = _FACES.get(section.level, "body")
    return {
        "kind": "heading",
        "depth": level,
        "anchor": anchor,
        "heading": lines.words(section.ordinal + section.heading, face=face) if level is not None else [],
        "rest": lines.words(section.heading_end, face=face) + lines.words(section.thesis, face="kai"),
        "keep": True,
    }


def _closing(byline: str) -> Iterator[Block]:
    if byline.strip():
        yield {"kind": "byline", "runs": lines.words(byline, face="kai")}


def _paragraphs(text: str, **style: Any) -> Iterator[Block]:
    for line in text.split("\n"):
        if line.strip():
            yield {"kind": "paragraph", "indent": not line[0].isspace(), "runs": lines.words(line, **style)}


def _body(text: str, **style: Any) -> Iterator[Block]:
    parts = markup.blocks(text)
    for part, following in zip(parts, (*parts[1:], None), strict=False):
        captions = isinstance(following, markup.Table) and _is_caption(part)
        yield from _printed(part, "caption" if captions else "paragraph", style)


def _is_caption(part: markup.Block) -> bool:
    return isinstance(part, markup.Paragraph) and _CAPTION.match(markup.plain_line(part.runs)) is not None


def _printed(part: markup.Block, kind: str, style: dict[str, Any]) -> Iterator[Block]:
    match part:
        case markup.Paragraph(runs):
            if words := markup.plain_line(runs).strip("\n"):
                yield {"kind": kind, "indent": not words[0].isspace(), "runs": _runs(runs, style)}
        case markup.BulletList(items):
            yield {"kind": "list", "items": [_runs(item, style) for item in items]}
        case markup.Table(head, rows):
            yield {"kind": "table", "head": _cells(head), "rows": [_cells(row) for row in rows], "wordy": _wordy(rows)}
        case markup.Image(alt):
            yield {"kind": "picture", "alt": alt}


def _wordy(rows: tuple[tuple[markup.Line, ...], ...]) -> list[bool]:
    """Which columns hold sentences rather than names and figures."""
    return [any(len(markup.plain_line(cell)) > _SHORT_CELL for cell in column) for column in zip(*rows, strict=True)]


def _cells(row: Iterable[markup.Line]) -> list[lines.Runs]:
    return [_runs(cell, {}) for cell in row]


def _runs(line: markup.Line, style: dict[str, Any]) -> lines.Runs:
    return [_linked(run) for run in lines.runs(line, **style)]


def _linked(run: dict[str, Any]) -> dict[str, Any]:
    """Addresses of the site itself lead nowhere from a file."""
    address = run.get("link", "")
    if not address or (_OUTSIDE.match(address) and len(address) <= _LONGEST_ADDRESS):
        return run
    return {key: value for key, value in run.items() if key != "link"}


def _imprint(bulletin: Bulletin) -> dict[str, Any]:
    return {
        "recipients": [[line.verb, lines.words(line.names)] for line in bulletin.distribution.recipients],
        "board": [lines.words(part) for part in (bulletin.board_name, *masthead.board_members(bulletin)) if part],
        "contact": [lines.words(part) for part in masthead.contact_parts(bulletin)],
        "lines": [lines.words(line) for line in bulletin.imprint if line.strip()],
        "permit": masthead.permit_line(bulletin),
        "copies": masthead.copies_line(bulletin),
    }
