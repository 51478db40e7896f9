"""The wording around the articles, shared by every renderer: number, date, contents, board, contact, distribution."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.numerals import format_date
from bulletin.rendering.anchors import anchors
from bulletin.value import Bulletin, Kind, Section

_CONTACT = (
    ("地址", "address"),
    ("邮编", "postcode"),
    ("电话", "phone"),
    ("传真", "fax"),
    ("电子邮箱", "email"),
    ("网址", "website"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; depth 0 is an article or an outermost heading."""

    anchor: str
    text: str
    depth: int


def number_line(bulletin: Bulletin) -> str:
    """第4期, 2022年增刊第1期, or "" without a number."""
    if bulletin.number is None:
        return ""
    year = f"{bulletin.year}年" if bulletin.year is not None else ""
    return f"{year}增刊第{bulletin.number}期" if bulletin.supplement else f"第{bulletin.number}期"


def total_line(bulletin: Bulletin) -> str:
    """（总第418期）, or ""."""
    return "" if bulletin.total is None else f"（总第{bulletin.total}期）"


def date_line(bulletin: Bulletin) -> str:
    """The date in the style of the masthead, or ""."""
    return "" if bulletin.date is None else format_date(bulletin.date, bulletin.date_style)


def copy_number_line(bulletin: Bulletin) -> str:
    """编号：000036, or ""."""
    return _labelled("编号", bulletin.copy_number)


def permit_line(bulletin: Bulletin) -> str:
    """准印证号：…, or ""."""
    return _labelled("准印证号", bulletin.permit)


def board_line(bulletin: Bulletin) -> str:
    """《决策参阅》编委会　主任：冀伟　副主任：刘红, or ""."""
    return "　".join(part for part in (bulletin.board_name, *board_members(bulletin)) if part)


def board_members(bulletin: Bulletin) -> tuple[str, ...]:
    """主任：冀伟, one for each member."""
    return tuple(_labelled(member.role, member.name) if member.role else member.name for member in bulletin.board)


def contact_parts(bulletin: Bulletin) -> tuple[str, ...]:
    """地址：…, 邮编：…, 电话：…, only those that are known."""
    parts = (_labelled(label, getattr(bulletin.contact, name)) for label, name in _CONTACT)
    return tuple(part for part in parts if part)


def contact_line(bulletin: Bulletin) -> str:
    """地址：…　邮编：…　电话：…, or ""."""
    return "　".join(contact_parts(bulletin))


def distribution_lines(bulletin: Bulletin) -> tuple[str, ...]:
    """报：…, 送：…, one for each verb."""
    return tuple(f"{line.verb}：{line.names}" for line in bulletin.distribution.recipients)


def copies_line(bulletin: Bulletin) -> str:
    """共印80份, or ""."""
    return "" if bulletin.distribution.copies is None else f"共印{bulletin.distribution.copies}份"


def heading_line(section: Section) -> str:
    """The line a section opens with: ordinal, heading, the mark after it, thesis."""
    return section.ordinal + section.heading + section.heading_end + section.thesis


def has_articles(bulletin: Bulletin) -> bool:
    """Several articles print their own titles; the title of the whole is then not printed again."""
    return any(section.kind is Kind.ARTICLE for section in bulletin.sections)


def depths(bulletin: Bulletin) -> tuple[int | None, ...]:
    """How deep each section's heading is nested, from 0 and never skipping a step; None without a heading."""
    found, open_levels = list[int | None](), list[int]()
    for section in bulletin.sections:
        level = 0 if section.kind is Kind.ARTICLE else max(1, section.level)
        if not section.ordinal + section.heading:
            found.append(None)
            continue
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        found.append(len(open_levels))
        open_levels.append(level)
    return tuple(found)


def contents(bulletin: Bulletin) -> tuple[Entry, ...]:
    """The two outermost depths of headings, and 启示 for lessons without one; () for fewer than two headings."""
    rows = zip(bulletin.sections, anchors(bulletin), depths(bulletin), strict=True)
    entries = tuple(_entries(rows))
    return entries if sum(depth is not None for depth in depths(bulletin)) > 1 else ()


def _entries(rows: Iterable[tuple[Section, str, int | None]]) -> Iterator[Entry]:
    for section, anchor, depth in rows:
        if depth is None and section.kind is Kind.LESSONS:
            yield Entry(anchor, "启示", 0)
        elif depth is not None and depth < 2:
            yield Entry(anchor, section.ordinal + section.heading, depth)


def _labelled(label: str, value: str) -> str:
    return f"{label}：{value}" if value else ""
