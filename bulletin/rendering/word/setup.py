"""The page of a Word file and the parts that say how it behaves: section, settings, numbering, fonts, page numbers."""

from collections.abc import Iterable

from bulletin.rendering.word import looks, measures, names
from bulletin.rendering.word.document import Writer, field_mark
from bulletin.rendering.word.items import Piece, paragraph
from bulletin.rendering.word.measures import Grid
from bulletin.rendering.word.stylesheet import BULLETS, fonts
from bulletin.rendering.word.xml import Element, R, element, properties, text, value

# Headers and footers: part → what it is, and on which pages.
HEADERS = {"header": ("header", "default"), "headerEven": ("header", "even")}
FOOTERS = {"footer": ("footer", "default"), "footerEven": ("footer", "even")}
# What stands in for a face that the reader's machine does not have.
_STAND_INS = {
    looks.FANGSONG: "仿宋",
    looks.KAITI: "楷体",
    looks.HEITI: "SimHei",
    looks.SONGTI: "SimSun",
    looks.XIAOBIAOSONG: "宋体",
}
_COMPATIBLE = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "adjustLineHeightInTable",
    "useFELayout",
)
_WORD_2013 = 15


def section(grid: Grid, furniture: Iterable[str]) -> Element:
    """The page: sheet, margins and grid, with the headers and footers named."""
    return element(
        "sectPr",
        *(_reference(name) for name in furniture),
        element("pgSz", w=measures.PAGE_WIDTH, h=measures.PAGE_HEIGHT),
        element(
            "pgMar",
            top=measures.TOP,
            right=measures.RIGHT,
            bottom=measures.BOTTOM,
            left=measures.LEFT,
            header=measures.HEADER,
            footer=measures.FOOTER,
            gutter=0,
        ),
        element("cols", space=0),
        element("docGrid", type="lines", linePitch=grid.pitch),
    )


def _reference(name: str) -> Element:
    kind, pages = (HEADERS | FOOTERS)[name]
    reference = element(f"{kind}Reference", type=pages)
    reference.set(f"{{{R}}}id", name)
    return reference


def header(writer: Writer, words: str) -> Element:
    return element("hdr", writer.paragraph(paragraph(names.HEADER, words)))


def footer(writer: Writer, side: str) -> Element:
    """— 1 —, odd pages right, even pages left, one character in (GB/T 9704-2012, 7.5)."""
    number = (
        field_mark("begin"),
        element("r", text("instrText", " PAGE ")),
        field_mark("separate"),
        writer.run(Piece("1")),
        field_mark("end"),
    )
    page_looks = properties("pPr", value("pStyle", writer.styles[names.FOOTER]), value("jc", side))
    return element("ftr", element("p", page_looks, writer.run(Piece("— ")), *number, writer.run(Piece(" —"))))


def settings() -> Element:
    uri = "http://schemas.microsoft.com/office/word"
    return element(
        "settings",
        element("zoom", percent=100),
        element("bordersDoNotSurroundHeader"),
        element("bordersDoNotSurroundFooter"),
        value("defaultTabStop", 420),
        element("evenAndOddHeaders"),
        value("characterSpacingControl", "compressPunctuation"),
        element(
            "compat",
            *map(element, _COMPATIBLE),
            element("compatSetting", name="compatibilityMode", uri=uri, val=_WORD_2013),
        ),
        element("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
    )


def numbering(grid: Grid) -> Element:
    level = element(
        "lvl",
        value("start", 1),
        value("numFmt", "bullet"),
        value("lvlText", "•"),
        value("lvlJc", "left"),
        element("pPr", element("ind", left=grid.character * 3, hanging=grid.character)),
        element("rPr", fonts(looks.SONGTI, looks.SONGTI)),
        ilvl=0,
    )
    kind = element("abstractNum", value("multiLevelType", "hybridMultilevel"), level, abstractNumId=0)
    return element("numbering", kind, element("num", value("abstractNumId", 0), numId=BULLETS))


def font_table() -> Element:
    faces = (
        element("font", value("altName", other), value("charset", 86), value("family", "auto"), name=name)
        for name, other in _STAND_INS.items()
    )
    return element("fonts", *faces)
