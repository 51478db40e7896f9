"""Text → its lines that carry something, each knowing what stood before it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bulletin.parsing.report import Log
from bulletin.parsing.widths import columns
from bulletin.text import clean

_BREAK = re.compile("([\x0b\x0c\x85\u2028\u2029])")
_HASHES = re.compile(r"(#{1,6}) +(\S.*?)(?: +#+)?$")
_BOLD = re.compile(r"\*\*([^*]+)\*\*$")
_BOLD_OPENING = re.compile(r"^\*\*([（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][^*]*)\*\* *")
_QUOTE = re.compile(r">+ ?(.*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `indent` counts half-width columns, `level` the # of a Markdown heading;
    `blank`, `cut` and `rule` say that a blank line, page furniture or a rule stands before it, `strong` which of its
    letters are bold, `opens` that Word indents it as the first line of a paragraph."""

    number: int
    text: str
    indent: int = 0
    level: int = 0
    blank: bool = False
    cut: bool = False
    rule: bool = False
    strong: tuple[tuple[int, int], ...] = ()
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """What Word knows of a line: the level of its style (1 the title), its bold letters, that it opens an indented
    paragraph, or why it is not read."""

    level: int = 0
    strong: tuple[tuple[int, int], ...] = ()
    opens: bool = False
    aside: str = ""


def hinted(lines: list[Line], hints: Mapping[int, Hint], log: Log) -> list[Line]:
    """The lines with their hints, those that are not to be read reported as unplaced."""
    kept: list[Line] = []
    for line in lines:
        hint = hints.get(line.number, Hint())
        if hint.aside:
            log.unplace(line.number, line.text, hint.aside)
        else:
            kept.append(replace(line, level=hint.level or line.level, strong=hint.strong, opens=hint.opens))
    return kept


def read(text: str) -> list[Line]:
    """The lines of a text that are not blank; form feeds and their like end a line too."""
    lines: list[Line] = []
    blank = cut = False
    for number, physical in enumerate(re.split("\r\n|\r|\n", text), start=1):
        for piece in _BREAK.split(physical):
            words = clean(piece.replace("\t", "    ")).strip()
            cut = cut or piece == "\x0c"
            if not words:
                blank = blank or not _BREAK.fullmatch(piece)
                continue
            lines.append(Line(number, words, _indent(piece), blank=blank, cut=cut))
            blank = cut = False
    return lines


def without_markdown(lines: list[Line], log: Log) -> list[Line]:
    """The lines of a file that uses Markdown headings without #, > and whole-line **; other files as they are."""
    if sum(_HASHES.match(line.text) is not None for line in lines) < 2:
        return lines
    return [_without_marks(line, log) for line in lines]


def _without_marks(line: Line, log: Log) -> Line:
    text, level = line.text, 0
    if found := _QUOTE.match(text):
        text = found[1].strip()
    if found := _HASHES.match(text):
        level, text = len(found[1]), found[2]
    if found := _BOLD.match(text):
        text, level = found[1].strip(), level or 7
    text = _BOLD_OPENING.sub(r"\1", text)
    if not text:
        text = line.text
    log.change(line.number, "markdown_mark", line.text, text)
    return replace(line, text=text, level=level)


def _indent(piece: str) -> int:
    piece = clean(piece.replace("\t", "    "))
    return columns(piece[: len(piece) - len(piece.lstrip())])
