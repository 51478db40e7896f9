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
# PDF/A-2a for keeping, PDF/UA-1 for reading aloud; both know RGB only here, a printing house is given CMYK.
_FOR_PRESS: "list[typst.PDFStandard]" = []
_KEPT: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_compiling = Lock()


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself. The date is the document's, never the day it was made on."""

    title: str
    author: str = ""
    keywords: Sequence[str] = ()
    date: datetime.date | None = None


class BrokenPicture(ValueError):
    """A picture that cannot be read; the sentence says which."""


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    about: About,
    fonts: Fonts | None = None,
    pictures: Mapping[str, bytes] | None = None,
    press: bool = False,
) -> bytes:
    """The PDF that `templates/<template>.typ` makes of `data`; the same input gives the same bytes.

    Data reaches the template as JSON, so that no text is ever read as typst's code. `pictures` are files the template
    may open by their names. With `press` red is mixed of Y80 M80 for a printing house, which PDF/A does not allow here.
    Raises MissingGlyph, BrokenPicture.
    """
    fonts = fonts or Fonts()
    given = {"data": data, "about": _written(about), "fonts": _families(fonts), "press": press}
    written = json.dumps(given, ensure_ascii=False)
    if missing := missing_in(written, fonts, f"《{about.title}》"):
        raise MissingGlyph(missing)
    files = _templates(template) | dict(pictures or {})
    try:
        return _compiled(files, written, fonts, _FOR_PRESS if press else _KEPT, _timestamp(about.date))
    except typst.TypstError:
        _refuse_broken(pictures or {}, fonts)
        raise


def _compiled(
    files: dict[str, bytes], given: str, fonts: Fonts, standards: "list[typst.PDFStandard]", at: datetime.datetime
) -> bytes:
    with _compiling:  # A compiler serves one at a time.
        made = _compiler(fonts).compile(
            input=files,  # type: ignore[type-var]  # its stub does not know what its manual says
            format="pdf",
            sys_inputs={"given": given},
            pdf_standards=standards,
            timestamp=at,
        )
    if not isinstance(made, bytes):
        raise TypeError("typst returned no PDF.")
    return made


def _refuse_broken(pictures: Mapping[str, bytes], fonts: Fonts) -> None:
    for name, picture in pictures.items():
        files = {"main.typ": b'#image("picture")', "picture": picture}
        try:
            _compiled(files, "", fonts, [], _timestamp(None))
        except typst.TypstError as fault:
            raise BrokenPicture(f"{name}读不出来。请换成 PNG 或 JPEG 格式的图片。") from fault


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
