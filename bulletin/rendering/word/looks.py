"""How each style of our Word files looks (GB/T 9704-2012, sizes in points)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bulletin.rendering.word import names
from bulletin.rendering.word.measures import WIDTH, Grid
from bulletin.rendering.word.names import Opening
from bulletin.value import Kind

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
XIAOBIAOSONG = "方正小标宋简体"
RED = "FF3333"
_HEADING_FACES = (HEITI, KAITI, FANGSONG, FANGSONG)


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style; what is None or 0 is as in `based_on`. `indent` and `sides` count characters; `line`, `before`
    and `after` are points, `line` 0 one line of the grid; `outline` counts from 1; `apart` is space between characters
    in parts of their size; a `quick` style stands among those Word offers first."""

    name: str
    based_on: str = names.NORMAL
    next: str = ""
    face: str = ""
    size: float = 0
    color: str = ""
    align: str = ""
    indent: int | None = None
    sides: int = 0
    line: float = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    outline: int = 0
    rule: str = ""
    tab: bool = False
    bullet: bool = False
    quick: bool = True
    apart: float = 0


@dataclass(frozen=True, slots=True)
class WordsLook:
    """A character style."""

    name: str
    face: str = ""
    color: str = ""
    underline: bool = False


WORDS = (
    WordsLook(names.THESIS, face=KAITI),
    WordsLook(names.HEADING_WORDS, face=HEITI),
    WordsLook(names.LINK, color="0563C1", underline=True),
)


def of(grid: Grid, series: str, openings: Iterable[tuple[str, Opening]], *, among_articles: bool) -> Iterator[Look]:
    """Every style of a file; of the openings of sections only those it uses."""
    yield from _text(grid)
    yield from _masthead(series)
    yield from _foot()
    for name, opening in openings:
        if not name.startswith("heading "):
            yield _opening(name, opening, outline=opening.level + among_articles)


def _text(grid: Grid) -> Iterator[Look]:
    yield Look(
        names.NORMAL,
        based_on="",
        face=FANGSONG,
        size=grid.size,
        align="both",
        apart=grid.narrower / grid.size,
    )
    yield Look(names.BODY, indent=2)
    for level, face in enumerate(_HEADING_FACES, start=1):
        yield Look(f"heading {level}", next=names.BODY, face=face, indent=2, keep_next=True, outline=level)
    space = grid.size
    title = Look(names.TITLE, next=names.BODY, face=XIAOBIAOSONG, size=22, align="center", line=36)
    yield replace(title, before=space, after=space)
    yield Look(names.SUBTITLE, next=names.BODY, face=KAITI, align="center", after=space, keep_next=True)
    yield Look(names.SECTION_SUBTITLE, based_on=names.SUBTITLE, next=names.BODY)
    yield Look(names.CONTENTS_HEADING, next=names.CONTENTS_ENTRY, face=HEITI, align="center", before=space)
    yield Look(names.CONTENTS_ENTRY, indent=2, align="left")
    yield Look(names.EDITOR_NOTE, next=names.EDITOR_NOTE, face=KAITI, indent=2)
    yield Look(names.BULLET, bullet=True)
    yield Look(names.PICTURE, align="center")
    yield Look(names.CELL, size=12, align="left", line=18)
    yield Look(names.CELL_HEAD, based_on=names.CELL, face=HEITI, align="center")
    yield Look(names.GAP, size=1, line=1, quick=False)
    for name in (names.ARTICLE_BYLINE, names.SECTION_BYLINE, names.BYLINE):
        yield Look(name, align="right", face=KAITI)
    yield Look(names.SOURCE, indent=2, size=12)


def _masthead(series: str) -> Iterator[Look]:
    size = max(22, min(72, round(WIDTH / 20 / 1.35 / max(1, len(series)))))
    yield Look(names.COPY_NUMBER, align="left")
    yield Look(names.LABEL, face=HEITI, size=16, align="left", apart=0.5)
    yield Look(names.SERIES, face=XIAOBIAOSONG, size=size, color=RED, align="center", line=size * 4 // 3, apart=0.28)
    yield Look(names.NUMBER, size=16, align="center", before=16)
    yield Look(names.NUMBER_WITHOUT_YEAR, based_on=names.NUMBER, quick=False)
    yield Look(names.TOTAL, size=16, align="center")
    for name in names.ISSUED.values():
        yield Look(name, size=16, align="left", before=16, rule=RED, tab=True)


def _foot() -> Iterator[Look]:
    for name in (names.BOARD, names.CONTACT, names.IMPRINT, names.PERMIT, names.RECIPIENTS):
        yield Look(name, size=14, align="left", sides=1, line=24)
    yield Look(names.COPIES, size=14, align="right", sides=1, line=24)
    yield Look(names.HEADER, face=HEITI, size=14, color=RED, align="right", line=18)
    yield Look(names.FOOTER, face=SONGTI, size=14, align="left", sides=1, line=14)


def _opening(name: str, opening: Opening, *, outline: int) -> Look:
    if opening.bare:
        return Look(name, next=names.BODY, size=1, line=1, quick=False)
    if opening.kind is Kind.ARTICLE:
        return Look(name, based_on=names.TITLE, next=names.BODY, keep_next=True, outline=1)
    if opening.level < 1:
        return Look(name, based_on=names.BODY, next=names.BODY)
    return Look(name, based_on=f"heading {min(4, opening.level)}", next=names.BODY, outline=min(9, outline))
