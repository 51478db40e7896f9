"""Reading Word files in tests: the parts of the zip, and the bulletin back from it."""

import io
import zipfile

from lxml import etree

from bulletin.parsing import word
from bulletin.parsing.report import Parse
from bulletin.parsing.word.xml import Element


def part(content: bytes, name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def read(content: bytes) -> Parse:
    return word.parse(word.read(content))
