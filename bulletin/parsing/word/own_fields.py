"""The fields of a bulletin that a Word file of ours has a style for, each read from its paragraph."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bulletin.numerals import parse_date, parse_number
from bulletin.parsing.report import Log
from bulletin.rendering.word import foot, names
from bulletin.rendering.word.items import Paragraph
from bulletin.value import Bulletin, DateStyle, Distribution

_NUMBER = re.compile(r"(?:(.{1,9}?)年)?(增刊)?第(.{0,9}?)期")
_TOTAL = re.compile(r"[（(]?总第(.{1,9}?)期[)）]?")
_COPIES = re.compile(r"共印([0-9]{1,9})份")


@dataclass(slots=True)
class Fields:
    """The bulletin as far as it is read, all but its sections; `line` is where the paragraph being read stands."""

    issue: Bulletin = field(default_factory=Bulletin)
    log: Log = field(default_factory=Log)
    line: int = 0
    titled: bool = False
    without_year: bool = False

    def set(self, name: str, value: object) -> None:
        self.issue = replace(self.issue, **{name: value})  # type: ignore[arg-type]

    def place(self, name: str, value: object, source: str = "") -> None:
        """Set a field and say where it was found."""
        self.set(name, value)
        self.log.place(name, value, self.line, source=source)

    def leave(self, item: Paragraph) -> None:
        self.log.unplace(self.line, item.text, "写法无法识别，没有读入，请核对")


_Read = Callable[[Fields, Paragraph], None]


def words(item: Paragraph) -> str:
    """The text of a paragraph, a tab in it a space as everywhere in a bulletin."""
    return item.text.replace("\t", " ")


def _text(name: str, label: str = "", between: str = "\n") -> _Read:
    """A field that a paragraph holds after its label; further paragraphs of the style go on with it."""

    def read(fields: Fields, item: Paragraph) -> None:
        before, text = getattr(fields.issue, name), words(item).removeprefix(label)
        fields.place(name, f"{before}{between}{text}" if before else text)

    return read


def _list(name: str) -> _Read:
    """A field of several lines, a paragraph each."""

    def read(fields: Fields, item: Paragraph) -> None:
        fields.set(name, (*getattr(fields.issue, name), words(item)))
        fields.log.place(name, words(item), fields.line)

    return read


def _title(fields: Fields, item: Paragraph) -> None:
    fields.titled = True
    _text("title", between="")(fields, item)


def _number(fields: Fields, item: Paragraph) -> None:
    fields.without_year = item.style == names.NUMBER_WITHOUT_YEAR
    found = _NUMBER.fullmatch(item.text.strip())
    if found is None:
        fields.leave(item)
        return
    fields.set("supplement", bool(found[2]))
    if (number := parse_number(found[3])) is not None:
        fields.place("number", number, item.text)
    if found[1]:
        fields.set("year", parse_number(found[1]))


def _total(fields: Fields, item: Paragraph) -> None:
    found = _TOTAL.fullmatch(item.text.strip())
    total = parse_number(found[1]) if found else None
    if total is None:
        fields.leave(item)
    else:
        fields.place("total", total, item.text)


def _issued(style: DateStyle) -> _Read:
    """Publisher and, after a tab, date; the date's style is that of the paragraph unless it is visibly another."""

    def read(fields: Fields, item: Paragraph) -> None:
        publisher, tab, written = item.text.rpartition("\t")
        fields.place("publisher", publisher.replace("\t", " ") if tab else written)
        fields.set("date_style", style)
        found = parse_date(written) if tab else None
        if found:
            fields.place("date", found[0], written)
            fields.set("date_style", _date_style(style, found[1], found[0].month))
        elif tab and written.strip():
            fields.leave(item)

    return read


def _date_style(style: DateStyle, seen: DateStyle, month: int) -> DateStyle:
    return seen if DateStyle.ARABIC in (style, seen) or month == 1 else style


def _board(fields: Fields, item: Paragraph) -> None:
    name, members = foot.board_of(item.text)
    if name and not fields.issue.board_name:
        fields.place("board_name", name)
    fields.set("board", (*fields.issue.board, *members))
    for member in members:
        fields.log.place("board", f"{member.role}：{member.name}", fields.line)


def _contact(fields: Fields, item: Paragraph) -> None:
    contact = foot.contact_of(item.text)
    fields.set("contact", contact)
    for name in foot.LABELS.values():
        if found := getattr(contact, name):
            fields.log.place(f"contact.{name}", found, fields.line)


def _recipients(fields: Fields, item: Paragraph) -> None:
    distribution, found = fields.issue.distribution, foot.recipients_of(item.text)
    fields.set("distribution", replace(distribution, recipients=(*distribution.recipients, found)))
    fields.log.place("distribution", f"{found.verb}：{found.names}", fields.line)


def _copies(fields: Fields, item: Paragraph) -> None:
    if found := _COPIES.fullmatch(item.text.strip()):
        fields.set("distribution", Distribution(fields.issue.distribution.recipients, int(found[1])))
        fields.log.place("distribution.copies", found[1], fields.line, source=item.text)
    else:
        fields.leave(item)


FIELDS: dict[str, _Read] = {
    names.COPY_NUMBER: _text("copy_number", "编号："),
    names.LABEL: _list("labels"),
    names.SERIES: _text("series", between=""),
    names.NUMBER: _number,
    names.NUMBER_WITHOUT_YEAR: _number,
    names.TOTAL: _total,
    **{name: _issued(style) for style, name in names.ISSUED.items()},
    names.TITLE: _title,
    names.SUBTITLE: _text("subtitle"),
    names.BYLINE: _text("byline"),
    names.SOURCE: _list("sources"),
    names.BOARD: _board,
    names.CONTACT: _contact,
    names.IMPRINT: _list("imprint"),
    names.PERMIT: _text("permit", "准印证号："),
    names.RECIPIENTS: _recipients,
    names.COPIES: _copies,
}
