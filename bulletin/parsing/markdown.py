"""Markdown as bulletin.rendering.markdown writes it → Bulletin."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bulletin.rendering import markdown as layout
from bulletin.text import clean
from bulletin.value import BoardMember, Bulletin, Contact, DateStyle, Distribution, Kind, Recipients, Section

_NUMBERS = {"year", "number", "total", "distribution.copies"}
_LISTS = {"labels", "imprint"}
_PAIRS: dict[str, type[BoardMember] | type[Recipients]] = {"board": BoardMember, "distribution.recipients": Recipients}
_KINDS = {kind.value: kind for kind in Kind}
_DATE_STYLES = {words: style for style, words in layout.DATE_STYLES.items()}
_JSON = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of the front part: its value or its items, and where it stands."""

    key: str
    value: str
    items: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a marker opens: the marker's words, the text up to the next one, and where it stands."""

    words: str
    value: str
    line: int


def parse(source: str) -> Bulletin:
    """The issue, without annotations, that the Markdown was written from.

    Raises ValueError with a Chinese sentence naming the line when the front part or a marker is not as written.
    """
    lines = clean(source).split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise _error(1, "文件应以“---”开头的刊头部分开始，刊头部分以另一行“---”结束")
    end = lines.index("---", 1)
    entries = {entry.key: entry for entry in _entries(lines[1:end])}
    token = _token(entries)
    fields = _front(entries)
    stretches = _stretches("\n".join(lines[end + 1 :]), token, end + 2)
    return Bulletin(**fields, **_body(stretches, layout.separator(token)))


def _error(line: int, sentence: str) -> ValueError:
    return ValueError(f"第{line}行：{sentence}。")


def _entries(lines: list[str]) -> Iterator[_Entry]:
    key, value, items, opened = "", "", list[str](), 0
    for number, line in enumerate(lines, start=2):
        if line.startswith("  - ") and key and not value:
            items.append(line.removeprefix("  - "))
            continue
        if key:
            yield _Entry(key, value, tuple(items), opened)
        key, colon, rest = line.partition(":")
        value, items, opened = rest.strip(), [], number
        if not colon or key not in {"格式", "分节", *layout.FRONT}:
            raise _error(number, f"刊头部分没有“{line[:20]}”这一项")
    if key:
        yield _Entry(key, value, tuple(items), opened)


def _token(entries: dict[str, _Entry]) -> str:
    written = entries.pop("格式", None)
    if written is None or written.value != layout.FORMAT:
        raise _error(2, f"应写明“格式: {layout.FORMAT}”")
    token = entries.pop("分节", None)
    if token is None or not re.fullmatch("§[0-9]*", token.value):
        raise _error(3, "应写明“分节: §”")
    return token.value


def _front(entries: dict[str, _Entry]) -> dict[str, Any]:
    fields: dict[str, dict[str, Any]] = {"": {}, "contact": {}, "distribution": {}}
    for entry in entries.values():
        path = layout.FRONT[entry.key]
        part, _, name = path.rpartition(".")
        try:
            fields[part][name] = _front_value(path, entry)
        except (ValueError, KeyError, TypeError) as error:
            raise _error(entry.line, f"“{entry.key}”的内容不符合格式") from error
    contact, distribution = Contact(**fields["contact"]), Distribution(**fields["distribution"])
    return fields[""] | {"contact": contact, "distribution": distribution}


def _front_value(path: str, entry: _Entry) -> Any:
    if path in _LISTS:
        return tuple(_string(item) for item in entry.items)
    if path in _PAIRS:
        return tuple(_PAIRS[path](*_pair(item)) for item in entry.items)
    if path in _NUMBERS:
        return int(entry.value)
    readers = {"date": date.fromisoformat, "date_style": _date_style, "supplement": _yes}
    return readers.get(path, _string)(entry.value)


def _date_style(text: str) -> DateStyle:
    return _DATE_STYLES[text]


