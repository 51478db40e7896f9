"""Blocks → lines, as somebody would have typed them into a text file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.parsing.widths import columns
from bulletin.parsing.word.blocks import Block, Event, Paragraph, Piece, Table

_INDENT = {"center": 12, "right": 24}
CONTENTS = "目录，排版时自动生成"


@dataclass(slots=True)
class Written:
    """A line of the text. `indent` counts half-width columns, `strong` says which letters of `words` are bold;
    `opens` that it is the first of a paragraph indented by its style; a line with an `aside` is shown to the editor
    and not read, for that reason."""

    words: str = ""
    indent: int = 0
    level: int = 0
    strong: tuple[tuple[int, int], ...] = ()
    opens: bool = False
    aside: str = ""
    ruled: bool = False
    events: list[Event] = field(default_factory=list)

    @property
    def is_prose(self) -> bool:
        return len(self.words) > 30 and re.search("[。；]|[，,].*[，,.]", self.words) is not None and not self.level


@dataclass(slots=True)
class Boxed:
    """The lines of a text box."""

    lines: list[Written]
    height: int | None = None


@dataclass(slots=True)
class Grid:
    """A table: rows of cells of lines."""

    rows: list[list[list[Written]]]


Item = Written | Boxed | Grid


def items(blocks: list[Block]) -> list[Item]:
    """The lines, boxes and tables of some blocks in the order of reading."""
    found: list[Item] = []
    prose = False
    for block in blocks:
        if isinstance(block, Table):
            found.append(_grid(block))
            continue
        lines = written(block)
        boxes = [Boxed(plain_lines(box.blocks), box.height) for box in block.boxes]
        prose = prose or any(line.is_prose for line in lines)
        bare = boxes and not any(line.words for line in lines)
        own: list[Item] = [line for line in lines if line.events] if bare else [*lines]
        found += [*own, *_by_height(boxes)] if prose else [*_by_height(boxes), *own]
    return found


def plain_lines(blocks: list[Block]) -> list[Written]:
    """All lines of some blocks, those of boxes and tables among them."""
    lines: list[Written] = []
    for item in items(blocks):
        if isinstance(item, Written):
            lines.append(item)
        elif isinstance(item, Boxed):
            lines += item.lines
        else:
            lines += [line for row in item.rows for cell in row for line in cell]
    return lines


def written(paragraph: Paragraph) -> list[Written]:
    """The lines of one paragraph: several where it has line breaks, an empty one where it has no words."""
    rows = _rows(_kept(paragraph.pieces))
    lines = [_line(row, paragraph, first=at == 0) for at, row in enumerate(rows)]
    lines[-1].ruled = paragraph.look.ruled
    return lines


def _kept(pieces: list[Piece]) -> list[Piece]:
    """The pieces, without the marks of notes where the paragraph is no running text (a title, a masthead)."""
    text = "".join(piece.text for piece in pieces if not piece.mark)
    running = len(text) > 30 or "。" in text
    return pieces if running else [piece for piece in pieces if not piece.mark]


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        rows[-1].append(Piece(first, piece.bold, piece.mark, piece.event))
        rows += [[Piece(part, piece.bold)] for part in others]
    return rows


def _line(row: list[Piece], paragraph: Paragraph, *, first: bool) -> Written:
    look, label = paragraph.look, paragraph.label if first else ""
    typed = "".join(piece.text for piece in row)
    words = typed.strip(" \u3000\xa0")
    before = len(typed) - len(typed.lstrip(" \u3000\xa0"))
    indent = columns(typed[:before]) or _INDENT.get(look.align, 4 if look.indented and first else 0)
    level = look.level if 0 < len(words) <= 60 and words[-1] not in "。；，" else 0
    return Written(
        words=label + words if words else "",
        indent=indent if words else 0,
        level=level,
        opens=first and look.indented and not look.align and words != "",
        strong=tuple(_spans(row, before - len(label), len(label) + len(words))),
        aside=CONTENTS if paragraph.in_contents and words else "",
        events=[piece.event for piece in row if piece.event],
    )


def _spans(row: list[Piece], shift: int, length: int) -> Iterator[tuple[int, int]]:
    """The bold stretches of a line, cut to what of them are words."""
    start = at = 0
    bold = False
    stretches: list[tuple[int, int]] = []
    for piece in [*row, Piece(bold=False, text="\0")]:
        on = piece.bold or (bold and not piece.text.strip())
        if on and not bold:
            start = at
        elif bold and not on:
            stretches.append((start, at))
        bold = on
        at += len(piece.text)
    text = "".join(piece.text for piece in row)
    for begin, end in stretches:
        words = text[begin:end]
        begin, end = begin + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
        begin, end = max(0, begin - shift), min(length, end - shift)
        if begin < end and "*" not in words:
            yield begin, end


def _by_height(boxes: list[Boxed]) -> list[Boxed]:
    known = all(box.height is not None for box in boxes)
    return sorted(boxes, key=lambda box: box.height or 0) if known else boxes


def _grid(table: Table) -> Grid:
    return Grid([[_cell(cell) for cell in row] for row in table.rows])


def _cell(blocks: list[Block]) -> list[Written]:
    lines = plain_lines(blocks)
    return lines if any(line.words or line.events for line in lines) else []
