"""Paragraphs → the sections of a bulletin, article by article."""

from dataclasses import dataclass, field, replace

from bulletin.parsing import headings, kinds, marks, title
from bulletin.parsing.headings import Heading
from bulletin.parsing.paragraphs import Paragraph
from bulletin.parsing.report import Log
from bulletin.parsing.title import Title
from bulletin.parsing.widths import compact
from bulletin.value import Kind, Section

_EDITORS_NOTE = ("编者按", "按语", "编者的话")


@dataclass(slots=True)
class Body:
    """What the body of a bulletin holds."""

    sections: list[Section] = field(default_factory=list)
    editor_note: str = ""
    sources: list[str] = field(default_factory=list)
    byline: str = ""


@dataclass(slots=True)
class _Draft:
    section: Section
    texts: list[str] = field(default_factory=list)
    line: int = 0
    confidence: float = 1.0

    def finish(self) -> Section:
        return replace(self.section, text="\n".join(self.texts), run_in=self.section.run_in and bool(self.texts))


def build(paragraphs: list[Paragraph], head: Title, titles: frozenset[str], log: Log) -> Body:
    """The sections of all articles; ARTICLE sections only where there are several."""
    articles = _articles(paragraphs, head, titles)
    body = Body()
    several = len(articles) > 1
    for number, (opening, rest) in enumerate(articles):
        writer = _Writer(body, head.level, log, byline=head.byline if number == 0 else opening.byline)
        drafts, body.byline = writer.write(rest)
        if several:
            body.sections.append(replace(opening, byline=body.byline))
        body.sections += [draft.finish() for draft in drafts]
    if several:
        body.byline = ""
        log.warn(
            "two_articles" if len(articles) == 2 else "several_articles",
            f"本期有 {len(articles)} 篇文章，请核对分篇。",
            head.line,
        )
    return body


def _articles(
    paragraphs: list[Paragraph], head: Title, titles: frozenset[str]
) -> list[tuple[Section, list[Paragraph]]]:
    articles: list[tuple[Section, list[Paragraph]]] = [
        (Section(Kind.ARTICLE, head.ordinal, head.title, subtitle=head.subtitle), [])
    ]
    hinted = compact(head.ordinal + head.title) in titles
    for at, paragraph in enumerate(paragraphs):
        after = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        opening, rest = articles[-1]
        if head.title and after and rest and _opens_article(paragraphs, at, head, titles if hinted else frozenset()):
            articles.append((Section(Kind.ARTICLE, *title.numbered(paragraph.text)), []))
        elif len(articles) > 1 and not rest and not opening.subtitle and title.is_subtitle(paragraph.text):
            articles[-1] = (replace(opening, subtitle=paragraph.text), [])
        elif len(articles) > 1 and after and not rest and not opening.byline and title.names_author(paragraph.text):
            articles[-1] = (replace(opening, byline=paragraph.text), [])
        else:
            rest.append(paragraph)
    return articles


def _opens_article(paragraphs: list[Paragraph], at: int, head: Title, titles: frozenset[str]) -> bool:
    paragraph, before = paragraphs[at], paragraphs[at - 1]
    if compact(paragraph.text) in titles:
        return True
    if len(paragraph.text) > 60 or paragraph.text[-1] in "。；，：" or marks.ordinal(paragraph.text):
        return False
    if 0 < paragraph.level == head.level < 7:
        return True
    return not marks.opens(paragraph.text) and marks.is_byline(before.text) and "。" not in paragraph.text


