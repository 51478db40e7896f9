"""The blocks of one part: body, header, footer, note or text box."""

from bulletin.parsing.word.blocks import Block, Event, Paragraph, Piece, Table
from bulletin.parsing.word.branches import chosen, is_placeholder
from bulletin.parsing.word.changes import author
from bulletin.parsing.word.file import File
from bulletin.parsing.word.inline import Inline
from bulletin.parsing.word.xml import MC, Element, W, children, value

_WRAPPERS = {W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_OTHER_FILES = {W + "altChunk", W + "subDoc"}


class Story:
    """Reads the blocks of the part called `part`."""

    def __init__(self, file: File, part: str) -> None:
        self.file = file
        self.inline = Inline(file, part, lambda content: Story(file, part).blocks(content))
        self._carried: list[Piece] = []

    def blocks(self, parent: Element) -> list[Block]:
        """The blocks of a body, cell, text box or note."""
        found: list[Block] = []
        for element in children(parent):
            self._add(element, found)
        if self._carried:
            found.append(Paragraph(pieces=self._take_carried()))
        return found

    def _add(self, element: Element, found: list[Block]) -> None:
        if element.tag == W + "p":
            self._add_paragraph(element, found)
        elif element.tag == W + "tbl":
            found.append(self._table(element))
        elif element.tag == W + "sdt":
            content = element.find(W + "sdtContent")
            if content is not None and not is_placeholder(element):
                self._add_all(content, found)
        elif element.tag in _WRAPPERS:
            self._add_all(element, found)
        elif element.tag == MC + "AlternateContent":
            self._add_all(chosen(element), found)
        elif element.tag in _OTHER_FILES:
            found.append(Paragraph(pieces=[Piece(event=Event("embedded_document"))]))

    def _add_all(self, parent: Element | None, found: list[Block]) -> None:
        for element in children(parent):
            self._add(element, found)

    def _add_paragraph(self, element: Element, found: list[Block]) -> None:
        properties = element.find(W + "pPr")
        paragraph = Paragraph(self.file.styles.paragraph(properties))
        paragraph.pieces += self._take_carried()
        self.inline.read(element, paragraph)
        if _runs_on(properties):
            self._carried = paragraph.pieces
            return
        text = paragraph.text.strip()
        if paragraph.look.numbered and (text or paragraph.boxes):
            paragraph.label = self.file.numbering.label(paragraph.look.numbered, text)
        found.append(paragraph)

    def _take_carried(self) -> list[Piece]:
        carried, self._carried = self._carried, []
        return carried

    def _table(self, element: Element) -> Table:
        rows: list[list[list[Block]]] = []
        for row in _rows(element):
            removed = row.find(f"{W}trPr/{W}del")
            if removed is None:
                rows.append([self._cell(cell) for cell in _cells(row)])
            else:
                words = "".join(one.text or "" for one in row.iter(W + "t", W + "delText"))
                rows.append([[Paragraph(pieces=[Piece(event=Event("tracked_deletion", words, author(removed)))])]])
        return Table(rows)

    def _cell(self, element: Element) -> list[Block]:
        properties = element.find(W + "tcPr")
        merged = None if properties is None else properties.find(W + "vMerge")
        if merged is not None and value(merged) in ("", "continue"):
            return []
        return self.blocks(element)


def _runs_on(properties: Element | None) -> bool:
    """Whether the paragraph's end is deleted by a tracked change, or a style separator, so that the next goes on."""
    run = None if properties is None else properties.find(W + "rPr")
    return run is not None and any(run.find(W + name) is not None for name in ("del", "moveFrom", "specVanish"))


def _rows(table: Element) -> list[Element]:
    return [row for child in children(table) for row in _unwrapped(child, W + "tr")]


def _cells(row: Element) -> list[Element]:
    return [cell for child in children(row) for cell in _unwrapped(child, W + "tc")]


def _unwrapped(element: Element, tag: str) -> list[Element]:
    """Rows and cells may stand in content controls and the like."""
    if element.tag == tag:
        return [element]
    wrapped = element.tag in _WRAPPERS or element.tag == W + "sdt"
    return [one for child in children(element) for one in _unwrapped(child, tag)] if wrapped else []
