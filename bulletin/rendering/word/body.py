"""Body text ↔ paragraphs, list items, tables and pictures of a Word file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from bulletin import markup
from bulletin.rendering.word import names
from bulletin.rendering.word.items import Item, Paragraph, Piece, Table

_BLANK_CELL = "□"


def items(text: str, style: str = names.BODY) -> Iterator[Item]:
    """The blocks of a body text, its paragraphs in `style`; "" has none."""
    lines = text.split("\n")
    at = 0
    for block in markup.blocks(text):
        match block:
            case markup.Paragraph(runs):
                yield Paragraph(style, tuple(pieces(runs)))
            case markup.Image(alt, address):
                yield Paragraph(names.PICTURE, (Piece(alt, address=address),))
            case markup.BulletList(rows):
                yield from (Paragraph(names.BULLET, tuple(pieces(row))) for row in rows)
            case markup.Table(head, rows):
                note = _note(lines[at : at + _height(block)])
                yield Table((_row(head, names.CELL_HEAD), *(_row(row, names.CELL) for row in rows)), note)
        at += _height(block)


def lines(item: Paragraph | Table) -> list[str]:
    """The lines of body text that an item was written from."""
    if isinstance(item, Table):
        return _table_lines(item)
    if item.style == names.PICTURE and (address := _address(item)):
        return [f"![{item.text}]({address})"]
    bullet = "- " if item.style == names.BULLET and item.text.strip() else ""
    return [bullet + typed(row) for row in _rows(item.pieces)]


def pieces(line: markup.Line, *, strong: bool = False) -> Iterator[Piece]:
    for run in line:
        match run:
            case markup.Strong(runs):
                yield from pieces(runs, strong=True)
            case markup.Link(text, address):
                yield Piece(text, strong=strong, address=address)
            case markup.Text(text):
                yield Piece(text, strong=strong)


def typed(parts: Iterable[Piece]) -> str:
    """One line with the marks that body text has for strong and for links; without those for strong where they would
    not be read as such.
    """
    parts = list(parts)
    marked = "".join(
        _strong(_linked(run)) if strong else _linked(run)
        for strong, run in groupby(parts, key=lambda piece: piece.strong)
    )
    plain = _linked(parts)
    return marked if _read_as_paragraph(marked) == _read_as_paragraph(plain) else plain


def _read_as_paragraph(line: str) -> str:
    """Its words, also where it begins as a list or a table does."""
    return markup.plain_text(f"字{line}")


def _linked(parts: Iterable[Piece]) -> str:
    return "".join(f"[{piece.text}]({piece.address})" if piece.address else piece.text for piece in parts)


def _strong(words: str) -> str:
    """The words marked, the spaces around them outside of the marks."""
    inner = words.strip()
    return words.replace(inner, f"**{inner}**", 1) if inner else words


def _rows(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line of a paragraph, a tab a space."""
    row = list[Piece]()
    for piece in pieces:
        first, *others = piece.text.replace("\t", " ").split("\n")
        row.append(replace(piece, text=first))
        for words in others:
            yield row
            row = [replace(piece, text=words)]
    yield row


def _address(item: Paragraph) -> str:
    return next((piece.address for piece in item.pieces if piece.address), "")


def _height(block: markup.Block) -> int:
    match block:
        case markup.BulletList(rows):
            return len(rows)
        case markup.Table(_, rows):
            return len(rows) + 2
        case _:
            return 1


def _row(cells: Iterable[markup.Line], style: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(style, tuple(pieces(cell))) for cell in cells)


def _note(typed_lines: list[str]) -> str:
    """The lines of a table with a box for the words of each cell, or "" when they are the usual ones."""
    head, rule, *rows = typed_lines
    boxed = [_boxed(head), rule, *map(_boxed, rows)]
    width = head.count("|") - 1
    usual = all(line == _typed_row(cell.strip() for cell in _cells(line)) for line in (boxed[0], *boxed[2:]))
    return "" if usual and rule == _usual_rule(width) else "\n".join(boxed)


def _boxed(line: str) -> str:
    return f"|{'|'.join(cell.replace(cell.strip(), _BLANK_CELL) if cell.strip() else cell for cell in _cells(line))}|"


def _cells(line: str) -> list[str]:
    return line[1:-1].split("|")


def _typed_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _usual_rule(width: int) -> str:
    return f"|{'---|' * width}"


def _table_lines(table: Table) -> list[str]:
    rows = [[_in_cell(typed(cell.pieces)) for cell in row] for row in table.rows]
    noted = table.note.split("\n")
    if len(noted) == len(rows) + 1:
        boxed = [noted[0], *noted[2:]]
        if all(len(_cells(line)) == len(row) for line, row in zip(boxed, rows, strict=True)):
            head, *rest = (_unboxed(line, row) for line, row in zip(boxed, rows, strict=True))
            return [head, noted[1], *rest]
    head, *rest = map(_typed_row, rows)
    return [head, _usual_rule(len(rows[0])), *rest]


def _in_cell(words: str) -> str:
    """A bar would end the cell, a line break the row."""
    return re.sub(r"\s*[\n\t]\s*", " ", words).replace("|", "｜").strip()


def _unboxed(line: str, row: list[str]) -> str:
    filled = [
        cell.replace(_BLANK_CELL, words, 1) if _BLANK_CELL in cell or not words else f" {words} "
        for cell, words in zip(_cells(line), row, strict=True)
    ]
    return f"|{'|'.join(filled)}|"