class _Writer:
    """Writes the sections of one article."""

    def __init__(self, body: Body, title_level: int, log: Log, *, byline: str) -> None:
        self.body, self.title_level, self.log = body, title_level, log
        self.drafts: list[_Draft] = []
        self.byline = byline
        self.above: list[tuple[int, Kind, str]] = []
        self.waiting = ""

    def write(self, paragraphs: list[Paragraph]) -> tuple[list[_Draft], str]:
        found = headings.find(paragraphs, self.title_level)
        ends, repeating = _ends_of_siblings(found, paragraphs), kinds.repeating(found)
        for at, paragraph in enumerate(paragraphs):
            heading = found[at]
            if heading:
                self._open(heading, paragraph, repeated=at in repeating)
            elif not self._take_special(paragraphs, at):
                self._add(paragraph, apart=at in ends or self._closes_cases(found, paragraphs, at))
        for draft in self.drafts:
            name = draft.section.heading or (draft.texts[0][:12] if draft.texts else "")
            self.log.place(f"sections.{draft.section.kind.value}", name, draft.line, draft.confidence)
        return self.drafts, self.byline

    def _closes_cases(self, found: list[Heading | None], paragraphs: list[Paragraph], at: int) -> bool:
        """Whether the text after the last of some cases draws the lessons."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.section.kind is not Kind.CASE or not kinds.draws_lessons(paragraphs[at].text):
            return False
        following = next((heading for heading in found[at + 1 :] if heading), None)
        return bool(last.texts) and (following is None or following.level < last.section.level)

    def _open(self, heading: Heading, paragraph: Paragraph, *, repeated: bool) -> None:
        while self.above and self.above[-1][0] >= heading.level:
            self.above.pop()
        over = self.above[-1] if self.above else None
        above = None if over is None or (over[1] is Kind.LESSONS and kinds.gathers_cases(over[2])) else over[1]
        named = "：" in heading.heading + heading.heading_end and over is not None and kinds.gathers_cases(over[2])
        gathered = over is None or kinds.gathers_cases(over[2])
        listed = heading.sibling == "lead_in" or (heading.sibling == "dash" and gathered)
        kind = kinds.of_heading(heading, above, siblings=listed or named or repeated)
        self.above.append((heading.level, kind, heading.heading))
        section = Section(
            kind,
            heading.ordinal,
            heading.heading,
            heading.level,
            heading.heading_end,
            heading.thesis,
            bool(heading.rest),
        )
        self.drafts.append(
            _Draft(section, [paragraph.body(heading.rest)] if heading.rest else [], paragraph.line, heading.confidence)
        )

    def _take_special(self, paragraphs: list[Paragraph], at: int) -> bool:
        text = paragraphs[at].text
        if self.waiting:
            self._finish_note(text)
            return True
        if self._adds_to_byline(text) or (not self.byline and self._signs_off(paragraphs, at)):
            self.byline += text
            self.log.place("byline", text, paragraphs[at].line)
        elif marks.is_source(text) or self._continues_sources(paragraphs, at):
            self.body.sources.append(text)
            self.log.place("sources", text, paragraphs[at].line)
        elif marks.note_label(text):
            self._open_note(paragraphs[at])
        elif marks.is_remark(text) and _ends_article(paragraphs[at + 1 :]):
            self.drafts.append(_Draft(Section(Kind.NOTE), [text], paragraphs[at].line))
        else:
            return False
        return True

    def _adds_to_byline(self, text: str) -> bool:
        """A sign-off, or what a bracket tells of the authors named above: 李明（作者单位：…）."""
        return marks.is_byline(text) and (not self.byline or (text[0] == "（" and "（" not in self.byline))

    def _signs_off(self, paragraphs: list[Paragraph], at: int) -> bool:
        """Author names alone at the end of an article that has text."""
        last = all(marks.is_source(later.text) or marks.is_remark(later.text) for later in paragraphs[at + 1 : at + 5])
        return last and bool(self.drafts) and title.names_author(paragraphs[at].text)

    def _continues_sources(self, paragraphs: list[Paragraph], at: int) -> bool:
        ordinal = marks.ordinal(paragraphs[at].text)
        before = paragraphs[at - 1].text if at else ""
        return ordinal is not None and ordinal.level >= 3 and before in self.body.sources

    def _open_note(self, paragraph: Paragraph) -> None:
        label = marks.note_label(paragraph.text)
        opening, words = marks.after_note_label(paragraph.text)
        if label in _EDITORS_NOTE and not self.body.editor_note:
            self.body.editor_note = paragraph.text
            self.log.place("editor_note", paragraph.text, paragraph.line)
            self.waiting = "" if words else "editor_note"
            return
        before, _, after = opening.strip().partition(opening.strip(" 【】[]（）():：　"))
        self.log.change(paragraph.line, "note_label", opening, before + label + after)
        section = Section(Kind.NOTE, before, label, 1, after, run_in=bool(words))
        self.drafts.append(_Draft(section, [words] if words else [], paragraph.line, 0.9))
        self.waiting = "" if words else "note"

    def _finish_note(self, text: str) -> None:
        if self.waiting == "editor_note":
            self.body.editor_note += "\n" + text
        else:
            self.drafts[-1].texts.append(text)
        self.waiting = ""

    def _add(self, paragraph: Paragraph, *, apart: bool) -> None:
        lessons = kinds.draws_lessons(paragraph.text)
        last = self.drafts[-1].section if self.drafts else None
        if last is None or (last.kind is Kind.NOTE and not self.above and not marks.is_listed(paragraph.text)):
            headed = any(draft.section.kind is not Kind.NOTE for draft in self.drafts)
            self._start(Kind.DISCUSSION if headed else Kind.LEAD, paragraph)
        elif apart:
            self._start(Kind.LESSONS if lessons else Kind.DISCUSSION, paragraph)
        elif lessons and not last.heading and last.kind is not Kind.LESSONS and len(self.drafts[-1].texts) >= 1:
            self._start(Kind.LESSONS, paragraph)
        else:
            self.drafts[-1].texts.append(paragraph.body())

    def _start(self, kind: Kind, paragraph: Paragraph) -> None:
        self.above.clear()
        self.drafts.append(_Draft(Section(kind), [paragraph.body()], paragraph.line, 1.0 if kind is Kind.LEAD else 0.7))


def _ends_article(rest: list[Paragraph]) -> bool:
    return all(marks.opens(paragraph.text) or len(paragraph.text) <= 60 for paragraph in rest[:40]) and len(rest) <= 40


def _ends_of_siblings(found: list[Heading | None], paragraphs: list[Paragraph]) -> frozenset[int]:
    """Where plain text after a row of one-paragraph siblings begins (after a lone one, lessons): it belongs to none."""
    siblings = [at for at, heading in enumerate(found) if heading and heading.sibling]
    if not siblings:
        return frozenset()
    last = siblings[-1]
    if len(siblings) == 1 and any(found[last + 1 :]):
        return frozenset()
    heading = found[last]
    unfinished = heading is not None and heading.sibling == "lead_in" and not heading.rest
    if unfinished or len(siblings) == 1 or any(found[at] is None for at in range(siblings[0], last)):
        later = (at for at in range(last + 1, len(found)) if kinds.draws_lessons(paragraphs[at].text))
        return frozenset(list(later)[:1])
    return frozenset([last + 1]) if last + 1 < len(found) and found[last + 1] is None else frozenset()
