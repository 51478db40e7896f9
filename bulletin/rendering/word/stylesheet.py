"""word/styles.xml, and the ids its styles have."""

import re
from collections.abc import Mapping

from bulletin.rendering.word import names
from bulletin.rendering.word.looks import FANGSONG, WORDS, Look, WordsLook
from bulletin.rendering.word.measures import WIDTH, Grid
from bulletin.rendering.word.xml import Element, element, properties, value

BULLETS = 1
_LATIN = "Times New Roman"
_BUILT_IN = re.compile("[A-Za-z]+( [A-Za-z0-9]+)*")
_DEFAULT_WORDS = "Default Paragraph Font"
_TABLE = "Normal Table"


def ids(looks: list[Look]) -> dict[str, str]:
    """The id of each style by its name."""
    written = [*(look.name for look in looks), *(look.name for look in WORDS)]
    return {name: _id(name, number) for number, name in enumerate(written)}


def _id(name: str, number: int) -> str:
    return name.title().replace(" ", "") if _BUILT_IN.fullmatch(name) else f"Bulletin{number}"


def stylesheet(looks: list[Look], grid: Grid) -> Element:
    known = ids(looks)
    return element(
        "styles",
        _defaults(),
        *(_paragraph_style(look, known, grid) for look in looks),
        _plain("character", _DEFAULT_WORDS),
        _plain("table", _TABLE, _cell_margins()),
        *(_character_style(look, known) for look in WORDS),
    )


def fonts(face: str, latin: str = "") -> Element:
    faces = {"ascii": latin, "hAnsi": latin, "eastAsia": face, "cs": latin}
    return element("rFonts", **{key: name for key, name in faces.items() if name})


def size(points: float) -> tuple[Element, Element]:
    return value("sz", round(points * 2)), value("szCs", round(points * 2))


def _defaults() -> Element:
    words = properties("rPr", fonts(FANGSONG, _LATIN), *size(16), element("lang", val="zh-CN", eastAsia="zh-CN"))
    return element("docDefaults", element("rPrDefault", words), element("pPrDefault"))


def _plain(kind: str, name: str, *looks: Element) -> Element:
    """The default style of a kind, as Word has it."""
    named = (value("name", name), value("uiPriority", 99))
    return element("style", *named, *looks, type=kind, default=1, styleId=name.title().replace(" ", ""))


def _cell_margins() -> Element:
    sides = {"top": 0, "left": 108, "bottom": 0, "right": 108}
    margins = element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in sides.items()))
    return element("tblPr", element("tblInd", w=0, type="dxa"), margins)


def _paragraph_style(look: Look, known: Mapping[str, str], grid: Grid) -> Element:
    default = {"default": 1} if look.name == names.NORMAL else {}
    return element(
        "style",
        value("name", look.name),
        value("basedOn", known[look.based_on]) if look.based_on else None,
        value("next", known[look.next]) if look.next else None,
        value("uiPriority", 1 if look.quick else 99),
        element("qFormat") if look.quick else None,
        properties("pPr", *_paragraph_properties(look, grid)),
        properties("rPr", *_word_properties(look)),
        type="paragraph",
        styleId=known[look.name],
        **default | ({} if _BUILT_IN.fullmatch(look.name) else {"customStyle": 1}),
    )


def _paragraph_properties(look: Look, grid: Grid) -> list[Element | None]:
    return [
        *(_base() if not look.based_on else ()),
        element("keepNext") if look.keep_next else None,
        element("numPr", value("numId", BULLETS)) if look.bullet else None,
        element("pBdr", element("bottom", val="single", sz=11, space=11, color=look.rule)) if look.rule else None,
        element("tabs", element("tab", val="right", pos=WIDTH)) if look.tab else None,
        value("snapToGrid", 0) if look.line else None,
        _spacing(look, grid),
        _indents(look, grid),
        value("jc", look.align) if look.align else None,
        value("outlineLvl", look.outline - 1) if look.outline else None,
    ]


def _base() -> list[Element]:
    """Lines end as GB/T 15834 wants them, pages are filled, and no gap opens between Chinese characters and digits."""
    off = (value(name, 0) for name in ("widowControl", "autoSpaceDE", "autoSpaceDN"))
    return [*off, element("kinsoku"), element("overflowPunct")]


def _spacing(look: Look, grid: Grid) -> Element | None:
    """The exact pitch; a style that is based on another keeps that one's unless its own is given."""
    attributes: dict[str, str | int] = {}
    if look.before or look.after or not look.based_on:
        attributes |= {"before": round(look.before * 20), "after": round(look.after * 20)}
    if look.line or not look.based_on:
        attributes |= {"line": round(look.line * 20) or grid.pitch, "lineRule": "exact"}
    return element("spacing", **attributes) if attributes else None


def _indents(look: Look, grid: Grid) -> Element | None:
    """Indents in characters, and for programs that know none, in twentieths of a point."""
    attributes: dict[str, str | int] = {}
    if look.sides:
        side = round(look.size * 20) * look.sides
        attributes |= {"leftChars": 100 * look.sides, "left": side, "rightChars": 100 * look.sides, "right": side}
    if look.indent is not None:
        first = (round(look.size * 20) or grid.character) * look.indent
        attributes |= {"firstLineChars": 100 * look.indent, "firstLine": first}
    return element("ind", **attributes) if attributes else None


def _word_properties(look: Look) -> list[Element | None]:
    return [
        fonts(look.face) if look.face else None,
        value("color", look.color) if look.color else None,
        value("spacing", round(look.apart * look.size * 20)) if look.apart else None,
        *(size(look.size) if look.size else ()),
    ]


def _character_style(look: WordsLook, known: Mapping[str, str]) -> Element:
    return element(
        "style",
        value("name", look.name),
        value("basedOn", _DEFAULT_WORDS.title().replace(" ", "")),
        value("uiPriority", 1),
        element("qFormat"),
        properties(
            "rPr",
            fonts(look.face) if look.face else None,
            value("color", look.color) if look.color else None,
            value("u", "single") if look.underline else None,
        ),
        type="character",
        styleId=known[look.name],
    )
