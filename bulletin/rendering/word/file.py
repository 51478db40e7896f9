"""A whole Word file around the elements of its body."""

from collections.abc import Callable, Iterable, Sequence

from bulletin.rendering import masthead
from bulletin.rendering.word import looks, names, setup, stylesheet
from bulletin.rendering.word.document import Links, Writer
from bulletin.rendering.word.items import Item, Paragraph
from bulletin.rendering.word.looks import Look
from bulletin.rendering.word.measures import GRIDS, Grid
from bulletin.rendering.word.package import packed
from bulletin.rendering.word.xml import Element, element
from bulletin.value import Bulletin


def written(
    bulletin: Bulletin,
    items: Sequence[Item],
    write: Callable[[Writer], Iterable[Element]],
    *,
    grid: str,
    heading: str,
) -> bytes:
    """The file of what `write` makes of `items`; `heading` stands at the top of each page."""
    measures = GRIDS[grid]
    sheet = _looks(bulletin, items, measures)
    writer = Writer(stylesheet.ids(sheet), Links())
    furniture = (setup.HEADERS if heading else {}) | setup.FOOTERS
    roots = {
        "document": element("document", element("body", *write(writer), setup.section(measures, furniture))),
        "styles": stylesheet.stylesheet(sheet, measures),
        "settings": setup.settings(),
        "numbering": setup.numbering(measures),
        "fontTable": setup.font_table(),
        "footer": setup.footer(writer, "right"),
        "footerEven": setup.footer(writer, "left"),
    }
    if heading:
        roots |= {name: setup.header(writer, heading) for name in setup.HEADERS}
    return packed(roots, bulletin, writer.links)


def _looks(bulletin: Bulletin, items: Iterable[Item], grid: Grid) -> list[Look]:
    used = dict.fromkeys(item.style for item in items if isinstance(item, Paragraph))
    openings = [(name, opening) for name in used if (opening := names.opening_of(name))]
    return list(looks.of(grid, bulletin.series, openings, among_articles=masthead.has_articles(bulletin)))