def _yes(text: str) -> bool:
    return {layout.YES: True, "否": False}[text]


def _string(text: str) -> str:
    value, rest = _leading_string(text)
    if rest:
        raise ValueError(rest)
    return value


def _leading_string(text: str) -> tuple[str, str]:
    """A string in quotes, or else all of it, and what stands after it."""
    if not text.startswith('"'):
        return text, ""
    value, end = _JSON.raw_decode(text)
    return value, text[end:]


def _pair(text: str) -> tuple[str, str]:
    if not text.startswith('"'):
        first, colon, second = text.partition(": ")
    else:
        first, rest = _leading_string(text)
        colon, second = rest[:2], rest[2:]
    if colon != ": ":
        raise ValueError(text)
    return first, _string(second)


def _stretches(body: str, token: str, first_line: int) -> Iterator[_Stretch]:
    markers = list(re.finditer(rf"<!-- {token} (?!-->)([^<>\n]+) -->", body))
    before = body[: markers[0].start()] if markers else body
    if before.strip():
        raise _error(first_line, "标题前应有分节标记")
    ends = [*(marker.start() for marker in markers), len(body)][1:]
    for marker, end in zip(markers, ends, strict=True):
        value = body[marker.end() : end].removeprefix("\n").removesuffix("\n" if end == len(body) else "\n\n")
        yield _Stretch(marker[1], value, first_line + body.count("\n", 0, marker.start()))


def _body(stretches: Iterator[_Stretch], between: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"sources": ()}
    sections = list[dict[str, Any]]()
    for stretch in stretches:
        name = stretch.words.split(" ")[0]
        if name in _KINDS:
            sections.append(_section(stretch, between))
        elif name in layout.IN_SECTION or name == layout.ARTICLE_BYLINE:
            _add_to_section(sections, stretch)
        elif name == "source":
            fields["sources"] += (stretch.value,)
        else:
            fields[_field(stretch)] = stretch.value.removeprefix("# ") if name == "title" else stretch.value
    return fields | {"sections": tuple(Section(**section) for section in sections)}


def _field(stretch: _Stretch) -> str:
    names = layout.BEFORE_SECTIONS | layout.AFTER_SECTIONS
    if stretch.words not in names:
        raise _error(stretch.line, f"不认识分节标记“{stretch.words[:20]}”")
    return names[stretch.words]


def _section(stretch: _Stretch, between: str) -> dict[str, Any]:
    kind, *words = stretch.words.split(" ")
    section: dict[str, Any] = {"kind": _KINDS[kind], "level": 0, "run_in": layout.RUN_IN in words}
    for word in words:
        level = re.fullmatch(rf"{layout.LEVEL}(-?[0-9]{{1,9}})", word)
        if level:
            section["level"] = int(level[1])
        elif word != layout.RUN_IN:
            raise _error(stretch.line, f"不认识分节标记“{stretch.words[:20]}”")
    return section | _opening(stretch, between)


def _opening(stretch: _Stretch, between: str) -> dict[str, str]:
    hashes = layout.HEADING.match(stretch.value)
    if not hashes:
        return {"text": stretch.value}
    line = stretch.value[hashes.end() :]
    parts = tuple(line.split(between)) if between in line else layout.split_heading(line)
    if len(parts) != 3:
        raise _error(stretch.line + 1, f"标题里应有两个“{between}”，分开序号、标题和标题后的标点")
    return dict(zip(("ordinal", "heading", "heading_end"), parts, strict=True))


def _add_to_section(sections: list[dict[str, Any]], stretch: _Stretch) -> None:
    if stretch.words == layout.ARTICLE_BYLINE:
        owners, name = [section for section in sections if section["kind"] is Kind.ARTICLE], "byline"
    else:
        owners, name = sections, layout.IN_SECTION.get(stretch.words, "")
    if not owners or not name:
        raise _error(stretch.line, f"“{stretch.words[:20]}”前没有它所属的部分")
    owners[-1][name] = stretch.value
