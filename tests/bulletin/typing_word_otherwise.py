"""More ways that bulletins are typed into Word."""

import re
from itertools import pairwise

from docx import Document

from tests.bulletin.typing_word import add, add_body, add_lines, cells, saved, split_runs, table, typed
from tests.bulletin.word_xml import element, field, paragraph, run, text_box

_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


def scattered(words):
    """The boxes of the masthead anchored at the title and at the first paragraph of the body."""
    told, document = typed(words), Document()
    boxes = [text_box(paragraph(run(line.strip())), at * 300_000) for at, line in enumerate(told.head)]
    add_lines(document, told.front)
    _add_title(document, told, boxes[0])
    waiting = "".join(boxes[1:])
    for above, line in pairwise(["", *told.body]):
        content = split_runs(line.strip(), told.bold(line.strip()))
        indent = len(line) - len(line.lstrip("　 "))
        look = '<w:jc w:val="center"/>' if indent > 4 else _INDENT if line and (indent or not above.strip()) else ""
        add(document, (waiting if line.strip() else "") + content, look)
        waiting = "" if line.strip() else waiting
    add_lines(document, told.foot)
    return saved(document)


def grouped(words):
    """The masthead as a group of boxes, the imprint in the single cell of a table."""
    told, document = typed(words), Document()
    shapes = "".join(
        f"<wps:wsp><wps:txbx><w:txbxContent>{paragraph(run(line.strip()))}</w:txbxContent></wps:txbx></wps:wsp>"
        for line in told.head
    )
    group = f'<a:graphic><a:graphicData uri="g"><wpg:wgp xmlns:wpg="g">{shapes}</wpg:wgp></a:graphicData></a:graphic>'
    drawing = f'<w:drawing><wp:anchor><wp:docPr id="3" name="组合"/>{group}</wp:anchor></w:drawing>'
    add(
        document,
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wpg">{drawing}</mc:Choice></mc:AlternateContent></w:r>',
    )
    add_lines(document, told.front)
    _add_title(document, told)
    add_body(document, told)
    cell = document.add_table(1, 1).rows[0].cells[0]
    for line in told.foot:
        cell.add_paragraph(line.strip())
    return saved(document)


def at_the_edges(words):
    """The masthead in a text box of the header; imprint and a boxed page number, as WPS has it, in the footer."""
    told, document = typed(words), Document()
    section = document.sections[0]
    box = text_box("".join(paragraph(run(line.strip())) for line in told.head))
    section.header.paragraphs[0]._p.append(element(box))
    add_lines(document, told.front)
    _add_title(document, told)
    add_body(document, told)
    for line in told.foot:
        section.footer.add_paragraph(line.strip())
    number = paragraph(run("— ") + field("PAGE", "1") + run(" —"))
    section.footer.paragraphs[0]._p.append(element(text_box(number)))
    return saved(document)


def keyed(words):
    """The masthead in a table with merged cells, the imprint in a table of keys and values without colons."""
    told, document = typed(words), Document()
    first, second, *others = [line.strip() for line in told.head]
    head = document.add_table(2, 2)
    head.rows[0].cells[0].text, head.rows[0].cells[1].text = first, second
    merged = head.rows[1].cells[0].merge(head.rows[1].cells[1])
    for line in others:
        merged.add_paragraph(line)
    add_lines(document, told.front)
    _add_title(document, told)
    add_body(document, told)
    rows = [re.split("[:：]", key, maxsplit=1) for line in told.foot for key in _keys(line)]
    if rows:
        table(document, rows)
    return saved(document)


def broken_softly(words):
    """Everything in one paragraph with line breaks, as pasted from a web page."""
    document = Document()
    add(document, run(words))
    return saved(document)


def in_one_cell(words):
    """The whole page in the one cell of a table."""
    document = Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    for line in words.split("\n"):
        cell.add_paragraph(line)
    return saved(document)


def _add_title(document, told, box=""):
    for at, line in enumerate(told.title):
        add(document, run(line, "<w:b/>") + ("" if at else box), '<w:jc w:val="center"/>')


def _keys(line):
    return [key for cell in cells(line) for key in re.split(r"\s+(?=\S{2,4}[:：])", cell)]


OTHER_WAYS = (scattered, grouped, at_the_edges, keyed, broken_softly, in_one_cell)
