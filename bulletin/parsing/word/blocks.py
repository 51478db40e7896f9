"""What a Word file holds, before it is written as lines."""

from dataclasses import dataclass, field
from typing import TypeAlias

from bulletin.parsing.word.styles import Look


@dataclass(slots=True)
class Event:
    """Something the editor is told: `code` and `words` make the warning, `who` is its author if it has one."""

    code: str
    words: str = ""
    who: str = ""
    line: int = 0


@dataclass(slots=True)
class Piece:
    """Words of one look, or (without words) the place of an event; a `mark` is the number of a note in the text."""

    text: str = ""
    bold: bool = False
    mark: bool = False
    event: Event | None = None


@dataclass(slots=True)
class Box:
    """A text box; `height` is how far down the page it stands, where the file says so."""

    blocks: "list[Block]"
    height: int | None = None


@dataclass(slots=True)
class Paragraph:
    look: Look = field(default_factory=Look)
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    label: str = ""
    in_contents: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Table:
    """Rows of cells of blocks."""

    rows: "list[list[list[Block]]]"


Block: TypeAlias = Paragraph | Table
