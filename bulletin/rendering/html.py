"""The issue as an HTML fragment: the article stored with a publication and shown on its reading page.

Every word stands once, in reading order; style and script stay outside. The classes the style sheets may use:

| element | class |
|---|---|
| article | bulletin |
| header | masthead; in it p.copy-number, ul.labels, p (or h1) .bulletin-series, p.number, p.total, p.publication-line
  with span.publisher and time.publication-date |
| hr | red-rule |
| nav | contents; in it ol, li.depth-0, li.depth-1 |
| h1 | bulletin-title; p.bulletin-subtitle after it |
| aside | editor-note |
| section | section and section-lead, -case, -discussion, -lessons, -note, -article; run-in when the first paragraph
  goes on from the heading's line |
| span | passage: the words lesson number N comes from, with the id passage-N |
| h2 to h6 | section-heading; in it span.ordinal, span.heading-end; after it p.subtitle, p.thesis |
| p | as-typed (begins with its own spaces: show them, no indent), byline, sources |
| div | table-scroll around table (caption, thead, tbody) |
| figure | picture |
| footer | imprint; in it p.board, p.contact (spans inside), p.imprint-line, p.permit, ul.distribution, p.copies |
"""

import re
from collections.abc import Iterable, Iterator

import nh3

from bulletin import markup
from bulletin.rendering import masthead, passages
from bulletin.rendering.anchors import anchors
from bulletin.rendering.escaping import escape as _escape
from bulletin.value import Bulletin, Kind, Section

