"""What stands in a Word file, without its XML: paragraphs of pieces, and tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that look alike. A line break in `text` breaks the line, a tab is a tab; `style` is a character style."""

    text: str
    style: str = ""
    strong: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`joined` says that the next paragraph goes on in the same line (Word's style separator)."""

    style: str
    pieces: tuple[Piece, ...] = ()
    joined: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the head first; `note` is what the author's table looked like where that is unusual."""

    rows: tuple[tuple[Paragraph, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """The imprint: a table of one column with rules, at the foot of the last page."""

    rows: tuple[Paragraph, ...]


Item: TypeAlias = Paragraph | Table | Foot


def paragraph(style: str, text: str) -> Paragraph:
    return Paragraph(style, (Piece(text),) if text else ())


def paragraphs(style: str, texts: Iterable[str]) -> list[Paragraph]:
    return [paragraph(style, text) for text in texts]
