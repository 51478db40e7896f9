"""The imprint of a Word file: a line each of board, contact, notes, permit, distribution and copies.

A line is written as it is printed where that can be read back by its looks, else with its parts each before a tab.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from bulletin.rendering import masthead
from bulletin.rendering.word import names
from bulletin.rendering.word.items import Foot, Item, Paragraph, paragraph, paragraphs
from bulletin.value import BoardMember, Bulletin, Contact, Recipients

T = TypeVar("T")
LABELS = {
    "地址": "address",
    "邮编": "postcode",
    "电话": "phone",
    "传真": "fax",
    "电子邮箱": "email",
    "网址": "website",
}


def items(bulletin: Bulletin) -> Iterator[Item]:
    if rows := tuple(_rows(bulletin)):
        yield Foot(rows)


def _rows(bulletin: Bulletin) -> Iterator[Paragraph]:
    board = (bulletin.board_name, bulletin.board)
    if any(board):
        yield paragraph(names.BOARD, _readable(masthead.board_line(bulletin), board, board_of, _board_parts(*board)))
    contact = bulletin.contact
    if contact != Contact():
        parts = [getattr(contact, name) for name in LABELS.values()]
        yield paragraph(names.CONTACT, _readable(masthead.contact_line(bulletin), contact, contact_of, parts))
    yield from paragraphs(names.IMPRINT, bulletin.imprint)
    if bulletin.permit:
        yield paragraph(names.PERMIT, masthead.permit_line(bulletin))
    for recipients, line in zip(bulletin.distribution.recipients, masthead.distribution_lines(bulletin), strict=True):
        parts = [recipients.verb, recipients.names]
        yield paragraph(names.RECIPIENTS, _readable(line, recipients, recipients_of, parts))
    if bulletin.distribution.copies is not None:
        yield paragraph(names.COPIES, masthead.copies_line(bulletin))


def board_of(line: str) -> tuple[str, tuple[BoardMember, ...]]:
    """The name of the board and its members; without a “：” a part is the name."""
    if "\t" in line:
        name, *rest = line.split("\t")
        return name, tuple(BoardMember(*pair) for pair in zip(rest[::2], rest[1::2], strict=False))
    parts = [part for part in line.split("　") if part]
    name = parts.pop(0) if parts and "：" not in parts[0] else ""
    return name, tuple(_member(part) for part in parts)


def contact_of(line: str) -> Contact:
    if "\t" in line:
        return Contact(**dict(zip(LABELS.values(), line.split("\t"), strict=False)))
    found: dict[str, str] = {}
    last = "address"
    for part in line.split("　"):
        label, colon, value = part.partition("：")
        if colon and label.strip() in LABELS:
            last, part = LABELS[label.strip()], value
        found[last] = f"{found[last]}　{part}" if last in found else part
    return Contact(**found)


def recipients_of(line: str) -> Recipients:
    if "\t" in line:
        return Recipients(*line.split("\t")[:2])
    verb, _, who = line.partition("：")
    return Recipients(verb, who)


def _member(part: str) -> BoardMember:
    role, colon, name = part.partition("：")
    return BoardMember(role, name) if colon else BoardMember("", part)


def _board_parts(name: str, board: tuple[BoardMember, ...]) -> list[str]:
    return [name, *(text for member in board for text in (member.role, member.name))]


def _readable(line: str, value: T, read: Callable[[str], T], parts: list[str]) -> str:
    return line if read(line) == value else "".join(f"{part}\t" for part in parts)
