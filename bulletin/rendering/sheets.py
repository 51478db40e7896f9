"""The sheets of the office that are printed, signed by hand and filed: 审签单, 呈阅单, 签收单."""

import dataclasses
from dataclasses import dataclass
from datetime import date

from bulletin.rendering.pdf.fonts import Fonts
from bulletin.rendering.pdf.typesetting import About, typeset


@dataclass(frozen=True, slots=True)
class Stage:
    """A box of the 审签单: what may be ticked, and room for words and name; or what was `said` on screen."""

    name: str
    choices: tuple[str, ...]
    words: str = "意见"
    signer: str = "签名"
    numbers: bool = False
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """审签单 of a frozen revision. `code` tells the words apart from those of every other revision."""

    series: str
    publisher: str
    code: str
    number: str
    revision: str
    heading: str
    submitted: str
    attribute: str
    stages: tuple[Stage, ...]
    note: str = (
        "签好后交编辑部，由一人录入（本期页面“补录纸上的决定”，照抄右上角校验码），"
        "另一人核对，核对后生效。只画圈的，按“圈阅”录入，即同意。"
    )

    title = "审签单"
    template = "review_sheet"


@dataclass(frozen=True, slots=True)
class Leader:
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class ReadingSheet:
    """呈阅单: an issue laid before leaders, with room for their 批示."""

    series: str
    publisher: str
    number: str
    heading: str
    subtitle: str
    lead: str
    leaders: tuple[Leader, ...]
    note: str

    title = "呈阅单"
    template = "reading_sheet"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of the 签收单: 报, 送 or 发, to whom, and how many copies where that is known."""

    verb: str
    names: str
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    name: str
    post: str
    at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """签收单: who takes how many copies, signing by hand; and who received the issue on screen."""

    series: str
    publisher: str
    number: str
    dated: str
    heading: str
    lines: tuple[Recipient, ...]
    copies: str
    readers: tuple[Reader, ...]
    blanks: int = 3

    title = "签收单"
    template = "receipt_sheet"


def render(sheet: ReviewSheet | ReadingSheet | ReceiptSheet, *, on: date, fonts: Fonts | None = None) -> bytes:
    """The sheet made `on` that day as a PDF of A4."""
    about = About(title=f"{sheet.number}{sheet.title}", author=sheet.publisher, date=on)
    return typeset(sheet.template, dataclasses.asdict(sheet), about=about, fonts=fonts)
