"""The top of a bulletin, down to the line before the title."""

import datetime
import re
from dataclasses import dataclass, field

from bulletin.numerals import format_date, parse_date, parse_number
from bulletin.parsing import fields, imprint
from bulletin.parsing.fields import Found
from bulletin.parsing.imprint import Imprint
from bulletin.parsing.lines import Line
from bulletin.parsing.report import Log
from bulletin.parsing.widths import compact, half, unspaced
from bulletin.value import DateStyle

_REACH = 40
_SIGNS = {"number", "total", "copy_number", "permit", "supplement"}
_TITLE_KEY = re.compile(r"^(?:标\s*题|题\s*目)\s*[:：]\s*")
_FIELD_KEY = re.compile(r"^(?:刊\s*名|期\s*号|期\s*数)\s*[:：]\s*")


@dataclass(slots=True)
class Masthead:
    series: str = ""
    labels: list[str] = field(default_factory=list)
    copy_number: str = ""
    year: int | None = None
    number: int | None = None
    supplement: bool = False
    total: int | None = None
    publisher: str = ""
    date: datetime.date | None = None
    date_style: DateStyle = DateStyle.YUANYUE

    @property
    def begun(self) -> bool:
        return self.number is not None or self.total is not None or self.date is not None or self.supplement


def read(lines: list[Line], foot: Imprint, log: Log) -> tuple[Masthead, list[Line]]:
    """The masthead and the lines after it; key lines in it (主编：…) go to `foot`."""
    head = Masthead()
    ruled = _last_rule(lines)
    at = 0
    while at < min(len(lines), _REACH):
        if ruled is not None and at >= ruled and head.begun and not _only_fields(lines[at]):
            break
        if not _take(lines, at, head, foot, log):
            if ruled is None or at >= ruled or _TITLE_KEY.match(lines[at].text):
                break
            log.unplace(lines[at].number, lines[at].text, "报头中未能识别的内容")
        at += 1
    if head.year is None and head.date:
        head.year = head.date.year
    return head, lines[at:]


def _last_rule(lines: list[Line]) -> int | None:
    """Where the (last) rule under the masthead stands."""
    top = lines[:20]
    ruled = [at for at, line in enumerate(top) if line.rule and at and _is_masthead(lines[:at])]
    if not ruled:
        return None
    last = ruled[0]
    for at in ruled[1:]:
        if all(_only_fields(line) or fields.publisher(line.text) for line in top[last:at]):
            last = at
    return last


def _is_masthead(lines: list[Line]) -> bool:
    """Whether lines above a rule are a masthead: short ones with a number or date, the last of them a field."""
    prose = any(len(line.text) > 80 or "。" in line.text for line in lines)
    return (
        not prose and any(map(_numbered, lines)) and (_only_fields(lines[-1]) or fields.publisher(lines[-1].text) != "")
    )


def _numbered(line: Line) -> bool:
    found = fields.peel(line.text)[0] if len(line.text) <= 80 else ()
    return any(item.field in ("number", "total", "date") for item in found)


def _only_fields(line: Line) -> bool:
    if len(line.text) > 90:
        return False
    found, cells = fields.peel(line.text)
    return bool(found) and all(fields.publisher(cell) or fields.series(cell) for cell in cells)


def _take(lines: list[Line], at: int, head: Masthead, foot: Imprint, log: Log) -> bool:
    line = lines[at]
    if len(line.text) > 90 or _TITLE_KEY.match(line.text):
        return False
    text = _FIELD_KEY.sub("", line.text)
    key = line.text[: len(line.text) - len(text)]
    if not fields.publisher(text) and imprint.is_listing(text) and not imprint.is_issued(text):
        imprint.take(text, line.number, foot, log)
        return True
    found, cells = fields.peel(text)
    known = [_cell(cell, lines, at, head) for cell in cells]
    if not _belongs(text, found, cells, known):
        return False
    if key:
        log.unplace(line.number, key, "栏目名称，排版时自动生成")
    for item in found:
        _place(item, line.number, head, foot, log)
    for cell, (name, value, confidence) in zip(cells, known, strict=True):
        _place_cell(cell, name, value, confidence, line.number, head, log)
    return True


def _belongs(text: str, found: tuple[Found, ...], cells: tuple[str, ...], known: list[tuple[str, str, float]]) -> bool:
    if not all(name for name, _, _ in known):
        return any(item.field in _SIGNS for item in found) and fields.stands_alone(text, found)
    if found and any(confidence < 0.7 for _, _, confidence in known) and not fields.stands_alone(text, found):
        return False
    return bool(found or cells)


