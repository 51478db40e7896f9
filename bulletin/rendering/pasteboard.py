"""A public issue for pasting into a platform's editor or a 公众号: HTML with inline styles and nothing else.

What those editors keep is section, p, strong, span and table with a style each. They drop classes, ids, scripts and
links to other hosts, and take no image from an address of ours: each image leaves a line saying where it stood.
"""

from collections.abc import Iterable, Iterator

import nh3

from bulletin import markup
from bulletin.rendering import masthead
from bulletin.rendering.escaping import escape as _escape
from bulletin.value import Bulletin, Kind, Section, public_form

_TAGS = {"p", "section", "span", "strong", "table", "tbody", "td", "tr"}
_CLEANER = nh3.Cleaner(tags=_TAGS, attributes={"*": {"style"}})

_WHOLE = "font-size:16px;line-height:1.75;color:#333333;text-align:justify"
_TITLE = "margin:0 0 8px;font-size:22px;line-height:1.4;text-align:center"
_SUBTITLE = "margin:0 0 8px;font-size:17px;text-align:center"
_FACTS = "margin:0 0 24px;font-size:14px;color:#666666;text-align:center"
_ARTICLE = "margin:32px 0 16px;font-size:19px;text-align:center"
_HEADING = "margin:24px 0 12px;font-size:17px"
_WORDS = "margin:0 0 12px;text-indent:2em"
_AS_TYPED = "margin:0 0 12px;white-space:pre-wrap"
_ITEM = "margin:0 0 8px;padding-left:2em;text-indent:-1em"
_NOTE = "margin:0 0 16px;padding:8px 12px;border-left:4px solid #a8161b;background-color:#faf0ed"
_PICTURE = "margin:16px 0;padding:12px;border:1px dashed #999999;color:#666666;text-align:center"
_SMALL = "margin:0 0 8px;font-size:14px;color:#666666"
_RIGHT = "margin:0 0 12px;text-align:right"
_TABLE = "margin:16px 0;width:100%;border-collapse:collapse;font-size:14px"
_CELL = "padding:6px 8px;border:1px solid #999999"
_HEAD = f"{_CELL};background-color:#f5f1ea"


def render(bulletin: Bulletin) -> str:
    """Title, source and date, then the text of the public form; the same bulletin gives the same HTML."""
    inner = "\n".join(part for part in _parts(public_form(bulletin)) if part)
    return str(_CLEANER.clean(f'<section style="{_WHOLE}">\n{inner}\n</section>'))


def _parts(bulletin: Bulletin) -> Iterator[str]:
    several = masthead.has_articles(bulletin)
    yield _paragraph(_TITLE, _strong(_escape(bulletin.title or bulletin.series)))
    yield "" if several else _paragraph(_SUBTITLE, _escape(bulletin.subtitle))
    yield _paragraph(_FACTS, _escape("　".join(_facts(bulletin))))
    yield from _body(bulletin.editor_note, _NOTE)
    yield from _sections(bulletin)
    yield _paragraph(_RIGHT, _escape(bulletin.byline))
    yield from (_paragraph(_SMALL, _escape(source)) for source in bulletin.sources)


def _facts(bulletin: Bulletin) -> Iterator[str]:
    """来源：《决策参阅》2022年第4期（某中心）　日期：2022年1月25日."""
    series = f"《{bulletin.series}》" if bulletin.series else ""
    number = masthead.number_line(bulletin)
    year = f"{bulletin.year}年" if number and bulletin.year is not None and not bulletin.supplement else ""
    publisher = f"（{bulletin.publisher}）" if series and bulletin.publisher else bulletin.publisher
    if source := f"{series}{year}{number}{publisher}":
        yield f"来源：{source}"
    if bulletin.date is not None:
        yield f"日期：{bulletin.date.year}年{bulletin.date.month}月{bulletin.date.day}日"


def _sections(bulletin: Bulletin) -> Iterator[str]:
    byline = ""
    for section in bulletin.sections:
        if section.kind is Kind.ARTICLE:
            yield _paragraph(_RIGHT, _escape(byline))
            byline = section.byline
        yield from _section(section)
    yield _paragraph(_RIGHT, _escape(byline))


def _section(section: Section) -> Iterator[str]:
    is_article = section.kind is Kind.ARTICLE
    opening = _opening(section)
    blocks = markup.blocks(section.text)
    if section.run_in and opening and not section.subtitle and blocks and isinstance(blocks[0], markup.Paragraph):
        yield _paragraph(_WORDS, opening + _line(blocks[0].runs))
        blocks = blocks[1:]
    else:
        yield _paragraph(_ARTICLE if is_article else _HEADING, opening)
        yield _paragraph(_SUBTITLE, _escape(section.subtitle))
    yield from _blocks(blocks)
    yield "" if is_article else _paragraph(_RIGHT, _escape(section.byline))


def _opening(section: Section) -> str:
    """The heading in bold, then its thesis."""
    heading = section.ordinal + section.heading + section.heading_end
    return _strong(_escape(heading)) + _escape(section.thesis)


def _body(text: str, style: str = "") -> Iterator[str]:
    return _blocks(markup.blocks(text), style)


def _blocks(blocks: Iterable[markup.Block], style: str = "") -> Iterator[str]:
    for block in blocks:
        match block:
            case markup.Paragraph(runs):
                yield _typed(runs, style)
            case markup.BulletList(items):
                yield from (_paragraph(style or _ITEM, f"• {_line(item)}") for item in items)
            case markup.Table():
                yield _table(block)
            case markup.Image(alt, _):
                name = f"：{alt}" if alt else ""
                yield _paragraph(_PICTURE, _escape(f"［此处有图{name}，请另行插入］"))


def _typed(runs: markup.Line, style: str) -> str:
    words = markup.plain_line(runs)
    if not words.strip():
        return ""
    return _paragraph(style or (_AS_TYPED if words[0].isspace() else _WORDS), _line(runs))


def _table(table: markup.Table) -> str:
    rows = [_row(table.head, _HEAD), *(_row(row, _CELL) for row in table.rows)]
    return f'<table style="{_TABLE}"><tbody>{"".join(rows)}</tbody></table>'


def _row(cells: Iterable[markup.Line], style: str) -> str:
    return "<tr>" + "".join(f'<td style="{style}">{_line(cell)}</td>' for cell in cells) + "</tr>"


def _line(line: markup.Line) -> str:
    return "".join(map(_run, line))


def _run(run: markup.Run) -> str:
    match run:
        case markup.Text(text):
            return _escape(text)
        case markup.Link(text, address):
            outside = address.lower().startswith(("http:", "https:")) and address != text
            return _escape(f"{text}（{address}）" if outside else text)
        case markup.Strong(runs):
            return _strong(_line(runs))
        case markup.Passage(_, runs):
            return _line(runs)


def _paragraph(style: str, inner: str) -> str:
    return f'<p style="{style}">{inner}</p>' if inner else ""


def _strong(inner: str) -> str:
    return f"<strong>{inner}</strong>" if inner else ""
