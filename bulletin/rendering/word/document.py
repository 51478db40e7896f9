"""Paragraphs and tables → the elements of word/document.xml."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bulletin.rendering.word import names
from bulletin.rendering.word.items import Foot, Item, Paragraph, Piece, Table
from bulletin.rendering.word.measures import WIDTH
from bulletin.rendering.word.xml import Element, R, element, properties, text, value

_OUTER_RULE = 8
_INNER_RULE = 6
# What Word takes as the target of a relationship; other addresses stand in a field.
_TARGET = re.compile(
    r"(?:(?i:https?)://[A-Za-z0-9.-]+(?::\d{1,5})?(?=[/?#]|$)|/)(?:[\w\-.~:/?@!$&'*+,;=]|%[0-9A-Fa-f]{2})*"
    r"(?:#(?:[\w\-.~:/?@!$&'*+,;=]|%[0-9A-Fa-f]{2})*)?|(?i:mailto):[\w.+-]+@[\w.-]+",
    re.ASCII,
)
_BREAKS = re.compile("([\n\t])")


@dataclass(slots=True)
class Links:
    """The targets of a document's links and the ids of their relationships."""

    ids: dict[str, str] = field(default_factory=dict)

    def id(self, address: str) -> str:
        return self.ids.setdefault(address, f"link{len(self.ids) + 1}")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes items; `styles` are the ids of styles by name."""

    styles: Mapping[str, str]
    links: Links

    def items(self, items: Iterable[Item]) -> Iterator[Element]:
        after_table = False
        for item in items:
            if after_table and not isinstance(item, Paragraph):
                yield self.gap()
            after_table = not isinstance(item, Paragraph)
            yield self.item(item)
        if after_table:
            yield self.gap()

    def item(self, item: Item) -> Element:
        match item:
            case Table(rows):
                made = (map(self.paragraph, cells) for cells in rows)
                return self.table(item, [self.row(cells, is_head=at == 0) for at, cells in enumerate(made)])
            case Foot(lines):
                return foot([foot_row(self.paragraph(line)) for line in lines])
            case _:
                return self.paragraph(item)

    def paragraph(self, item: Paragraph) -> Element:
        return element("p", self.paragraph_properties(item), *self.pieces(item.pieces))

    def gap(self) -> Element:
        """A paragraph that keeps two tables apart and ends the document."""
        return self.paragraph(Paragraph(names.GAP))

    def paragraph_properties(self, item: Paragraph, mark: Element | None = None) -> Element | None:
        """`mark` says that the paragraph's end was inserted or deleted."""
        joined = (element("vanish"), element("specVanish")) if item.joined else ()
        style = value("pStyle", self.styles[item.style])
        return properties("pPr", style, properties("rPr", mark, *joined))

    def pieces(self, pieces: Iterable[Piece]) -> Iterator[Element]:
        for piece in pieces:
            yield from self.linked(piece, self.runs(piece))

    def linked(self, piece: Piece, inner: list[Element]) -> list[Element]:
        """The runs of a piece (inserted or deleted ones, too) as a link, where it is one Word can point at."""
        if not _TARGET.fullmatch(piece.address):
            return inner
        link = element("hyperlink", *inner)
        link.set(f"{{{R}}}id", self.links.id(piece.address))
        return [link]

    def runs(self, piece: Piece, *, deleted: bool = False) -> list[Element]:
        """A run, or those of a field for an address that Word cannot point at."""
        run = self.run(piece, "delText" if deleted else "t")
        if not piece.address or _TARGET.fullmatch(piece.address):
            return [run]
        code = text("delInstrText" if deleted else "instrText", f' HYPERLINK "{piece.address}" ')
        return [field_mark("begin"), element("r", code), field_mark("separate"), run, field_mark("end")]

    def run(self, piece: Piece, words: str = "t") -> Element:
        """A run of `words`: t, or delText for deleted ones."""
        style = piece.style or (names.LINK if piece.address else "")
        looks = properties(
            "rPr",
            value("rStyle", self.styles[style]) if style else None,
            element("rFonts", hint="eastAsia"),
            *((element("b"), element("bCs")) if piece.strong else ()),
        )
        return element("r", looks, *_words(piece.text, words))

    def table(self, item: Table, rows: list[Element]) -> Element:
        columns = len(item.rows[0])
        grid = element("tblGrid", *(element("gridCol", w=WIDTH // columns) for _ in range(columns)))
        looks = properties(
            "tblPr",
            element("tblW", w=WIDTH, type="dxa"),
            value("jc", "center"),
            _borders("tblBorders", "top left bottom right insideH insideV"),
            value("tblDescription", item.note) if item.note else None,
        )
        return element("tbl", looks, grid, *rows)

    def row(self, paragraphs: Iterable[Element], mark: Element | None = None, *, is_head: bool) -> Element:
        """A row of a cell for each paragraph; `mark` says that it was inserted or deleted."""
        looks = element("trPr", element("cantSplit"), element("tblHeader") if is_head else None, mark)
        cells = list(paragraphs)
        return element("tr", looks, *(self._cell(paragraph, WIDTH // len(cells)) for paragraph in cells))

    def _cell(self, paragraph: Element, width: int) -> Element:
        looks = properties("tcPr", element("tcW", w=width, type="dxa"), value("vAlign", "center"))
        return element("tc", looks, paragraph)


def foot(rows: list[Element]) -> Element:
    """The table of the imprint, its last rule on the bottom edge of the type area (GB/T 9704-2012, 7.4)."""
    place = element(
        "tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", tblpYSpec="bottom", leftFromText=0
    )
    looks = properties(
        "tblPr",
        place,
        value("tblOverlap", "never"),
        element("tblW", w=WIDTH, type="dxa"),
        element(
            "tblBorders",
            element("top", val="single", sz=_OUTER_RULE, space=0, color="auto"),
            element("bottom", val="single", sz=_OUTER_RULE, space=0, color="auto"),
            element("insideH", val="single", sz=_INNER_RULE, space=0, color="auto"),
        ),
        element("tblLayout", type="fixed"),
        element("tblCellMar", element("left", w=0, type="dxa"), element("right", w=0, type="dxa")),
    )
    return element("tbl", looks, element("tblGrid", element("gridCol", w=WIDTH)), *rows)


def foot_row(paragraph: Element, mark: Element | None = None) -> Element:
    cell = element("tc", properties("tcPr", element("tcW", w=WIDTH, type="dxa")), paragraph)
    return element("tr", element("trPr", element("cantSplit"), mark), cell)


def field_mark(kind: str) -> Element:
    return element("r", element("fldChar", fldCharType=kind))


def _borders(name: str, sides: str) -> Element:
    return element(name, *(element(side, val="single", sz=4, space=0, color="auto") for side in sides.split()))


def _words(words: str, name: str) -> Iterator[Element]:
    for part in _BREAKS.split(words):
        if part in ("\n", "\t"):
            yield element("br" if part == "\n" else "tab")
        elif part:
            yield text(name, part)
