"""A Word file → its text with what Word knows of its lines."""

from collections import Counter
from dataclasses import dataclass, replace

from bulletin.parsing.decoding import Unreadable
from bulletin.parsing.lines import Hint
from bulletin.parsing.report import Image, Warning
from bulletin.parsing.word import changes, own_issue, own_items, page, writing
from bulletin.parsing.word.blocks import Event
from bulletin.parsing.word.file import File
from bulletin.parsing.word.images import Gallery
from bulletin.parsing.word.notes import Notes
from bulletin.parsing.word.numbering import Numbering
from bulletin.parsing.word.package import NO_DOCUMENT, Package, Relation
from bulletin.parsing.word.story import Story
from bulletin.parsing.word.styles import Styles
from bulletin.parsing.word.writing import Written
from bulletin.parsing.word.xml import Element, M, R, W, switch, value
from bulletin.rendering.word.items import Item

_STRANGE = [*(W + name for name in ("footnoteReference", "endnoteReference", "txbxContent", "altChunk")), M + "oMath"]
_LINKED = ("attachedTemplate", "oleObject", "subDocument", "frame", "package", "video", "audio", "image")


@dataclass(frozen=True, slots=True)
class Document:
    """What a Word file says. `hints` are by line number of `text`; `own` is what stands in a file we made."""

    text: str
    hints: dict[int, Hint]
    warnings: tuple[Warning, ...]
    images: tuple[Image, ...]
    own: tuple[Item, ...] = ()


def document(package: Package) -> Document:
    """The text of the file, told in the order a reader of the paper reads it."""
    relations = package.relations(package.document)
    file = _file(package, relations)
    root = package.xml(package.document)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise Unreadable(NO_DOCUMENT)
    lines = page.flow(writing.items(Story(file, package.document).blocks(body)))
    lines = page.with_headers(lines, _edges(file, body, relations, "header"))
    lines = page.with_footers(lines, _edges(file, body, relations, "footer"))
    lines = _with_notes(lines, file, relations)
    return replace(_document(lines, file, _further(file, package)), own=_own(file, body, relations))


def _own(file: File, body: Element, relations: dict[str, Relation]) -> tuple[Item, ...]:
    """What stands in a file we made; () in any other, and where somebody added what no style of ours can hold."""
    if not own_issue.is_made_by_us(file.styles.names.values()) or next(body.iter(*_STRANGE), None) is not None:
        return ()
    numbering = Numbering(file.package.xml(_target(relations, "numbering")), file.styles)

    def label(properties: Element | None, text: str) -> str:
        numbered = file.styles.paragraph(properties).numbered
        return numbering.label(numbered, text) if numbered and text.strip() else ""

    items = own_items.items(body, file.styles.names, relations, label)
    return items if own_issue.is_in_our_styles(items) else ()


def _file(package: Package, relations: dict[str, Relation]) -> File:
    def part(kind: str) -> Element | None:
        return package.xml(_target(relations, kind))

    styles = Styles(part("styles"))
    return File(
        package,
        styles,
        Numbering(part("numbering"), styles),
        Notes(part("footnotes"), part("endnotes")),
        Gallery(package),
        changes.comments(part("comments")),
    )


def _target(relations: dict[str, Relation], kind: str) -> str:
    return next((one.target for one in relations.values() if one.kind == kind and not one.external), "")


def _edges(file: File, body: Element, relations: dict[str, Relation], kind: str) -> list[list[Written]]:
    """The lines of each header (or footer) in use, each part once, that of the first page first."""
    found: dict[str, int] = {}
    for section in body.iter(W + "sectPr"):
        for reference in section.findall(f"{W}{kind}Reference"):
            first = value(reference, "type") == "first"
            relation = relations.get(reference.get(R + "id") or "")
            if relation and not relation.external and (not first or switch(section, "titlePg")):
                found.setdefault(relation.target, 0 if first else 1)
    parts = sorted(found, key=lambda part: found[part])
    roots = [(part, file.package.xml(part)) for part in parts]
    return [writing.plain_lines(Story(file, part).blocks(root)) for part, root in roots if root is not None]


def _with_notes(lines: list[Written], file: File, relations: dict[str, Relation]) -> list[Written]:
    """The notes as 附注 after everything that is read."""
    unmet, notes = file.notes.unmet(), list[Written]()
    for number, (kind, note) in enumerate([*file.notes.met, *unmet], start=1):
        told = writing.plain_lines(Story(file, _target(relations, kind + "s")).blocks(note))
        words = " ".join(line.words for line in told if line.words)
        events = [event for line in told for event in line.events]
        notes += [Written(f"注{number}：{words}", indent=4, events=events)] if words else []
    if notes:
        notes[0].events.append(Event("note_moved", str(len(notes))))
    aside = [line for line in lines if line.aside and line.aside != writing.CONTENTS]
    kept = [line for line in lines if not line.aside or line.aside == writing.CONTENTS]
    return [*kept, *([Written()] if notes else []), *notes, *([Written()] if aside else []), *aside]


def _further(file: File, package: Package) -> list[Event]:
    """What the editor is told of the file as a whole."""
    told = list(file.comments.values())
    for name in package.names:
        if name.endswith(".rels"):
            folder, _, source = name.rpartition("_rels/")
            relations = package.relations(folder + source.removesuffix(".rels")).values()
            told += [Event("external_link", one.target) for one in relations if one.external and one.kind in _LINKED]
    if file.format_changes:
        told.append(Event("tracked_format", str(file.format_changes)))
    return told


def _document(lines: list[Written], file: File, further: list[Event]) -> Document:
    events = list[Event]()
    for number, line in enumerate(lines, start=1):
        for event in line.events:
            event.line = number
        events += line.events
    told = dict.fromkeys(changes.sentences([*changes.merged(events), *further]))
    return Document(
        "\n".join("　" * (line.indent // 2) + " " * (line.indent % 2) + line.words for line in lines),
        _hints(lines),
        tuple(Warning(*one) for one in told),
        tuple(file.gallery.images),
    )


def _hints(lines: list[Written]) -> dict[int, Hint]:
    shift, bold = _level_shift(lines), _is_bold_throughout(lines)
    hints = {
        number: Hint(max(0, line.level - shift), () if bold else line.strong, line.opens, line.aside)
        for number, line in enumerate(lines, start=1)
    }
    return {number: hint for number, hint in hints.items() if hint != Hint()}


def _level_shift(lines: list[Written]) -> int:
    """1 where no line has the level of a title and several share the highest: they are headings under a plain title."""
    levels = Counter(line.level for line in lines if line.level)
    highest = min(levels, default=1)
    return highest - 1 if highest > 1 and levels[highest] > 1 else 0


def _is_bold_throughout(lines: list[Written]) -> bool:
    """Whether bold is the look of the whole text and says nothing."""
    prose = [line for line in lines if line.is_prose]
    whole = [line for line in prose if (0, len(line.words)) in line.strong]
    return len(whole) * 2 > len(prose)
