"""The one module that knows typst: a template and its data become the bytes of a PDF."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from bulletin.rendering.pdf.fonts import Fonts, Role
from bulletin.rendering.pdf.glyphs import MissingGlyph, missing_in

_TEMPLATES = Path(__file__).parent / "templates"
_compiling = Lock()


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself. The date is the document's, never the day it was made on."""

    title: str
    author: str = ""
    keywords: Sequence[str] = ()
    date: datetime.date | None = None


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    about: About,
    fonts: Fonts | None = None,
    press: bool = False,
    by_standards: bool = True,
) -> bytes:
    """The PDF that `templates/<template>.typ` makes of `data`; the same input gives the same bytes.

    Data reaches the template as JSON, so that no text is ever read as typst's code. With `press` red is mixed of Y80
    M80 for a printing house, which PDF/A does not allow here. What holds whole pages of another PDF follows no standard
    (not `by_standards`): typst refuses.
    Raises MissingGlyph.
    """
    fonts = fonts or Fonts()
    given = {"data": data, "about": _written(about), "fonts": _families(fonts), "press": press}
    written = json.dumps(given, ensure_ascii=False)
    if missing := missing_in(written, fonts, f"《{about.title}》"):
        raise MissingGlyph(missing)
    standards = _standards(about, press) if by_standards else []
    return _compiled(_templates(template), written, fonts=fonts, standards=standards, at=_timestamp(about.date))


def _compiled(
    files: dict[str, bytes],
    given: str,
    *,
    fonts: Fonts,
    standards: "list[typst.PDFStandard]",
    at: datetime.datetime,
) -> bytes:
    with _compiling:  # A compiler serves one at a time.
        made = _compiler(fonts).compile(
            input=files,  # type: ignore[type-var]  # its stub does not know what its manual says
            format="pdf",
            root=str(_TEMPLATES),
            sys_inputs={"given": given},
            pdf_standards=standards,
            timestamp=at,
        )
        _forget(_compiler(fonts))
    if not isinstance(made, bytes):
        raise TypeError("typst returned no PDF.")
    return made


def _forget(compiler: typst.Compiler) -> None:
    """typst keeps what it laid out until it has made ten more documents: so many empty ones give the memory back."""
    for _ in range(11):
        compiler.compile(input=b"", format="svg", sys_inputs={})


def _standards(about: About, press: bool) -> "list[typst.PDFStandard]":
    """PDF/UA-1 for reading aloud, and PDF/A-2a for keeping, which wants a date and knows no CMYK here."""
    return ["ua-1"] if press or about.date is None else ["a-2a", "ua-1"]


@lru_cache(maxsize=4)
def _compiler(fonts: Fonts) -> typst.Compiler:
    return typst.Compiler(font_paths=fonts.files(), ignore_system_fonts=True)


@lru_cache
def _templates(template: str) -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in _TEMPLATES.glob("*.typ")}
    return files | {"main.typ": files[f"{template}.typ"]}


def _written(about: About) -> dict[str, Any]:
    return {
        "title": about.title,
        "author": about.author,
        "keywords": list(about.keywords),
        "date": [about.date.year, about.date.month, about.date.day] if about.date else None,
    }


def _families(fonts: Fonts) -> dict[str, Any]:
    return {role.value: list(fonts.families(role)) for role in Role} | {
        "stand_ins": [role.value for role in Role if fonts.stands_in(role)]
    }


def _timestamp(date: datetime.date | None) -> datetime.datetime:
    day = date or datetime.date(1970, 1, 1)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
