"""Tables: one that only lays out masthead or imprint becomes its lines, one that says something a table."""

from bulletin.parsing import fields, imprint
from bulletin.parsing.widths import compact
from bulletin.parsing.word.blocks import Event
from bulletin.parsing.word.writing import Grid, Written
from bulletin.parsing.words import CONTACT, OTHER, ROLES, VERBS

_PERMITS = ("准印证号", "准印证编号", "准印号")
_KEYS = frozenset(ROLES + VERBS + OTHER + _PERMITS + tuple(word for group in CONTACT.values() for word in group))


def lines_of(grid: Grid, *, above: bool, below: bool) -> list[Written]:
    """The lines of a table; `above` and `below` say that all running text comes after it, or before it."""
    rows = [row for row in grid.rows if _says_something(row)]
    silent = [event for row in grid.rows if not _says_something(row) for event in _events(row)]
    lines = [Written(events=silent)]
    if rows and _is_layout(rows, above=above, below=below):
        return [*(lines if silent else []), *(line for row in rows for line in _laid_out(row))]
    return [*lines, *_as_table(rows), Written()] if rows else lines if silent else []


def _says_something(row: list[list[Written]]) -> bool:
    return any(line.words for cell in row for line in cell)


def _is_layout(rows: list[list[list[Written]]], *, above: bool, below: bool) -> bool:
    words = [line.words for row in rows for cell in row for line in cell]
    if len(rows) == 1 or max(sum(1 for cell in row if cell) for row in rows) == 1:
        return True
    if any(len([line for line in cell if line.is_prose]) > 1 for row in rows for cell in row):
        return True
    return (above and any(map(_in_masthead, words))) or (below and any(map(_in_imprint, words)))


def _in_masthead(words: str) -> bool:
    return len(words) <= 90 and bool(fields.peel(words)[0] or fields.series(words))


def _in_imprint(words: str) -> bool:
    return imprint.is_imprint(words) or _is_key(words)


def _is_key(words: str) -> bool:
    return compact(words).rstrip(":") in _KEYS


def _laid_out(row: list[list[Written]]) -> list[Written]:
    """One line for a row of single lines, else cell after cell."""
    cells = [cell for cell in row if any(line.words for line in cell)]
    if len(cells) < 2 or any(len([line for line in cell if line.words]) > 1 for cell in cells):
        return [line for cell in row for line in cell]
    words = ""
    for cell in cells:
        text = next(line.words for line in cell if line.words)
        words += ("" if not words or words[-1] in "：:" else "    ") + text
        if _is_key(text) and cell is not cells[-1] and words[-1] not in "：:":
            words += "："
    return [Written(words, events=_events(row))]


def _as_table(rows: list[list[list[Written]]]) -> list[Written]:
    width = max(map(len, rows))
    head, *others = [_row(row, width) for row in rows]
    return [head, Written("| " + " | ".join(["---"] * width) + " |"), *others]


def _row(row: list[list[Written]], width: int) -> Written:
    cells = [" ".join(line.words for line in cell if line.words).replace("|", "｜") for cell in row]
    return Written("| " + " | ".join(cells + [""] * (width - len(cells))) + " |", events=_events(row))


def _events(row: list[list[Written]]) -> list[Event]:
    return [event for cell in row for line in cell for event in line.events]
