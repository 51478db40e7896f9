"""Body text → blocks: a closed little subset of Markdown that leaves everything else exactly as typed.

A line is a paragraph. `**strong**`, `[text](address)`, lines beginning `- `, a pipe table and a line that is wholly
an image `![alt](/address)` are the only marks there are.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor


@dataclass(frozen=True, slots=True)
class Text:
    """Words, which begin at `at` in the body text."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    address: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Strong:
    runs: "Line"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that something points at by `name`; no mark makes it, only bulletin.rendering.passages."""

    name: str
    runs: "Line"


Run: TypeAlias = Text | Strong | Link | Passage
Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of body text; without runs it is a blank line."""

    runs: Line


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has as many cells as the head."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Image:
    alt: str
    address: str


Block: TypeAlias = Paragraph | BulletList | Table | Image

_SITE = r"/(?![/\\])[^\s()<>\"\\]*"
_ADDRESS = rf"(?:(?i:https?://|mailto:)[^\s()<>\"\\]+|{_SITE})"
_LINK = re.compile(rf"(?<!!)\[([^\[\]]+)\]\(({_ADDRESS})\)")
_IMAGE = re.compile(rf"!\[([^\[\]]*)\]\(({_SITE})\)")
# Both ends hug the text; between ASCII letters or digits, as in 5**3**2, two stars are arithmetic.
# Not (?:…)++: Python before 3.11.5 loses matches of a possessive group.
_STRONG = re.compile(
    r"(?<!\*)(?!(?<=[0-9A-Za-z])\*\*[0-9A-Za-z])\*\*(?![\s*])"
    r"([^*]+(?:\*(?!\*)[^*]*)*)"
    r"(?<!\s)\*\*(?!\*)(?!(?<=[0-9A-Za-z]\*\*)[0-9A-Za-z])"
)
_ITEM = re.compile(r"- (.*\S.*)", re.DOTALL)
_ROW = re.compile(r"\|(.*)\|", re.DOTALL)
_RULE = re.compile(r"(?=.{3}):?-+:?")


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a body text, in order and losing nothing but the marks. Never raises."""
    root = Element("body")
    # BlockParser asks for a list; a deque gives up its first line without moving the others.
    _parser.parseBlocks(root, cast(list[str], deque(_typed_lines(text) if text else ())))
    return tuple(_block(element) for element in root)


def plain(parts: Iterable[Block]) -> str:
    """The words of the blocks, a line for each paragraph, item, table row and image."""
    return "\n".join(_plain_block(part) for part in parts)


def plain_text(text: str) -> str:
    """Body text without its marks."""
    return plain(blocks(text))


def plain_passage(text: str) -> str:
    """A stretch of body text without its marks, when it may begin or end inside strong words."""
    completed = (text, f"**{text}", f"{text}**", f"**{text}**")
    return min(map(plain_text, completed), key=lambda words: words.count("**"))


def plain_line(line: Line) -> str:
    """The words of one line."""
    return "".join(plain_line(run.runs) if isinstance(run, Strong | Passage) else run.text for run in line)


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return plain_line(runs)
        case BulletList(items):
            return "\n".join(map(plain_line, items))
        case Table(head, rows):
            return "\n".join("　".join(map(plain_line, row)) for row in (head, *rows))
        case Image(alt, _):
            return alt


class _Typed(str):
    """A line as typed, which begins at `at` in the body text."""

    at: int


def _typed_lines(text: str) -> Iterator[_Typed]:
    at = 0
    for line in map(_Typed, text.split("\n")):
        line.at = at
        at += len(line) + 1
        yield line


class _ParagraphProcessor(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        line = _take(blocks)
        _add(parent, "p", line, line.at)


class _ImageProcessor(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _IMAGE.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        image = _IMAGE.fullmatch(_take(blocks))
        if image:
            SubElement(parent, "img", alt=image[1], src=image[2])


class _ListProcessor(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _ITEM.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        element = SubElement(parent, "ul")
        while blocks and (item := _ITEM.fullmatch(blocks[0])):
            _add(element, "li", item[1], _take(blocks).at + item.start(1))


class _TableProcessor(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return block.startswith("|")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        head = _cells(blocks[0])
        rule = _cells(blocks[1]) if len(blocks) > 1 else ()
        if not head or len(rule) != len(head) or not all(map(_RULE.fullmatch, map(str.strip, rule))):
            return False
        table = SubElement(parent, "table")
        _add_row(table, head, _take(blocks))
        _take(blocks)
        while blocks and len(cells := _cells(blocks[0])) == len(head):
            _add_row(table, cells, _take(blocks))
        return True


def _take(lines: list[str]) -> _Typed:
    return cast(deque[_Typed], lines).popleft()


def _cells(line: str) -> tuple[str, ...]:
    row = _ROW.fullmatch(line)
    return tuple(row[1].split("|")) if row else ()


def _add_row(table: Element, cells: tuple[str, ...], line: _Typed) -> None:
    row, at = SubElement(table, "tr"), line.at + 1
    for cell in cells:
        _add(row, "td", cell.strip(), at + len(cell) - len(cell.lstrip()))
        at += len(cell) + 1


def _add(parent: Element, tag: str, words: str, at: int) -> None:
    SubElement(parent, tag, at=str(at)).text = words


def _build_parser() -> BlockParser:
    parser = BlockParser(Markdown())
    parser.blockprocessors.register(_ImageProcessor(parser), "image", 40)
    parser.blockprocessors.register(_ListProcessor(parser), "list", 30)
    parser.blockprocessors.register(_TableProcessor(parser), "table", 20)
    parser.blockprocessors.register(_ParagraphProcessor(parser), "paragraph", 10)
    return parser


_parser = _build_parser()


def _block(element: Element) -> Block:
    match element.tag:
        case "img":
            return Image(element.get("alt", ""), element.get("src", ""))
        case "ul":
            return BulletList(tuple(_line(item) for item in element))
        case "table":
            head, *rows = (tuple(_line(cell) for cell in row) for row in element)
            return Table(head, tuple(rows))
        case _:
            return Paragraph(_line(element))


def _line(element: Element) -> Line:
    text, begins = element.text or "", int(element.get("at", "0"))
    runs, at = list[Run](), 0
    for strong in _STRONG.finditer(text):
        runs += _with_links(text[at : strong.start()], begins + at)
        runs.append(Strong(_with_links(strong[1], begins + strong.start(1))))
        at = strong.end()
    return (*runs, *_with_links(text[at:], begins + at))


def _with_links(text: str, begins: int) -> tuple[Text | Link, ...]:
    runs, at = list[Text | Link](), 0
    for link in _LINK.finditer(text):
        runs += [Text(text[at : link.start()], begins + at), Link(link[1], link[2], begins + link.start(1))]
        at = link.end()
    return tuple(run for run in (*runs, Text(text[at:], begins + at)) if run.text)