def _cell(cell: str, lines: list[Line], at: int, head: Masthead) -> tuple[str, str, float]:
    """Which field a run of words is, with its value and how sure that is."""
    if not head.series and (name := fields.series(cell)) and not _may_be_a_title(name, lines, at, head):
        return "series", name, 1.0
    if head.series and compact(cell).strip("《》") == head.series:
        return "series", head.series, 1.0
    if not head.publisher and (name := fields.publisher(cell)) and not _must_be_title(lines, at, head):
        return "publisher", name, 1.0 if head.begun else 0.8
    if (
        not head.series
        and not head.begun
        and _names_a_number_below(lines, at)
        and re.fullmatch("(?!关于)[一-鿿·《》]{2,12}", compact(cell))
    ):
        return "series", unspaced(cell).strip("《》"), 0.6
    return "", "", 0.0


def _may_be_a_title(name: str, lines: list[Line], at: int, head: Masthead) -> bool:
    """A name like 科技创新动态 is a title where no masthead is around it."""
    return fields.is_weak_series(name) and not (head.begun or head.labels or any(map(_numbered, lines[at : at + 5])))


def _must_be_title(lines: list[Line], at: int, head: Masthead) -> bool:
    """A line like the name of an office is the title where long text follows at once, or nothing was a masthead yet."""
    if any(item.field for item in fields.peel(lines[at].text)[0]):
        return False
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None:
        return not head.begun
    return not (head.begun or head.series or _numbered(after)) or (len(after.text) > 60 and not after.rule)


def _names_a_number_below(lines: list[Line], at: int) -> bool:
    return any(
        item.field in ("number", "supplement")
        for line in lines[at : at + 3]
        if len(line.text) <= 60
        for item in fields.peel(line.text)[0]
    )


def _place(item: Found, line: int, head: Masthead, foot: Imprint, log: Log) -> None:
    match item.field:
        case "permit":
            imprint.take(item.words, line, foot, log)
        case "copy_number" if not head.copy_number:
            head.copy_number = half(item.value)
            _note(log, line, "copy_number", head.copy_number, item.words, f"编号：{head.copy_number}")
        case "total" if head.total is None and parse_number(item.value) is not None:
            head.total = parse_number(item.value)
            _note(log, line, "total", head.total, item.words, f"（总第{head.total}期）")
        case "number" | "supplement" if head.number is None:
            _place_number(item, line, head, log)
        case "date" if head.date is None and parse_date(item.value):
            _place_date(item, line, head, log)
        case "label":
            _place_label(item, line, head, log)
        case "urgency":
            imprint.take(item.words, line, foot, log)
        case _:
            _leave(item, line, log)


def _place_number(item: Found, line: int, head: Masthead, log: Log) -> None:
    head.supplement = head.supplement or item.supplement
    head.number = parse_number(item.value) if item.field == "number" else None
    head.year = (parse_number(item.year) if item.year else None) or head.year
    _note(log, line, item.field, head.number or head.supplement, item.words, _house_number(item, head))


def _house_number(item: Found, head: Masthead) -> str:
    if item.field != "number":
        return item.words
    year = f"{head.year}年" if item.year else ""
    return f"{year}{'增刊' if item.supplement else ''}第{head.number}期"


def _place_date(item: Found, line: int, head: Masthead, log: Log) -> None:
    read_date = parse_date(item.value)
    if read_date:
        head.date, head.date_style = read_date
        _note(log, line, "date", head.date, item.words, format_date(*read_date))


def _place_label(item: Found, line: int, head: Masthead, log: Log) -> None:
    label = compact(item.words)
    if label in head.labels:
        _leave(item, line, log)
        return
    head.labels.append(label)
    log.place("labels", label, line)
    log.change(line, "spaced_letters_in_label", item.words, label)
    if "刊物" in label:
        log.warn("label_says_刊物", "标识写作“刊物”：内部资料性出版物不得使用“刊”字，请核对。", line)


def _note(log: Log, line: int, name: str, value: object, words: str, house: str) -> None:
    log.place(name, value, line, source=words)
    log.change(line, "masthead_form", words, house)


def _leave(item: Found, line: int, log: Log) -> None:
    if item.field == "date":
        again = parse_date(item.value) is not None
        code = "two_dates" if again else "bad_date"
        log.warn(code, "报头有两个日期，请核对用哪一个。" if again else "日期无法识别，请核对。", line)
    log.unplace(line, item.words, "报头中重复或无法识别的内容")


def _place_cell(cell: str, name: str, value: str, confidence: float, line: int, head: Masthead, log: Log) -> None:
    if name == "series" and not head.series:
        head.series = value
    elif name == "publisher" and value not in head.publisher:
        head.publisher = f"{head.publisher}　{value}".strip()
    else:
        log.unplace(line, cell, "报头中重复或未能识别的内容")
        return
    log.place(name, value, line, confidence, source=cell)
    log.change(line, f"{name}_form", cell, value)
