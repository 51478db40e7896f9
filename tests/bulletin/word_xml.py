"""Pieces of the XML that Word and WPS write and python-docx does not."""

import io
import zipfile
from xml.sax.saxutils import escape

from docx.oxml import parse_xml

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def element(xml):
    """An element out of a snippet that uses the usual prefixes."""
    opening, rest = xml.split(">", 1) if "/>" not in xml.split(">", 1)[0] + ">" else (xml[:-2], "/")
    return parse_xml(f"{opening} {NAMESPACES}>{rest}" if rest != "/" else f"{opening} {NAMESPACES}/>")


def run(text, properties=""):
    """A run of text; tabs and line breaks as Word writes them."""
    parts = []
    for at, line in enumerate(text.split("\n")):
        parts += ["<w:br/>"] if at else []
        for place, words in enumerate(line.split("\t")):
            parts += ["<w:tab/>"] if place else []
            parts.append(f'<w:t xml:space="preserve">{escape(words)}</w:t>')
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{''.join(parts)}</w:r>"


def paragraph(content, properties=""):
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def drawn_box(paragraphs, height=0):
    """A text box as DrawingML."""
    return f"""<w:drawing><wp:anchor><wp:positionV relativeFrom="paragraph"><wp:posOffset>{height}</wp:posOffset>
    </wp:positionV><wp:docPr id="1" name="文本框 1"/><a:graphic><a:graphicData uri="wps"><wps:wsp><wps:txbx>
    <w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"""


def vml_box(paragraphs, height=0):
    """The same as VML, as Word 2007 and many WPS files have it."""
    return f"""<w:pict><v:shape style="position:absolute;margin-top:{height / 12700}pt"><v:textbox>
    <w:txbxContent>{paragraphs}</w:txbxContent></v:textbox></v:shape></w:pict>"""


def text_box(paragraphs, height=0):
    """A run with a text box, once for new readers and once for old ones."""
    return f"""<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn_box(paragraphs, height)}</mc:Choice>
    <mc:Fallback>{vml_box(paragraphs, height)}</mc:Fallback></mc:AlternateContent></w:r>"""


def field(instruction, result):
    """A field with its result."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {escape(instruction)} '
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def abstract_numbering(key):
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for depth, (style, words) in enumerate(LEVELS)
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'


def rezipped(content, changed):
    """A .docx with parts put in, changed (by a function of their bytes) or, with None, taken out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        parts = {name: source.read(name) for name in source.namelist()}
        for name, change in changed.items():
            parts[name] = change(parts[name]) if callable(change) else change
        for name, part in parts.items():
            if part is not None:
                made.writestr(name, part)
    return target.getvalue()


def replacing(old, new):
    """A change of a part: one stretch of its bytes for another."""

    def change(part):
        assert old.encode() in part
        return part.replace(old.encode(), new.encode())

    return change
