"""What stands in a Word file of ours → Bulletin, by the names of its styles.

Read back unchanged it is the bulletin it was written from; changed in Word, it is what now stands in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bulletin.parsing import findings, marks
from bulletin.parsing.layout import FINAL
from bulletin.parsing.report import Parse
from bulletin.parsing.word.own_fields import FIELDS, Fields, words
from bulletin.rendering.markdown import split_heading
from bulletin.rendering.word import body, names
from bulletin.rendering.word.content import first_article_title
from bulletin.rendering.word.items import Foot, Item, Paragraph, Table
from bulletin.rendering.word.names import Opening
from bulletin.value import Bulletin, Kind, Section

_CONTENTS = (names.CONTENTS_HEADING, names.CONTENTS_ENTRY)
_OF_SECTIONS = (names.SECTION_SUBTITLE, names.SECTION_BYLINE, names.ARTICLE_BYLINE)
_IN_TEXT = (names.BODY, names.EDITOR_NOTE, names.BULLET, names.PICTURE)
# How many lines on a paragraph is looked for.
_REACH = 200
_LONGEST_HEADING = 30
_OURS = {*FIELDS, *_CONTENTS, *_OF_SECTIONS, *_IN_TEXT}


def is_made_by_us(styles: Iterable[str]) -> bool:
    """Whether a file that knows these styles was made by us."""
    return set(names.OURS) <= set(styles)


def is_in_our_styles(items: Sequence[Item]) -> bool:
    """Whether most of its paragraphs still have our styles."""
    styled = [_is_ours(item.style) for item in items if isinstance(item, Paragraph) and item.text.strip()]
    return sum(styled) * 2 >= len(styled)


def _is_ours(style: str) -> bool:
    return style in _OURS or names.opening_of(style) is not None


def parse(items: Iterable[Item], text: str) -> Parse:
    """The bulletin, without annotations; `text` is the file as the editor sees it, whose lines are told."""
    places, reader = _Places(text.split("\n")), _Reader()
    for item in items:
        for part in item.rows if isinstance(item, Foot) else (item,):
            reader.fields.line = places.line(part.text if isinstance(part, Paragraph) else "")
            reader.read(part, in_foot=isinstance(item, Foot))
    return reader.finish()


class _Places:
    """Finds the lines of a text that paragraphs begin on, one after the other."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = [line.strip() for line in lines]
        self._at = 0

    def line(self, words: str) -> int:
        """The number of the next line that begins so, else that of the last one found."""
        start = words.strip().split("\n")[0].split("\t")[0]
        later = range(self._at, min(self._at + _REACH, len(self._lines)))
        found = next((at for at in later if start and self._lines[at].startswith(start)), None)
        self._at = self._at if found is None else found + 1
        return self._at


@dataclass(slots=True)
class _Draft:
    section: Section
    lines: list[str] = field(default_factory=list)

    def finish(self) -> Section:
        return replace(self.section, text="\n".join(self.lines))


@dataclass(slots=True)
class _Reader:
    fields: Fields = field(default_factory=Fields)
    note: list[str] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)

    def read(self, item: Paragraph | Table, *, in_foot: bool) -> None:
        if isinstance(item, Table):
            self._add(body.lines(item), to_note=True)
        elif in_foot:
            FIELDS[item.style if item.style in names.FOOT else names.IMPRINT](self.fields, item)
        elif opening := names.opening_of(item.style):
            self._open(item, opening)
        elif item.style in FIELDS:
            FIELDS[item.style](self.fields, item)
        elif item.style in _OF_SECTIONS:
            self._tell_section(item)
        elif item.style == names.EDITOR_NOTE:
            self.note += body.lines(item)
        elif item.style not in _CONTENTS and (item.style != names.GAP or item.text.strip()):
            self._add(body.lines(item), to_note=item.style in (names.BULLET, names.PICTURE))

    def finish(self) -> Parse:
        sections = tuple(draft.finish() for draft in self.drafts)
        issue = replace(self.fields.issue, sections=sections, editor_note="\n".join(self.note))
        issue = self._with_title(self._with_year(issue))
        findings.add(issue, self.fields.log)
        return self.fields.log.finish(issue)

    def _with_year(self, issue: Bulletin) -> Bulletin:
        if issue.year is None and issue.date and not self.fields.without_year:
            return replace(issue, year=issue.date.year)
        return issue

    def _with_title(self, issue: Bulletin) -> Bulletin:
        title = issue.title if self.fields.titled else first_article_title(issue.sections)
        return replace(issue, title=title)

    def _add(self, lines: list[str], *, to_note: bool) -> None:
        """Add body text to the last section; before all sections lists and the like belong to the editor's note."""
        for line in lines:
            self._warn_of_heading(line)
        if self.drafts:
            self.drafts[-1].lines += lines
        elif to_note:
            self.note += lines
        else:
            self.drafts.append(_Draft(Section(Kind.LEAD), lines))

    def _warn_of_heading(self, line: str) -> None:
        """Somebody may have typed a heading without giving it the style of one."""
        ordinal = marks.ordinal(line)
        if ordinal and ordinal.level and len(line) <= _LONGEST_HEADING and line[-1] not in FINAL + "，,、":
            what = f"“{line}”像是标题，用的却是正文样式，已作正文读入。"
            todo = f"要作标题，请在 Word 里把它改成“标题 {ordinal.level}”样式。"
            self.fields.log.warn("heading_in_text", what + todo, self.fields.line)

    def _open(self, item: Paragraph, opening: Opening) -> None:
        titled = _words(item, "", names.HEADING_WORDS) if opening.titled else _words(item, names.HEADING_WORDS)
        thesis, (ordinal, heading, end) = _words(item, names.THESIS), _heading(titled)
        draft = _Draft(Section(opening.kind, ordinal, heading, opening.level, end, thesis, opening.run_in))
        text = () if opening.titled else tuple(piece for piece in item.pieces if not piece.style)
        if text or not (opening.titled or opening.bare or titled or thesis):
            draft.lines += body.lines(Paragraph(names.BODY, text))
        self.drafts.append(draft)
        self.fields.log.place(f"sections.{opening.kind.value}", heading or item.text[:12], self.fields.line)

    def _tell_section(self, item: Paragraph) -> None:
        """A subtitle or byline belongs to the last section, a byline of an article to the last article."""
        of_article = item.style == names.ARTICLE_BYLINE
        found = [draft for draft in self.drafts if not of_article or draft.section.kind is Kind.ARTICLE]
        if not found:
            self.fields.leave(item)
        elif item.style == names.SECTION_SUBTITLE:
            found[-1].section = replace(found[-1].section, subtitle=words(item))
        else:
            found[-1].section = replace(found[-1].section, byline=words(item))


def _words(item: Paragraph, *styles: str) -> str:
    return "".join(piece.text for piece in item.pieces if piece.style in styles)


def _heading(line: str) -> tuple[str, str, str]:
    parts = line.split("\t")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else split_heading(line.replace("\t", " "))
