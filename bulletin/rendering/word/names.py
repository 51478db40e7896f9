"""The styles of our Word files by name: Word keeps the names of styles, and what a paragraph is can be read from them.

Names in English are those of styles that Word itself has; Word and WPS show them in Chinese (heading 1 as 标题 1).
"""

import re
from dataclasses import dataclass

from bulletin.value import DateStyle, Kind, Section

NORMAL = "Normal"
BODY = "Normal Indent"
BULLET = "List Bullet"
TITLE = "Title"
SUBTITLE = "Subtitle"
HEADER = "header"
FOOTER = "footer"
LINK = "Hyperlink"

COPY_NUMBER = "编号"
LABEL = "标识"
SERIES = "刊名"
NUMBER = "期号"
NUMBER_WITHOUT_YEAR = "期号 不记年"
TOTAL = "总期号"
ISSUED = {
    DateStyle.YUANYUE: "编发单位和日期",
    DateStyle.CHINESE: "编发单位和日期 一月",
    DateStyle.ARABIC: "编发单位和日期 数字",
}
CONTENTS_HEADING = "本期要目"
CONTENTS_ENTRY = "要目条目"
EDITOR_NOTE = "编者按"
SECTION_SUBTITLE = "文章副题"
SECTION_BYLINE = "段落署名"
ARTICLE_BYLINE = "文章署名"
BYLINE = "署名"
SOURCE = "资料来源"
PICTURE = "图示"
CELL = "表格文字"
CELL_HEAD = "表头文字"
GAP = "表后空行"
BOARD = "版记 编委会"
CONTACT = "版记 联系方式"
IMPRINT = "版记 其他"
PERMIT = "版记 准印证号"
RECIPIENTS = "版记 分送"
COPIES = "版记 印数"

FOOT = (BOARD, CONTACT, IMPRINT, PERMIT, RECIPIENTS, COPIES)
# A file that knows all of these was made by us.
OURS = (SERIES, NUMBER, *ISSUED.values(), *FOOT)

HEADING_WORDS = "标题文字"
THESIS = "论点"

_KINDS = {
    Kind.LEAD: "导语",
    Kind.CASE: "案例",
    Kind.DISCUSSION: "综论",
    Kind.LESSONS: "启示",
    Kind.NOTE: "说明",
    Kind.ARTICLE: "文章",
}
_KIND = "|".join(_KINDS.values())
_OPENING = re.compile(
    rf"(?:标题 (?P<level>[1-4]) )?(?P<kind>{_KIND})(?:(?<=文章)标题)?(?P<run_in> 接排)?(?P<bare> 空)?"
)
_HEADING = re.compile("heading ([1-4])")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the style of the paragraph that opens a section says of it; a `bare` one holds no words."""

    kind: Kind
    level: int
    run_in: bool = False
    bare: bool = False

    @property
    def titled(self) -> bool:
        """Whether the words of the paragraph are a heading, not the first line of the text."""
        return self.level != 0 or self.kind is Kind.ARTICLE


def opening_name(opening: Opening, *, among_articles: bool) -> str:
    """标题 1 for a heading of the discussion, 标题 1 案例, 标题 2 启示 接排, 导语, 文章标题…

    Under articles the headings of the discussion are 标题 1 综论: Word lets the headings of its own stand nowhere but
    outermost.
    """
    if opening == Opening(Kind.DISCUSSION, opening.level) and 1 <= opening.level <= 4 and not among_articles:
        return f"heading {opening.level}"
    word = _KINDS[opening.kind]
    if opening.level:
        word = f"标题 {opening.level} {word}"
    elif opening.titled:
        word += "标题"
    return f"{word}{' 接排' if opening.run_in else ''}{' 空' if opening.bare else ''}"


def opening_of(name: str) -> Opening | None:
    """The inverse of opening_name; None for the name of any other style."""
    if found := _HEADING.fullmatch(name.lower()):
        return Opening(Kind.DISCUSSION, int(found[1]))
    if not (found := _OPENING.fullmatch(name)):
        return None
    kind = next(kind for kind, word in _KINDS.items() if word == found["kind"])
    return Opening(kind, int(found["level"] or 0), bool(found["run_in"]), bool(found["bare"]))


def has_heading(section: Section) -> bool:
    return bool(section.ordinal or section.heading or section.heading_end or section.thesis)
