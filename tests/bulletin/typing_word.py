"""Bulletins typed into Word the ways people do it."""

import io
import re
from dataclasses import dataclass
from itertools import pairwise

from docx import Document

from bulletin.numerals import parse_number
from bulletin.parsing import text
from bulletin.parsing.widths import compact
from tests.bulletin.word_xml import (
    abstract_numbering,
    drawn_box,
    element,
    field,
    paragraph,
    run,
    text_box,
    vml_box,
)

_ORDINALS = (r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d{1,2}[.．](?!\d)", r"（\d{1,2}）")
_FOOT = ("board", "board_name", "distribution", "permit", "imprint")


def saved(document):
    """The bytes of a python-docx document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def line_by_line(words):
    """Each line of a text as a paragraph."""
    document = Document()
    for line in words.split("\n"):
        document.add_paragraph(line)
    return saved(document)


@dataclass(frozen=True)
class Typed:
    """The lines of a text by what they are, as the parser of texts found them; `front` is the list of contents."""

    head: list
    front: list
    title: list
    body: list
    foot: list
    headings: tuple

    def bold(self, line):
        """How much of a line somebody makes bold: the heading it begins with."""
        begun = [len(words) for words in self.headings if line.startswith(words)]
        return max((end for end in begun if end == len(line) or line[end - 1] in "：。"), default=0)


def typed(words):
    """The Typed of a text."""
    report, lines = text.parse(words), words.split("\n")
    title = next((place.line for place in report.placements if place.field == "title"), 1)
    own = [place.line for place in report.placements if place.field.split(".")[0] in (*_FOOT, "contact")]
    foot = min((line for line in own if line > title), default=len(lines) + 1)
    lines = ["" if re.fullmatch("[─_═=—-]{6,}", line.strip()) else line for line in lines]
    head = [line for line in lines[: title - 1] if line.strip()]
    contents = next((at for at, line in enumerate(head) if re.search("要目|目录", compact(line))), len(head))
    headings = tuple(one.heading + one.heading_end for one in report.bulletin.sections if one.heading)
    end = next((at for at, line in enumerate(lines[title:], title) if not line.strip()), title)
    heading = [line.strip() for line in lines[title - 1 : end if end <= title + 1 else title]]
    body = lines[title - 1 + len(heading) : foot - 1]
    return Typed(head[:contents], head[contents:], heading, body, lines[foot - 1 :], headings)


class Numberer:
    """Numbers paragraphs automatically where a text has typed ordinals."""

    def __init__(self, document):
        self.root = document.part.numbering_part.element
        self.root.insert(0, element(abstract_numbering(90)))
        self.next, self.counts = 900, [0, 0, 0, 0]
        self.list = self._list()

    def properties(self, line):
        """The w:numPr for a line with an ordinal and the line without it; "" and the line itself otherwise."""
        for depth, pattern in enumerate(_ORDINALS):
            if (found := re.match(pattern, line)) and line[found.end() : found.end() + 1].strip():
                number = parse_number(re.sub(r"[、（）.．]", "", found[0]))
                if number != self.counts[depth] + 1:
                    self.list = self._list(depth, number)
                self.counts[depth:] = [number, *[0] * (3 - depth)]
                place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{self.list}"/></w:numPr>'
                return place, line[found.end() :].lstrip()
        return "", line

    def _list(self, depth=0, start=None):
        self.next += 1
        override = (
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
        )
        xml = f'<w:num w:numId="{self.next}"><w:abstractNumId w:val="90"/>{override}</w:num>'
        self.root.append(element(xml))
        return self.next


def add(document, content, properties=""):
    """Append a paragraph given as XML."""
    document.element.body.insert_element_before(element(paragraph(content, properties)), "w:sectPr")


def split_runs(line, bold=0):
    """The line in runs of three letters, the first `bold` letters bold, as editing leaves them."""
    cuts = sorted({0, bold, *range(0, len(line), 3), len(line)})
    return "".join(
        run(line[start:end], "<w:b/>" if start < bold else "") + '<w:proofErr w:type="spellStart"/>'
        for start, end in pairwise(cuts)
    )


def table(document, rows):
    width = max(map(len, rows))
    made = document.add_table(rows=0, cols=width)
    for row in rows:
        for cell, words in zip(made.add_row().cells, row, strict=False):
            cell.text = words
    return made


def cells(line):
    return [cell for cell in re.split(r"\s{2,}|　(?=\S{2,}[：:])", line.strip()) if cell]


def page_number(document):
    footer = document.sections[0].footer
    footer.paragraphs[0]._p.append(element(paragraph(run("— ") + field("PAGE", "1") + run(" —"))))


def office(words, *, box=text_box, boxes_at_once=False, numbered=True, indented=True):
    """Masthead in text boxes, imprint in a table, automatic numbers, bold headings, header and page number."""
    told, document = typed(words), Document()
    groups = [paragraph(run(line.strip())) for line in told.head]
    groups = ["".join(groups)] if boxes_at_once else groups
    add(document, "".join(box(group, at * 360_000) for at, group in reversed([*enumerate(groups)])))
    add(document, "", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
    add_lines(document, told.front)
    for line in told.title:
        add(document, run(line, "<w:b/>"), '<w:jc w:val="center"/>')
    add_body(document, told, numbered=numbered, indented=indented)
    rows = [cells(line) for line in told.foot if line.strip()]
    if rows:
        table(document, rows)
    document.sections[0].header.paragraphs[0].text = told.head[0].strip() if told.head else ""
    page_number(document)
    return saved(document)


def add_lines(document, lines):
    for line in lines:
        add(document, run(line.strip()))


def add_body(document, told, *, numbered=True, indented=True):
    """The body in split runs, headings bold, first lines indented by their style, centred where the text is."""
    numberer = Numberer(document)
    for above, line in pairwise(["", *told.body]):
        centred = len(line) - len(line.lstrip("　 ")) > 4
        place, rest = numberer.properties(line.strip()) if numbered else ("", line.strip())
        opens = indented and not centred and (not above.strip() or line.startswith(("　", "  ")))
        indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if opens else ""
        look = '<w:jc w:val="center"/>' if centred else indent
        add(document, split_runs(rest, told.bold(rest)), (place + look) if rest else "")


def headers(words):
    """Masthead in the first page's header, a running head on the others, imprint in the last text box."""
    told, document = typed(words), Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    lines = [line.strip() for line in told.head]
    for line in lines:
        section.first_page_header.add_paragraph(line)
    section.header.paragraphs[0].text = "　".join(lines[-3:])
    add_lines(document, told.front)
    for line in told.title:
        document.add_paragraph(line, style="Title")
    add_body(document, told, numbered=False)
    box = "".join(paragraph(run(re.sub(r"\s{2,}", "\t", line.strip()))) for line in told.foot if line.strip())
    if box:
        add(document, text_box(box))
    page_number(document)
    return saved(document)


def tables(words):
    """Masthead in a table with number and date by tabs, content controls, headings in the styles of Word."""
    told, document = typed(words), Document()
    lines = [line.strip() for line in told.head]
    if lines:
        table(document, [[line] for line in lines[:-2]] + [["\t".join(lines[-2:])]])
    add_lines(document, told.front)
    for line in told.title:
        document.add_paragraph(line, style="Heading 1")
    for above, line in pairwise(["", *told.body]):
        indent = "" if above.strip() and not line.startswith(("　", "  ")) else '<w:ind w:firstLineChars="200"/>'
        control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(line.strip())}</w:sdtContent></w:sdt>"
        add(document, control, indent if line.strip() else "")
    add_lines(document, told.foot)
    page_number(document)
    return saved(document)


def wps(words):
    """Text boxes that only WPS writes so, no numbering, no indents: blank lines between paragraphs."""
    return office(words, box=lambda xml, at: f"<w:r>{drawn_box(xml, at)}</w:r>", numbered=False, indented=False)


def old(words):
    """One VML box for the whole masthead."""
    return office(words, box=lambda xml, at: f"<w:r>{vml_box(xml, at)}</w:r>", boxes_at_once=True)


WAYS = (line_by_line, office, headers, tables, wps, old)
