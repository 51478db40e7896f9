"""Bulletin → what stands in its Word file, in the order of the page."""

from collections.abc import Iterator

from bulletin.rendering import masthead
from bulletin.rendering.markdown import split_heading
from bulletin.rendering.word import body, foot, names
from bulletin.rendering.word.items import Item, Paragraph, Piece, paragraph, paragraphs
from bulletin.rendering.word.names import Opening
from bulletin.value import Bulletin, Kind, Section

NUMBER_TO_COME = "第　期"


def items(bulletin: Bulletin) -> tuple[Item, ...]:
    """The whole issue; reading them back gives the bulletin without its annotations."""
    return tuple(_items(bulletin))


def _items(bulletin: Bulletin) -> Iterator[Item]:
    yield from _masthead(bulletin)
    yield from _contents(bulletin)
    if prints_title(bulletin):
        yield paragraph(names.TITLE, bulletin.title)
    yield from _present(names.SUBTITLE, bulletin.subtitle)
    if bulletin.editor_note:
        yield from body.items(bulletin.editor_note, names.EDITOR_NOTE)
    yield from _sections(bulletin)
    yield from _present(names.BYLINE, bulletin.byline)
    yield from paragraphs(names.SOURCE, bulletin.sources)
    yield from foot.items(bulletin)


def prints_title(bulletin: Bulletin) -> bool:
    """Whether the title stands above all sections: not where it is that of the first of several articles."""
    if not masthead.has_articles(bulletin):
        return bool(bulletin.title)
    return bulletin.title != first_article_title(bulletin.sections)


def first_article_title(sections: tuple[Section, ...]) -> str:
    return next((section.heading for section in sections if section.kind is Kind.ARTICLE), "")


def _present(style: str, text: str) -> Iterator[Paragraph]:
    if text:
        yield paragraph(style, text)


def _masthead(bulletin: Bulletin) -> Iterator[Paragraph]:
    yield from _present(names.COPY_NUMBER, masthead.copy_number_line(bulletin))
    yield from paragraphs(names.LABEL, bulletin.labels)
    yield from _present(names.SERIES, bulletin.series)
    yield from _number(bulletin)
    yield from _present(names.TOTAL, masthead.total_line(bulletin))
    yield from _issued(bulletin)


def _number(bulletin: Bulletin) -> Iterator[Paragraph]:
    """第4期 where the year is that of the date, else 2022年第4期, in a draft 2022年第　期."""
    of_date = bulletin.date.year if bulletin.date else None
    with_year = bulletin.supplement or bulletin.year != of_date
    year = f"{bulletin.year}年" if with_year and bulletin.year is not None else ""
    number = NUMBER_TO_COME if bulletin.number is None else f"第{bulletin.number}期"
    without_year = bulletin.year is None and of_date is not None
    if bulletin.number is not None or bulletin.supplement or year or without_year:
        style = names.NUMBER_WITHOUT_YEAR if without_year else names.NUMBER
        yield paragraph(style, f"{year}{'增刊' if bulletin.supplement else ''}{number}")


def _issued(bulletin: Bulletin) -> Iterator[Paragraph]:
    style = names.ISSUED[bulletin.date_style]
    if bulletin.publisher or bulletin.date or bulletin.date_style is not Bulletin().date_style:
        yield paragraph(style, f"{bulletin.publisher}\t{masthead.date_line(bulletin)}")


def _contents(bulletin: Bulletin) -> Iterator[Paragraph]:
    titles = [section.ordinal + section.heading for section in bulletin.sections if section.kind is Kind.ARTICLE]
    if len(titles) > 1:
        yield paragraph(names.CONTENTS_HEADING, "本期要目")
        yield from paragraphs(names.CONTENTS_ENTRY, (f"◇ {title}" for title in titles))


def _sections(bulletin: Bulletin) -> Iterator[Item]:
    among_articles, byline = masthead.has_articles(bulletin), ""
    for section in bulletin.sections:
        if section.kind is Kind.ARTICLE:
            yield from _present(names.ARTICLE_BYLINE, byline)
            byline = section.byline
        yield from _section(section, among_articles=among_articles)
        if section.kind is not Kind.ARTICLE:
            yield from _present(names.SECTION_BYLINE, section.byline)
    yield from _present(names.ARTICLE_BYLINE, byline)


def _section(section: Section, *, among_articles: bool) -> Iterator[Item]:
    text = list(body.items(section.text))
    opening = Opening(section.kind, section.level, section.run_in)
    style = names.opening_name(opening, among_articles=among_articles)
    first = text[0] if text else Paragraph(names.BODY)
    if names.has_heading(section):
        joined = section.run_in and not section.subtitle and isinstance(first, Paragraph) and first.style == names.BODY
        yield Paragraph(style, _heading(section, titled=opening.titled), joined=joined and bool(text))
    elif not opening.titled and not section.subtitle and isinstance(first, Paragraph) and first.style == names.BODY:
        yield Paragraph(style, first.pieces)
        text = text[1:]
    else:
        bare = Opening(section.kind, section.level, section.run_in, bare=True)
        yield Paragraph(names.opening_name(bare, among_articles=among_articles))
    yield from _present(names.SECTION_SUBTITLE, section.subtitle)
    yield from text


def _heading(section: Section, *, titled: bool) -> tuple[Piece, ...]:
    """The heading line; its parts stand between tabs where they cannot be told apart by their looks."""
    parts = (section.ordinal, section.heading, section.heading_end)
    line = "".join(parts)
    written = line if split_heading(line) == parts else "\t".join(parts)
    style = "" if titled else names.HEADING_WORDS
    return tuple(piece for piece in (Piece(written, style), Piece(section.thesis, names.THESIS)) if piece.text)
