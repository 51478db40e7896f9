"""The zip a Word file is: its parts, their types and relations, its properties. The same parts give the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from bulletin.rendering import masthead
from bulletin.rendering.word.document import Links
from bulletin.rendering.word.setup import FOOTERS, HEADERS
from bulletin.rendering.word.xml import Element, R, written
from bulletin.value import Bulletin

_OPC = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"{_OPC}/content-types"
_RELATIONS = f"{_OPC}/relationships"
_CORE = f"{_OPC}/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {name: kind for name, (kind, _) in (HEADERS | FOOTERS).items()}
_WRITTEN_AT = (1980, 1, 1, 0, 0, 0)


def packed(roots: Mapping[str, Element], bulletin: Bulletin, links: Links) -> bytes:
    """The .docx of the parts under word/, `document` among them."""
    contents = {
        "[Content_Types].xml": _content_types(roots),
        "_rels/.rels": _relations(
            [
                ("document", f"{R}/officeDocument", "word/document.xml", ""),
                ("core", f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml", ""),
            ]
        ),
        "docProps/core.xml": _core(bulletin),
        "word/_rels/document.xml.rels": _document_relations(roots, links),
    }
    return _zipped(contents | {f"word/{name}.xml": written(root) for name, root in roots.items()})


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _WRITTEN_AT)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, content)
    return stream.getvalue()


def _kind(name: str) -> str:
    return _KINDS.get(name, name)


def _content_types(roots: Iterable[str]) -> bytes:
    root = etree.fromstring(f'<Types xmlns="{_TYPES}"/>')
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    kinds = {"docProps/core": "application/vnd.openxmlformats-package.core-properties+xml"}
    kinds |= {f"word/{name}": f"{_WORD}.{_kind(name)}+xml" for name in roots}
    kinds["word/document"] = f"{_WORD}.document.main+xml"
    for name, kind in kinds.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}.xml", ContentType=kind)
    return written(root)


def _document_relations(roots: Iterable[str], links: Links) -> bytes:
    inner = [(name, f"{R}/{_kind(name)}", f"{name}.xml", "") for name in roots if name != "document"]
    outer = [(name, f"{R}/hyperlink", address, "External") for address, name in links.ids.items()]
    return _relations([*inner, *outer])


def _relations(rows: Iterable[tuple[str, str, str, str]]) -> bytes:
    root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
    for name, kind, target, mode in rows:
        attributes = {"Id": name, "Type": kind, "Target": target} | ({"TargetMode": mode} if mode else {})
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", attributes)
    return written(root)


def _core(bulletin: Bulletin) -> bytes:
    """The properties of the file; its dates are those of the issue."""
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    number = masthead.number_line(bulletin) + masthead.total_line(bulletin)
    said = {
        f"{{{_DC}}}title": bulletin.title,
        f"{{{_DC}}}subject": bulletin.series + number,
        f"{{{_DC}}}creator": bulletin.publisher,
        f"{{{_CORE}}}lastModifiedBy": bulletin.publisher,
        f"{{{_DC}}}language": "zh-CN",
    }
    for name, words in said.items():
        if words:
            etree.SubElement(root, name).text = words
    if bulletin.date:
        for name in ("created", "modified"):
            at = etree.SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
            at.text = f"{bulletin.date.isoformat()}T00:00:00Z"
    return written(root)