_TAGS = """a article aside caption div figure footer h1 h2 h3 h4 h5 h6 header hr img li nav ol p section span strong
table tbody td th thead time tr ul"""
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes={
        "*": {"class", "id", "lang", "role", "tabindex", "aria-label", "aria-labelledby"},
        "a": {"href"},
        "img": {"src", "alt"},
        "th": {"scope"},
        "time": {"datetime"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_CAPTION = re.compile(r"\s*表\s*[0-9０-９一二三四五六七八九十]")


def render(bulletin: Bulletin) -> str:
    """The article as HTML, escaped here from blocks and then passed through an allow-list as a second wall."""
    return guarded(unguarded(bulletin))


def guarded(html: str) -> str:
    """Only the elements, attributes and addresses a bulletin uses."""
    return _CLEANER.clean(html)


def render_text(text: str) -> str:
    """Body text alone as HTML, through the same allow-list."""
    return guarded(_body(text))


def unguarded(bulletin: Bulletin) -> str:
    """The HTML before the allow-list, which must change nothing in it (a test compares)."""
    parts = "\n".join(part for part in _parts(bulletin) if part)
    return f'<article class="bulletin" lang="zh-CN">\n{parts}\n</article>'


def _parts(bulletin: Bulletin) -> Iterator[str]:
    title_is_heading = bool(bulletin.title) and not masthead.has_articles(bulletin)
    yield _masthead(bulletin, "p" if title_is_heading else "h1")
    yield '<hr class="red-rule">'
    yield _contents(bulletin)
    if title_is_heading:
        yield _tag("h1", "bulletin-title", _escape(bulletin.title))
        yield _tag("p", "bulletin-subtitle", _escape(bulletin.subtitle))
    yield _tag("aside", "editor-note", _body(bulletin.editor_note))
    yield from _sections(bulletin)
    yield _tag("p", "byline", _escape(bulletin.byline))
    yield from (_tag("p", "sources", _escape(source)) for source in bulletin.sources)
    yield _imprint(bulletin)


def _masthead(bulletin: Bulletin, series_tag: str) -> str:
    return _tag(
        "header",
        "masthead",
        _joined(
            _tag("p", "copy-number", _escape(masthead.copy_number_line(bulletin))),
            _list("ul", "labels", bulletin.labels),
            _tag(series_tag, "bulletin-series", _escape(bulletin.series)),
            _tag("p", "number", _escape(masthead.number_line(bulletin))),
            _tag("p", "total", _escape(masthead.total_line(bulletin))),
            _tag(
                "p",
                "publication-line",
                _joined(_tag("span", "publisher", _escape(bulletin.publisher)), _time(bulletin)),
            ),
        ),
    )


def _time(bulletin: Bulletin) -> str:
    if bulletin.date is None:
        return ""
    written = _escape(masthead.date_line(bulletin))
    return f'<time class="publication-date" datetime="{bulletin.date.isoformat()}">{written}</time>'


def _contents(bulletin: Bulletin) -> str:
    entries = masthead.contents(bulletin)
    if not entries:
        return ""
    links = _joined(
        *(
            f'<li class="depth-{entry.depth}"><a href="#{_attribute(entry.anchor)}">{_escape(entry.text)}</a></li>'
            for entry in entries
        )
    )
    return f'<nav class="contents" aria-label="本期目录">\n<ol>\n{links}\n</ol>\n</nav>'


def _sections(bulletin: Bulletin) -> Iterator[str]:
    byline, places = "", passages.places(bulletin)
    printed = zip(bulletin.sections, anchors(bulletin), masthead.depths(bulletin), strict=True)
    for number, (section, anchor, depth) in enumerate(printed):
        if section.kind is Kind.ARTICLE:
            yield _tag("p", "byline", _escape(byline))
            byline = section.byline
        yield _section(section, anchor, depth, [place for place in places if place and place.section == number])
    yield _tag("p", "byline", _escape(byline))


def _section(section: Section, anchor: str, depth: int | None, places: list[passages.Place]) -> str:
    blocks, wordless = passages.marked(markup.blocks(section.text), places)
    classes = f"section section-{section.kind.value}" + (" run-in" if section.run_in else "")
    parts = (
        _heading(section, depth),
        _tag("p", "subtitle", _escape(section.subtitle)),
        _tag("p", "thesis", _escape(section.thesis)),
        _joined(*_elements(blocks)),
        "" if section.kind is Kind.ARTICLE else _tag("p", "byline", _escape(section.byline)),
    )
    # A line break between them would be a gap in the line they share.
    inner = "".join(parts) if section.run_in else _joined(*parts)
    inner = "".join(_passage(place.name, "") for place in wordless) + inner
    return f'<section id="{_attribute(anchor)}" class="{classes}">\n{inner}\n</section>'


def _heading(section: Section, depth: int | None) -> str:
    """h2 for the outermost depth; a mark without a heading stands in a paragraph."""
    ordinal = _tag("span", "ordinal", _escape(section.ordinal))
    end = _tag("span", "heading-end", _escape(section.heading_end))
    words = ordinal + _escape(section.heading) + end
    return _tag("p" if depth is None else f"h{min(6, depth + 2)}", "section-heading", words)


def _body(text: str) -> str:
    return _joined(*_elements(markup.blocks(text)))


def _elements(blocks: tuple[markup.Block, ...]) -> Iterator[str]:
    caption = ""
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, markup.Paragraph) and isinstance(following, markup.Table) and _is_caption(block):
            caption = _tag("caption", "", _line(block.runs))
            continue
        yield _element(block, caption)
        caption = ""


def _is_caption(paragraph: markup.Paragraph) -> bool:
    return _CAPTION.match(markup.plain_line(paragraph.runs)) is not None


def _element(block: markup.Block, caption: str) -> str:
    match block:
        case markup.Paragraph(runs):
            return _paragraph(runs)
        case markup.BulletList(items):
            return "<ul>" + "".join(f"<li>{_line(item)}</li>" for item in items) + "</ul>"
        case markup.Table():
            return _table(block, caption)
        case markup.Image(alt, address):
            return f'<figure class="picture"><img src="{_attribute(address)}" alt="{_attribute(alt)}"></figure>'


def _paragraph(runs: markup.Line) -> str:
    words = markup.plain_line(runs)
    if not words.strip():
        return ""
    return f'<p class="as-typed">{_line(runs)}</p>' if words[0].isspace() else f"<p>{_line(runs)}</p>"


def _table(table: markup.Table, caption: str) -> str:
    head = "".join(f'<th scope="col">{_line(cell)}</th>' for cell in table.head)
    rows = "".join("<tr>" + "".join(f"<td>{_line(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return (
        '<div class="table-scroll" role="group" tabindex="0" aria-label="表格">'
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _line(line: markup.Line) -> str:
    return "".join(map(_run, line))


def _run(run: markup.Run) -> str:
    match run:
        case markup.Text(text):
            return _escape(text)
        case markup.Link(text, address):
            return f'<a href="{_attribute(address)}">{_escape(text)}</a>'
        case markup.Strong(runs):
            return f"<strong>{_line(runs)}</strong>"
        case markup.Passage(name, runs):
            return _passage(name, _line(runs))


def _passage(name: str, words: str) -> str:
    return f'<span id="{_attribute(name)}" class="passage">{words}</span>'


def _imprint(bulletin: Bulletin) -> str:
    distribution = masthead.distribution_lines(bulletin)
    inner = _joined(
        _tag("p", "board", _spans(part for part in (bulletin.board_name, *masthead.board_members(bulletin)) if part)),
        _tag("p", "contact", _spans(masthead.contact_parts(bulletin))),
        *(_tag("p", "imprint-line", _escape(line)) for line in bulletin.imprint),
        _tag("p", "permit", _escape(masthead.permit_line(bulletin))),
        _list("ul", "distribution", distribution),
        _tag("p", "copies", _escape(masthead.copies_line(bulletin))),
    )
    return _tag("footer", "imprint", inner)


def _spans(parts: Iterable[str]) -> str:
    return "\n".join(f"<span>{_escape(part)}</span>" for part in parts)


def _list(tag: str, name: str, items: Iterable[str]) -> str:
    return _tag(tag, name, "".join(f"<li>{_escape(item)}</li>" for item in items))


def _tag(tag: str, name: str, inner: str) -> str:
    """The element around escaped `inner`, or "" when there is nothing in it."""
    opening = f'{tag} class="{name}"' if name else tag
    return f"<{opening}>{inner}</{tag}>" if inner else ""


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _attribute(text: str) -> str:
    return _escape(text).replace('"', "&quot;")
