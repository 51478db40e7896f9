"""Where things belong that do not stand in the flow: text boxes, headers and footers, notes."""

import re

from bulletin.parsing import fields, furniture, imprint, masthead
from bulletin.parsing.imprint import Imprint
from bulletin.parsing.lines import read
from bulletin.parsing.masthead import Masthead
from bulletin.parsing.report import Log
from bulletin.parsing.widths import compact
from bulletin.parsing.word import tables
from bulletin.parsing.word.writing import Boxed, Grid, Item, Written

_TOP = 40
_RULE = "─" * 28
_HEADER, _FOOTER = "页眉，不属于正文", "页脚，不属于正文"
_CONTENTS = re.compile("目录|本期要目|本期目录|要目|contents", re.IGNORECASE)


def flow(items: list[Item]) -> list[Written]:
    """The lines of the body: boxes of the masthead first, those of the imprint last, tables as what they are."""
    prose = [at for at, item in enumerate(items) if _is_prose(item)]
    first, last = (prose[0], prose[-1]) if prose else (len(items), -1)
    while first + 1 < len(items) and isinstance(items[first + 1], Boxed):
        first += 1
    top, lines, bottom = list[Written](), list[Written](), list[Written]()
    places = [_place(item, above=at <= first, below=bool(prose)) for at, item in enumerate(items)]
    for at, item in enumerate(items):
        if isinstance(item, Boxed):
            beside = at <= first and "top" in places and _names_publisher(item)
            {"top": top, "bottom": bottom}.get("top" if beside else places[at], lines).extend(item.lines)
        elif isinstance(item, Grid):
            lines += tables.lines_of(item, above=at <= first, below=at > last)
        else:
            lines.append(item)
            if item.ruled and at < first:
                lines.append(Written(_RULE))
    return _without_contents([*top, *lines, *bottom])


def _is_prose(item: Item) -> bool:
    return isinstance(item, Written) and item.is_prose


def _names_publisher(box: Boxed) -> bool:
    return all(fields.publisher(line.words) for line in box.lines if line.words)


def _place(box: Item, *, above: bool, below: bool) -> str:
    """Whether a box belongs to the masthead or the imprint, wherever it is anchored."""
    if not isinstance(box, Boxed):
        return ""
    words = [line.words for line in box.lines if line.words]
    if any(line.is_prose for line in box.lines) or not words:
        return ""
    found = {item.field for one in words if len(one) <= 90 for item in fields.peel(one)[0]}
    if found & {"number", "total"}:
        return "top"
    if below and imprint.is_listing(words[0]):
        return "bottom"
    if above and (found - {"permit"} or any(map(fields.series, words))):
        return "top"
    return "bottom" if below and imprint.is_imprint(words[0]) else ""


def _without_contents(lines: list[Written]) -> list[Written]:
    """The heading above an automatic list of contents goes with it."""
    above = Written()
    for line in lines:
        if line.aside and not above.aside and _CONTENTS.fullmatch(compact(above.words)):
            above.aside = line.aside
        above = line if line.words else above
    return lines


def with_headers(lines: list[Written], headers: list[list[Written]]) -> list[Written]:
    """The lines below those of the headers that a masthead lacks; the others are set aside at the end."""
    aside: list[Written] = []
    seen = set[str]()
    for header in headers:
        head = _head(lines)
        whole = _numbered(header) and head.number is None and head.total is None
        taken = list[Written]()
        for line in header:
            if line.words and (whole or _is_new(line.words, head)):
                taken.append(line)
            elif line.words and compact(line.words) not in seen:
                aside.append(Written(line.words, aside=_HEADER, events=line.events))
            seen.add(compact(line.words))
        lines = [*taken, *lines]
    return [*lines, *aside]


def with_footers(lines: list[Written], footers: list[list[Written]]) -> list[Written]:
    """The lines above those of the footers that belong to an imprint; the others are set aside at the end."""
    known = {compact(line.words) for line in lines}
    taken, aside = list[Written](), list[Written]()
    for line in (line for footer in footers for line in footer if line.words):
        key = compact(line.words)
        if key not in known:
            known.add(key)
            (taken if imprint.is_imprint(line.words) else aside).append(line)
    for line in aside:
        line.aside = _FOOTER
    kept = [line for line in lines if not line.aside]
    return [*kept, *taken, *(line for line in lines if line.aside), *aside]


def _head(lines: list[Written]) -> Masthead:
    """What the masthead in the body says."""
    top = [line.words for line in lines if not line.aside][:_TOP]
    return masthead.read(furniture.drop(read("\n".join(top)), Log()), Imprint(), Log())[0]


def _numbered(header: list[Written]) -> bool:
    found = (item.field for line in header if len(line.words) <= 90 for item in fields.peel(line.words)[0])
    return any(name in ("number", "total") for name in found)


def _is_new(words: str, head: Masthead) -> bool:
    """Whether a line of a header says something of the masthead that is not in the body."""
    if len(words) > 90:
        return False
    found, cells = fields.peel(words)
    missing = {
        "number": head.number is None and not head.supplement, "total": head.total is None, "date": head.date is None,
        "copy_number": not head.copy_number,
    }  # fmt: skip
    return (
        any(missing.get(item.field) for item in found)
        or any(item.field == "label" and compact(item.words) not in head.labels for item in found)
        or any(fields.series(cell) and not head.series for cell in cells)
        or any(fields.publisher(cell) and not head.publisher for cell in cells)
    )
