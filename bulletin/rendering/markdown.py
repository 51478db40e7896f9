"""The printed part of an issue as Markdown that bulletin.parsing.markdown reads back exactly.

A front part holds the masthead and imprint under Chinese keys. After it come the title and the sections; an HTML
comment such as `<!-- § case level-1 -->` opens each stretch. Its mark (§, §2, …) occurs nowhere in the issue, so body
text stands as typed, with nothing escaped, and no Hanzi stands between those of the issue.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from operator import attrgetter
from typing import Any

from bulletin.rendering import masthead
from bulletin.serialization import to_json
from bulletin.value import BoardMember, Bulletin, DateStyle, Kind, Recipients, Section

FORMAT = "期刊文本1"
DATE_STYLES = {DateStyle.YUANYUE: "元月", DateStyle.CHINESE: "汉字", DateStyle.ARABIC: "数字"}
FRONT = {
    "刊名": "series",
    "标识": "labels",
    "编号": "copy_number",
    "年": "year",
    "期": "number",
    "增刊": "supplement",
    "总期": "total",
    "编印单位": "publisher",
    "日期": "date",
    "日期写法": "date_style",
    "编委会": "board_name",
    "编委": "board",
    "地址": "contact.address",
    "邮编": "contact.postcode",
    "电话": "contact.phone",
    "传真": "contact.fax",
    "电子邮箱": "contact.email",
    "网址": "contact.website",
    "分发": "distribution.recipients",
    "印数": "distribution.copies",
    "准印证号": "permit",
    "版记": "imprint",
}
BEFORE_SECTIONS = {"title": "title", "subtitle": "subtitle", "editor-note": "editor_note"}
IN_SECTION = {"section-subtitle": "subtitle", "thesis": "thesis", "text": "text", "section-byline": "byline"}
ARTICLE_BYLINE = "article-byline"
AFTER_SECTIONS = {"byline": "byline", "source": "sources"}
RUN_IN = "run-in"
LEVEL = "level-"
YES = "是"
HEADING = re.compile(r"#{1,6} ")

_BARE = re.compile(r"[㐀-鿿A-Za-z《（][^\n:#\"]*(?<!\s)")
_ORDINAL = re.compile(
    r"——|[①-⑳◆◇●]|[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[)）]|[0-9０-９]+[.．、]|[（(][0-9０-９]+[)）]"
)


def render(bulletin: Bulletin) -> str:
    """The issue without its annotations; parsing it back gives an equal printed_digest."""
    token = _token(bulletin)
    front = "\n".join(["---", f"格式: {FORMAT}", f"分节: {token}", *_front(bulletin), "---"])
    stretches = [f"<!-- {token} {words} -->\n{value}" for words, value in _stretches(bulletin, separator(token))]
    return "\n\n".join([front, *stretches]) + "\n"


def separator(token: str) -> str:
    """What stands between ordinal, heading and the mark after it where they cannot be told apart by their looks."""
    return f"<!-- {token} -->"


def split_heading(line: str) -> tuple[str, str, str]:
    """A heading line parted by its looks: ordinal (一、 （一） 1. （1）), heading, the mark after it (：。)."""
    found = _ORDINAL.match(line)
    ordinal = found[0] if found else ""
    rest = line.removeprefix(ordinal)
    end = rest[-1:] if rest[-1:] in ("：", "。", ":") else ""
    return ordinal, rest.removesuffix(end), end


def _token(bulletin: Bulletin) -> str:
    everything = to_json(bulletin)
    return next(token for n in count(1) if f"<!-- {(token := '§' if n == 1 else f'§{n}')}" not in everything)


def _front(bulletin: Bulletin) -> Iterator[str]:
    default = Bulletin()
    for key, path in FRONT.items():
        value = attrgetter(path)(bulletin)
        if value != attrgetter(path)(default):
            yield from _front_lines(key, value)


def _front_lines(key: str, value: Any) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield f"{key}: {_scalar(value)}"
        return
    yield f"{key}:"
    for item in value:
        yield f"  - {_item(item)}"


def _item(item: object) -> str:
    match item:
        case BoardMember(first, second) | Recipients(first, second):
            return f"{_scalar(first)}: {_scalar(second)}"
        case _:
            return _scalar(item)


def _scalar(value: object) -> str:
    match value:
        case DateStyle():
            return DATE_STYLES[value]
        case str():
            return value if _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)
        case bool():
            return YES
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _stretches(bulletin: Bulletin, between: str) -> Iterator[tuple[str, str]]:
    for words, name in BEFORE_SECTIONS.items():
        if value := getattr(bulletin, name):
            yield words, f"# {value}" if name == "title" else value
    yield from _sections(bulletin, between)
    if bulletin.byline:
        yield "byline", bulletin.byline
    for source in bulletin.sources:
        yield "source", source


def _sections(bulletin: Bulletin, between: str) -> Iterator[tuple[str, str]]:
    byline = ""
    for section, depth in zip(bulletin.sections, masthead.depths(bulletin), strict=True):
        if section.kind is Kind.ARTICLE:
            if byline:
                yield ARTICLE_BYLINE, byline
            byline = section.byline
        yield from _section(section, "#" * min(6, (depth or 0) + 2), between)
    if byline:
        yield ARTICLE_BYLINE, byline


def _section(section: Section, hashes: str, between: str) -> Iterator[tuple[str, str]]:
    parts = {words: getattr(section, name) for words, name in IN_SECTION.items()}
    opening = f"{hashes} {_heading(section, between)}" if _has_heading(section) else ""
    if not opening and not section.subtitle and not section.thesis and not HEADING.match(section.text):
        opening = parts.pop("text")
    if section.kind is Kind.ARTICLE:
        del parts["section-byline"]
    yield _section_words(section), opening
    yield from ((words, value) for words, value in parts.items() if value)


def _section_words(section: Section) -> str:
    level = [f"{LEVEL}{section.level}"] if section.level else []
    return " ".join([section.kind.value, *level, *([RUN_IN] if section.run_in else [])])


def _has_heading(section: Section) -> bool:
    return bool(section.ordinal or section.heading or section.heading_end)


def _heading(section: Section, between: str) -> str:
    parts = (section.ordinal, section.heading, section.heading_end)
    line = "".join(parts)
    return line if "<" not in line and split_heading(line) == parts else between.join(parts)
