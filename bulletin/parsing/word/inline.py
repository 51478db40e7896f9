"""What stands in a paragraph: runs, fields, links, changes, notes, pictures, text boxes."""

import re
from collections.abc import Callable

from bulletin.parsing.word import shapes
from bulletin.parsing.word.blocks import Block, Box, Event, Paragraph, Piece
from bulletin.parsing.word.branches import chosen, is_placeholder
from bulletin.parsing.word.changes import author
from bulletin.parsing.word.fields import Fields, shown
from bulletin.parsing.word.file import File
from bulletin.parsing.word.symbols import symbol
from bulletin.parsing.word.xml import MC, Element, M, O, R, W, children, value
from bulletin.text import clean

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s()<>\"\\]+", re.IGNORECASE)
_FIXED = {W + "tab": "    ", W + "ptab": "    ", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SHAPES = {W + "drawing", W + "pict", W + "object"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_INSIDE = {W + name for name in ("smartTag", "customXml", "dir", "bdo", "sdtContent")}
_CHANGED = {W + "ins": "tracked_insertion", W + "moveTo": ""}
_REMOVED = {W + "del": "tracked_deletion", W + "moveFrom": "tracked_move"}


class Inline:
    """Reads the paragraphs of the part `part`; `read_box` reads the blocks of a text box."""

    def __init__(self, file: File, part: str, read_box: Callable[[Element], list[Block]]) -> None:
        self.file = file
        self._relations = file.package.relations(part)
        self._read_box = read_box
        self._fields = Fields()
        self._into = Paragraph()

    def read(self, element: Element, into: Paragraph) -> None:
        """Add what stands in a w:p to the paragraph `into`."""
        outer, self._into = self._into, into
        into.in_contents = into.look.in_contents
        self._all(element)
        self._into = outer

    def _all(self, parent: Element | None) -> None:
        for element in children(parent):
            self._one(element)

    def _one(self, element: Element) -> None:
        tag = element.tag
        if tag == W + "r":
            self._run(element)
        elif tag in _INSIDE:
            self._all(element)
        elif tag in _CHANGED:
            self._inserted(element, _CHANGED[tag])
        elif tag in _REMOVED:
            self._removed(element, _REMOVED[tag])
        elif tag == W + "hyperlink":
            self._link(element)
        elif tag == W + "fldSimple":
            self._simple_field(element)
        elif tag == W + "sdt":
            self._all(None if is_placeholder(element) else element.find(W + "sdtContent"))
        elif tag == MC + "AlternateContent":
            self._all(chosen(element))
        elif tag in (M + "oMath", M + "oMathPara"):
            self._say("".join(one.text or "" for one in element.iter(M + "t")))

    def _say(self, words: str, *, bold: bool = False, mark: bool = False) -> None:
        if words and not self._fields.in_instruction:
            self._fields.note_result()
            self._into.in_contents = self._into.in_contents or self._fields.in_contents
            self._into.pieces.append(Piece(clean(words), bold=bold, mark=mark))

    def _tell(self, event: Event | None) -> None:
        if event is not None:
            self._into.pieces.append(Piece(event=event))

    def _inserted(self, element: Element, code: str) -> None:
        before = len(self._into.pieces)
        self._all(element)
        words = "".join(piece.text for piece in self._into.pieces[before:])
        if code and words.strip():
            self._tell(Event(code, words, author(element)))

    def _removed(self, element: Element, code: str) -> None:
        words = "".join(one.text or "" for one in element.iter(W + "t", W + "delText"))
        if words.strip():
            self._tell(Event(code, words, author(element)))

    def _link(self, element: Element) -> None:
        before = len(self._into.pieces)
        self._all(element)
        pieces = self._into.pieces[before:]
        relation = self._relations.get(element.get(R + "id") or "")
        address = relation.target if relation and relation.external else ""
        words = "".join(piece.text for piece in pieces)
        if not address or not words.strip() or words.strip() in (address, address.removeprefix("mailto:")):
            return
        if not _ADDRESS.fullmatch(address) or set("[]\n") & set(words):
            self._tell(Event("external_link", address))
            return
        self._into.pieces[before:] = [
            Piece(f"[{words}]({address})"),
            Piece(event=Event("link_kept", f"{words} {address}")),
        ]

    def _simple_field(self, element: Element) -> None:
        before = len(self._into.pieces)
        self._all(element)
        if not any(piece.text for piece in self._into.pieces[before:]):
            self._say(shown(value(element, "instr")))

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        bold, hidden = self.file.styles.run(properties, self._into.look)
        if properties is not None and properties.find(W + "rPrChange") is not None:
            self.file.format_changes += 1
        for element in children(run):
            if element.tag == W + "fldChar":
                self._say(self._fields.step(value(element, "fldCharType")), bold=bold)
            elif element.tag == W + "instrText":
                self._fields.instruct(element.text or "")
            elif hidden:
                self._hide(element)
            else:
                self._content(element, bold=bold)

    def _hide(self, element: Element) -> None:
        words = "".join(one.text or "" for one in element.iter(W + "t"))
        if words.strip():
            self._tell(Event("hidden_text", words))

    def _content(self, element: Element, *, bold: bool) -> None:
        tag = element.tag
        if tag == W + "t":
            self._say((element.text or "").replace("\n", " "), bold=bold)
        elif tag in _FIXED:
            self._say(_FIXED[tag], bold=bold)
        elif tag == W + "br":
            self._say("\n\n" if value(element, "type") in ("page", "column") else "\n")
        elif tag == W + "sym":
            self._symbol(element, bold=bold)
        elif tag == MC + "AlternateContent":
            for inner in children(chosen(element)):
                self._content(inner, bold=bold)
        else:
            self._what_is_not_text(element)

    def _what_is_not_text(self, element: Element) -> None:
        tag = element.tag
        if tag in _NOTES:
            self._say(self.file.notes.mark(_NOTES[tag], value(element, "id")), mark=True)
        elif tag == W + "commentReference":
            self._tell(self.file.comments.pop(value(element, "id"), None))
        elif tag == W + "ruby":
            self._all(element.find(W + "rubyBase"))
        elif tag in _SHAPES:
            self._shape(element)

    def _symbol(self, element: Element, *, bold: bool) -> None:
        words = symbol(value(element, "font"), value(element, "char"))
        self._say(words or "□", bold=bold)
        if not words:
            self._tell(Event("unknown_symbol"))

    def _shape(self, shape: Element) -> None:
        objects = [one.get("ProgID") or "" for one in shape.iter(O + "OLEObject")]
        for name in objects:
            self._tell(Event("embedded_object", clean(name)[:60]))
        if not objects:
            self._pictures(shape)
        for content, height in shapes.text_boxes(shape):
            self._into.boxes.append(Box(self._read_box(content), height))

    def _pictures(self, shape: Element) -> None:
        for relation, alt in shapes.pictures(shape):
            self._tell(self.file.gallery.add(self._relations.get(relation), alt))
