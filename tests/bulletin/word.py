"""Reading Word files in tests: the parts of the zip, and our own bulletin back from it."""

import io
import zipfile

from lxml import etree

from bulletin.parsing import word_issue
from bulletin.parsing.report import Parse
from bulletin.parsing.word_items import Source
from bulletin.rendering.word.xml import Element, w


def part(content: bytes, name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def read(content: bytes) -> Parse:
    styles = {one.get(w("styleId")): one[0].get(w("val")) for one in part(content, "word/styles.xml").iter(w("style"))}
    relations = part(content, "word/_rels/document.xml.rels")
    source = Source(styles, {one.get("Id"): one.get("Target") for one in relations})
    items = list(source.items(part(content, "word/document.xml")[0]))
    assert word_issue.is_ours(styles.values(), items)
    return word_issue.parse(items)
