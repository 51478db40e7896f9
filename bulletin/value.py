"""The one value in the middle: every parser makes a Bulletin, every renderer takes one."""

import dataclasses
import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from bulletin.text import clean


class Kind(StrEnum):
    """What a section of an issue is."""

    LEAD = "lead"
    CASE = "case"
    DISCUSSION = "discussion"
    LESSONS = "lessons"
    NOTE = "note"
    ARTICLE = "article"


class DateStyle(StrEnum):
    """How the masthead writes its date: 二〇二二年元月二十五日, 二〇二二年一月二十五日 or 2022年1月25日."""

    YUANYUE = "yuanyue"
    CHINESE = "chinese"
    ARABIC = "arabic"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the issue under one heading (or none), printed as
    ordinal + heading + heading_end + thesis, then text.

    `heading_end` is the mark between heading and what follows it on its line (“：” or “。”).
    With `run_in` the first paragraph of `text` continues that line.
    `level` is 1 to 4 for 一、 （一） 1. （1）, 0 without a heading.
    `text` is body text as bulletin.markup reads it: one line break ends a paragraph.
    An ARTICLE section opens one of several articles: its heading is the article's title, and the
    sections after it belong to it; `subtitle` and `byline` are its own.
    """

    kind: Kind
    ordinal: str = ""
    heading: str = ""
    level: int = 0
    heading_end: str = ""
    thesis: str = ""
    run_in: bool = False
    text: str = ""
    subtitle: str = ""
    byline: str = ""


@dataclass(frozen=True, slots=True)
class BoardMember:
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    address: str = ""
    postcode: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Recipients:
    """One line of the distribution list: verb 报, 送, 发, 抄送, 主送…, and names as printed."""

    verb: str
    names: str


@dataclass(frozen=True, slots=True)
class Distribution:
    recipients: tuple[Recipients, ...] = ()
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str
    year: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    year: int
    what: str
    month: int | None = None


@dataclass(frozen=True, slots=True)
class CaseNote:
    """What is known of the hub and case study printed in section number `section` (from 0)."""

    section: int
    case_key: str
    hub_slug: str
    hub_name: str
    country: str = ""
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    formula: str = ""
    sources: str = ""
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonNote:
    """A lesson drawn in the issue: `passage` is the exact text it comes from, `rests_on` the sections of its cases."""

    theme_slug: str
    theme_name: str
    lesson_key: str
    statement: str
    passage: str = ""
    rests_on: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotations:
    """What is known about the issue but not printed in it."""

    cases: tuple[CaseNote, ...] = ()
    lessons: tuple[LessonNote, ...] = ()
    correction_note: str = ""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One whole issue. `number` is 第N期 of `year` (of the supplements when `supplement`), `total` 总第N期."""

    series: str = ""
    labels: tuple[str, ...] = ()
    copy_number: str = ""
    year: int | None = None
    number: int | None = None
    supplement: bool = False
    total: int | None = None
    publisher: str = ""
    date: datetime.date | None = None
    date_style: DateStyle = DateStyle.YUANYUE
    title: str = ""
    subtitle: str = ""
    editor_note: str = ""
    sections: tuple[Section, ...] = ()
    byline: str = ""
    sources: tuple[str, ...] = ()
    board_name: str = ""
    board: tuple[BoardMember, ...] = ()
    contact: Contact = field(default_factory=Contact)
    distribution: Distribution = field(default_factory=Distribution)
    permit: str = ""
    imprint: tuple[str, ...] = ()
    annotations: Annotations = field(default_factory=Annotations)

    def __post_init__(self) -> None:
        _refuse_unclean(self)

    @property
    def articles(self) -> tuple[int, ...]:
        """The number (from 1) of the article each section belongs to; all 1 in a bulletin of one article."""
        opened, numbers = 0, []
        for section in self.sections:
            opened += section.kind is Kind.ARTICLE
            numbers.append(max(1, opened))
        return tuple(numbers)


def _refuse_unclean(value: object) -> None:
    for text in _strings(value):
        if clean(text) != text:
            raise ValueError(f"文本含有控制字符或非法字符：{text[:20]!r}")


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for item in value for text in _strings(item)]
    if dataclasses.is_dataclass(value):
        return [text for part in dataclasses.fields(value) for text in _strings(getattr(value, part.name))]
    return []


def public_form(bulletin: Bulletin) -> Bulletin:
    """The bulletin as the public may read it: without labels, copy number, distribution list and number of copies."""
    return dataclasses.replace(bulletin, labels=(), copy_number="", distribution=Distribution())
