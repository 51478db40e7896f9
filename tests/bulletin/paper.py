"""Pages of a PDF as a ruler sees them: characters in millimetres, gathered into lines."""

import dataclasses
import functools
import io
from dataclasses import dataclass

import pdfplumber

from bulletin.rendering import pdf
from bulletin.value import Bulletin

MILLIMETRE = 72 / 25.4
TYPE_AREA = {"left": 28.0, "right": 184.0, "top": 37.0, "bottom": 262.0}


@dataclass(frozen=True)
class Char:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    top: float
    thickness: float
    colour: object


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]

    @property
    def body(self) -> tuple[Char, ...]:
        """What stands in the type area."""
        return tuple(char for char in self.chars if char.bottom < TYPE_AREA["bottom"] + 0.1)

    @property
    def foot(self) -> tuple[Char, ...]:
        """The page number."""
        return tuple(char for char in self.chars if char.bottom >= TYPE_AREA["bottom"] + 0.1)

    @property
    def lines(self) -> tuple[tuple[Char, ...], ...]:
        """The lines of the type area, from above."""
        rows: dict[int, list[Char]] = {}
        for char in self.body:
            rows.setdefault(round(char.top * 2), []).append(char)
        return tuple(tuple(sorted(rows[top], key=lambda char: char.left)) for top in sorted(rows))

    @property
    def words(self) -> list[str]:
        """The lines as text."""
        return ["".join(char.text for char in line) for line in self.lines]


@functools.lru_cache(maxsize=32)
def pages(issue: Bulletin, **options: str) -> tuple[Page, ...]:
    """The pages of the issue as it is printed."""
    return read(pdf.render(issue, **options))  # type: ignore[arg-type]


def read(content: bytes) -> tuple[Page, ...]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return tuple(_page(page) for page in document.pages)


def _page(page: pdfplumber.page.Page) -> Page:
    size = page.width / MILLIMETRE, page.height / MILLIMETRE
    return Page(*size, tuple(map(_char, filter(_is_seen, page.chars))), tuple(map(_rule, page.lines)))


def _is_seen(char: dict) -> bool:
    return bool(char["text"].strip())


def _char(char: dict) -> Char:
    places = (char[side] / MILLIMETRE for side in ("x0", "x1", "top", "bottom"))
    return Char(char["text"], *places, char["size"], char["fontname"])


def _rule(line: dict) -> Rule:
    places = (line[side] / MILLIMETRE for side in ("x0", "x1", "top", "linewidth"))
    return Rule(*places, line["stroking_color"])


def printable(value: object) -> object:
    """A bulletin with 字 for each character the packaged fonts lack."""
    if type(value) is str:
        return "".join("字" if pdf.Fonts().lacks(pdf.Role.BODY, one) and one != "\n" else one for one in value)
    if isinstance(value, tuple):
        return tuple(map(printable, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {part.name: printable(getattr(value, part.name)) for part in dataclasses.fields(value)}
        return dataclasses.replace(value, **changed)
    return value
