"""The issue as printed, in plain text."""

from collections.abc import Iterator

from bulletin import markup
from bulletin.rendering import masthead
from bulletin.value import Bulletin, Kind, Section

_INDENT = "　　"


def render(bulletin: Bulletin) -> str:
    """The whole issue as plain text: groups of lines with an empty line between them."""
    groups = ("\n".join(line for line in group if line.strip()) for group in _groups(bulletin))
    return "\n\n".join(group for group in groups if group) + "\n"


def _groups(bulletin: Bulletin) -> Iterator[list[str]]:
    yield [masthead.copy_number_line(bulletin), *bulletin.labels]
    yield [bulletin.series]
    yield [masthead.number_line(bulletin), masthead.total_line(bulletin)]
    yield [bulletin.publisher, masthead.date_line(bulletin)]
    yield _contents(bulletin)
    if not masthead.has_articles(bulletin):
        yield [bulletin.title, bulletin.subtitle]
    yield _body(bulletin.editor_note)
    yield from _articles(bulletin)
    yield [bulletin.byline, *bulletin.sources]
    yield [masthead.board_line(bulletin), masthead.contact_line(bulletin), *bulletin.imprint]
    yield [masthead.permit_line(bulletin)]
    yield [*masthead.distribution_lines(bulletin), masthead.copies_line(bulletin)]


def _contents(bulletin: Bulletin) -> list[str]:
    titles = [section.ordinal + section.heading for section in bulletin.sections if section.kind is Kind.ARTICLE]
    return ["本期要目", *(f"◇ {title}" for title in titles)] if len(titles) > 1 else []


def _articles(bulletin: Bulletin) -> Iterator[list[str]]:
    byline = ""
    for section in bulletin.sections:
        if section.kind is Kind.ARTICLE:
            yield [byline]
            byline = section.byline
            yield [masthead.heading_line(section), section.subtitle]
            yield _body(section.text)
        else:
            yield _section(section)
    yield [byline]


def _section(section: Section) -> list[str]:
    opening = masthead.heading_line(section)
    blocks = markup.blocks(section.text)
    if section.run_in and not section.subtitle and blocks and isinstance(blocks[0], markup.Paragraph):
        opening += markup.plain(blocks[:1])
        blocks = blocks[1:]
    return [_indented(opening), section.subtitle, *_all_lines(blocks), section.byline]


def _body(text: str) -> list[str]:
    return _all_lines(markup.blocks(text))


def _all_lines(blocks: tuple[markup.Block, ...]) -> list[str]:
    return [line for block in blocks for line in _lines(block)]


def _lines(block: markup.Block) -> list[str]:
    lines = markup.plain((block,)).split("\n")
    if isinstance(block, markup.BulletList):
        return [f"{_INDENT}- {line}" for line in lines]
    return [_indented(line) for line in lines] if isinstance(block, markup.Paragraph) else lines


def _indented(line: str) -> str:
    return line if line[:1].isspace() or not line else _INDENT + line
