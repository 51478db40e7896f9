"""The text of a printed issue → Bulletin."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bulletin.numerals import parse_date
from bulletin.parsing import findings, foot, furniture, masthead, paragraphs, sections, title
from bulletin.parsing.decoding import decode
from bulletin.parsing.imprint import Imprint, first_date
from bulletin.parsing.lines import Hint, hinted, read, without_markdown
from bulletin.parsing.masthead import Masthead
from bulletin.parsing.report import Log, Parse
from bulletin.parsing.sections import Body
from bulletin.parsing.title import Title
from bulletin.secrecy import refuse_marked
from bulletin.value import Bulletin

NO_HINTS: Mapping[int, Hint] = MappingProxyType({})


def parse(source: bytes | str, *, name: str = "", hints: Mapping[int, Hint] = NO_HINTS) -> Parse:
    """The bulletin in a text file, with everything changed, guessed or left over on the way.

    `hints` are what a Word file knows of its lines, by their numbers.
    Raises MarkedSecret when the text or the file name carries a secrecy mark, before anything else is read, and
    Unreadable when the bytes are no text.
    """
    refuse_marked(name)
    text = source if isinstance(source, str) else decode(source)
    refuse_marked(text)
    log = Log()
    lines = furniture.drop(hinted(without_markdown(read(text), log), hints, log), log)
    lines, titles = furniture.drop_contents(lines, log)
    imprint = Imprint()
    head, lines = masthead.read(lines, imprint, log)
    lines, foot_lines = foot.split(lines)
    front, lines = title.read(lines, titles, log)
    foot.take(foot_lines, imprint, log)
    _date_from_foot(head, imprint, log)
    body = sections.build(paragraphs.join(lines, titles, log), front, titles, log)
    bulletin = _bulletin(head, front, body, imprint)
    findings.add(bulletin, log)
    return log.finish(bulletin)


def _date_from_foot(head: Masthead, imprint: Imprint, log: Log) -> None:
    found = first_date(iter(imprint.lines))
    if head.date is None and found and (read_date := parse_date(found[0])):
        head.date, head.date_style = read_date
        head.year = head.year or head.date.year
        log.place("date", head.date, 0, 0.6, "")


def _bulletin(head: Masthead, front: Title, body: Body, imprint: Imprint) -> Bulletin:
    several = any(section.kind == "article" for section in body.sections)
    bulletin = Bulletin(
        series=head.series,
        labels=tuple(head.labels),
        copy_number=head.copy_number,
        year=head.year,
        number=head.number,
        supplement=head.supplement,
        total=head.total,
        publisher=head.publisher,
        date=head.date,
        date_style=head.date_style,
        title=front.title if several else front.ordinal + front.title,
        subtitle=front.subtitle,
        editor_note=body.editor_note,
        sections=tuple(body.sections),
        byline=body.byline,
        sources=tuple(body.sources),
        board_name=imprint.board_name,
        board=tuple(imprint.board),
        contact=imprint.made_contact(),
        distribution=imprint.made_distribution(),
        permit=imprint.permit,
        imprint=tuple(imprint.lines),
    )
    return replace(bulletin, subtitle="") if several else bulletin
