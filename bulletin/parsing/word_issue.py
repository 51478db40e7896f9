"""What stands in a Word file of ours → Bulletin, by the names of its styles.

Read back unchanged it is the bulletin it was written from; changed in Word, it is what now stands in it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from bulletin.numerals import parse_date, parse_number
from bulletin.parsing import findings
from bulletin.parsing.report import Log, Parse
from bulletin.rendering.markdown import split_heading
from bulletin.rendering.word import body, foot, names
from bulletin.rendering.word.content import first_article_title
from bulletin.rendering.word.items import Foot, Item, Paragraph, Table
from bulletin.rendering.word.names import Opening
from bulletin.value import Bulletin, DateStyle, Distribution, Kind, Section

_NUMBER = re.compile(r"(?:(.{1,9}?)年)?(增刊)?第(.{0,9}?)期")
_TOTAL = re.compile(r"[（(]?总第(.{1,9}?)期[)）]?")
_COPIES = re.compile(r"共印([0-9]{1,9})份")
_LEFT_OUT = (names.CONTENTS_HEADING, names.CONTENTS_ENTRY)
_IN_NOTE = (names.BULLET, names.PICTURE)
_IN_BODY = (names.BODY, names.EDITOR_NOTE, *_IN_NOTE, *_LEFT_OUT)


def is_ours(styles: Iterable[str], items: Sequence[Item]) -> bool:
    """Whether the file was made by us and most of its paragraphs still have our styles."""
    if not set(names.OURS) <= set(styles):
        return False
    styled = [_is_ours(item.style) for item in items if isinstance(item, Paragraph) and item.text.strip()]
    return sum(styled) * 2 >= len(styled)


def _is_ours(style: str) -> bool:
    return style in _FIELDS or style in _IN_BODY or names.opening_of(style) is not None


def parse(items: Iterable[Item]) -> Parse:
    """The bulletin, without annotations."""
    reader = _Reader()
    for line, item in enumerate(items, start=1):
        reader.read(item, line)
    return reader.finish()


@dataclass(slots=True)
class _Draft:
    section: Section
    lines: list[str] = field(default_factory=list)

    def finish(self) -> Section:
        return replace(self.section, text="\n".join(self.lines))


@dataclass(slots=True)
class _Reader:
    issue: Bulletin = field(default_factory=Bulletin)
    log: Log = field(default_factory=Log)
    titled: bool = False
    unnumbered: bool = False
    note: list[str] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    line: int = 0

    def read(self, item: Item, line: int) -> None:
        self.line = line
        match item:
            case Foot(rows):
                for row in rows:
                    self._paragraph(row if row.style in names.FOOT else replace(row, style=names.IMPRINT))
            case Table():
                self._text(body.lines(item), in_note=True)
            case Paragraph():
                self._paragraph(item)

    def finish(self) -> Parse:
        sections = tuple(draft.finish() for draft in self.drafts)
        issue = replace(self.issue, sections=sections, editor_note="\n".join(self.note))
        if not self.titled and any(section.kind is Kind.ARTICLE for section in sections):
            issue = replace(issue, title=first_article_title(sections))
        if issue.year is None and issue.date and not self.unnumbered:
            issue = replace(issue, year=issue.date.year)
        findings.add(issue, self.log)
        return self.log.finish(issue)

    def _paragraph(self, item: Paragraph) -> None:
        opening = names.opening_of(item.style)
        if opening:
            self._open(item, opening)
        elif item.style in _FIELDS:
            _FIELDS[item.style](self, item)
        elif item.style == names.EDITOR_NOTE:
            self.note += body.lines(item)
        elif item.style not in _LEFT_OUT and (item.style != names.GAP or item.text.strip()):
            self._text(body.lines(item), in_note=item.style in _IN_NOTE)

    def _text(self, lines: list[str], *, in_note: bool) -> None:
        lines = [line.replace("\t", " ") for line in lines]
        if self.drafts:
            self.drafts[-1].lines += lines
        elif in_note:
            self.note += lines
        else:
            self.drafts.append(_Draft(Section(Kind.LEAD), lines))

    def _open(self, item: Paragraph, opening: Opening) -> None:
        thesis = _words(item, names.THESIS)
        titled = _words(item, "", names.HEADING_WORDS) if opening.titled else _words(item, names.HEADING_WORDS)
        rest = [] if opening.titled else [piece for piece in item.pieces if not piece.style]
        heading = _heading(titled) if titled else ("", "", "")
        section = Section(opening.kind, heading[0], heading[1], opening.level, heading[2], thesis, opening.run_in)
        draft = _Draft(section)
        self.drafts.append(draft)
        if rest or not (opening.titled or opening.bare or titled or thesis):
            draft.lines.append(body.typed(rest).replace("\t", " "))
        self.log.place(f"sections.{opening.kind.value}", heading[1] or item.text[:12], self.line)

    def set(self, name: str, value: object, source: str = "") -> None:
        self.issue = replace(self.issue, **{name: value})  # type: ignore[arg-type]
        self.log.place(name, value, self.line, source=source)

    def leave(self, item: Paragraph) -> None:
        self.log.unplace(self.line, item.text, "不认识这样的写法，没有读入")


def _words(item: Paragraph, *styles: str) -> str:
    return "".join(piece.text for piece in item.pieces if piece.style in styles)


def _heading(line: str) -> tuple[str, str, str]:
    parts = tuple(line.split("\t"))
    return parts if len(parts) == 3 else split_heading(line.replace("\t", " "))


_Field = Callable[[_Reader, Paragraph], None]


def _text_field(name: str, label: str = "", between: str = "\n") -> _Field:
    """A field that a paragraph holds after its label; further paragraphs of the style go on with it."""

    def read(reader: _Reader, item: Paragraph) -> None:
        text = item.text.replace("\t", " ").removeprefix(label)
        before = getattr(reader.issue, name)
        reader.set(name, f"{before}{between}{text}" if before else text)

    return read


def _list_field(name: str) -> _Field:
    def read(reader: _Reader, item: Paragraph) -> None:
        reader.set(name, (*getattr(reader.issue, name), item.text.replace("\t", " ")))

    return read


def _title(reader: _Reader, item: Paragraph) -> None:
    reader.titled = True
    _text_field("title", between="")(reader, item)


def _number(reader: _Reader, item: Paragraph) -> None:
    found = _NUMBER.fullmatch(item.text.strip())
    reader.unnumbered = item.style == names.NUMBER_WITHOUT_YEAR
    if found is None:
        reader.leave(item)
        return
    reader.set("number", parse_number(found[3]), item.text)
    reader.set("supplement", bool(found[2]))
    if found[1]:
        reader.set("year", parse_number(found[1]))


def _total(reader: _Reader, item: Paragraph) -> None:
    if found := _TOTAL.fullmatch(item.text.strip()):
        reader.set("total", parse_number(found[1]), item.text)
    else:
        reader.leave(item)


def _issued(style: DateStyle) -> _Field:
    def read(reader: _Reader, item: Paragraph) -> None:
        publisher, tab, written = item.text.rpartition("\t")
        if not tab:
            publisher, written = written, ""
        reader.set("publisher", publisher.replace("\t", " "))
        found = parse_date(written) if written else None
        if written and found is None:
            reader.leave(item)
        reader.set("date", found[0] if found else None, written)
        reader.set("date_style", _date_style(style, found[1], found[0].month) if found else style)

    return read


def _date_style(style: DateStyle, seen: DateStyle, month: int) -> DateStyle:
    """What the style says, unless the date is visibly written otherwise."""
    arabic = DateStyle.ARABIC in (style, seen)
    return seen if style is not seen and (arabic or month == 1) else style


def _board(reader: _Reader, item: Paragraph) -> None:
    name, members = foot.board_of(item.text)
    reader.set("board_name", reader.issue.board_name or name)
    reader.set("board", (*reader.issue.board, *members))


def _contact(reader: _Reader, item: Paragraph) -> None:
    reader.set("contact", foot.contact_of(item.text))


def _recipients(reader: _Reader, item: Paragraph) -> None:
    recipients = (*reader.issue.distribution.recipients, foot.recipients_of(item.text))
    reader.set("distribution", replace(reader.issue.distribution, recipients=recipients))


def _copies(reader: _Reader, item: Paragraph) -> None:
    if found := _COPIES.fullmatch(item.text.strip()):
        reader.set("distribution", Distribution(reader.issue.distribution.recipients, int(found[1])))
    else:
        reader.leave(item)


def _of_section(name: str, *kinds: Kind) -> _Field:
    """A field of the last section, or of the last of these kinds."""

    def read(reader: _Reader, item: Paragraph) -> None:
        draft = next((one for one in reversed(reader.drafts) if not kinds or one.section.kind in kinds), None)
        if draft is None:
            reader.leave(item)
        else:
            draft.section = replace(draft.section, **{name: item.text.replace("\t", " ")})  # type: ignore[arg-type]

    return read


_FIELDS: dict[str, _Field] = {
    names.COPY_NUMBER: _text_field("copy_number", "编号："),
    names.LABEL: _list_field("labels"),
    names.SERIES: _text_field("series", between=""),
    names.NUMBER: _number,
    names.NUMBER_WITHOUT_YEAR: _number,
    names.TOTAL: _total,
    **{name: _issued(style) for style, name in names.ISSUED.items()},
    names.TITLE: _title,
    names.SUBTITLE: _text_field("subtitle"),
    names.SECTION_SUBTITLE: _of_section("subtitle"),
    names.SECTION_BYLINE: _of_section("byline"),
    names.ARTICLE_BYLINE: _of_section("byline", Kind.ARTICLE),
    names.BYLINE: _text_field("byline"),
    names.SOURCE: _list_field("sources"),
    names.BOARD: _board,
    names.CONTACT: _contact,
    names.IMPRINT: _list_field("imprint"),
    names.PERMIT: _text_field("permit", "准印证号："),
    names.RECIPIENTS: _recipients,
    names.COPIES: _copies,
}
