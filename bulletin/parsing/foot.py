"""Where the imprint begins, and its lines."""

from bulletin.parsing import imprint, marks
from bulletin.parsing.imprint import Imprint
from bulletin.parsing.lines import Line
from bulletin.parsing.report import Log
from bulletin.parsing.widths import is_hanzi

_REACH = 40


def split(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines above the imprint and those of it, sources and notes among them left above."""
    start = len(lines)
    at = len(lines) - 1
    while at >= max(0, len(lines) - _REACH):
        if imprint.is_imprint(lines[at].text):
            start = at
        elif (opening := _opened_by(lines, at)) is not None:
            start = at = opening
        elif not _is_note(lines[at]):
            break
        at -= 1
    above = lines[:start] + [line for line in lines[start:] if _is_note(line)]
    return above, [line for line in lines[start:] if not _is_note(line)]


def take(lines: list[Line], into: Imprint, log: Log) -> None:
    """Put the lines of the foot, wrapped ones joined, into the imprint."""
    joined: list[tuple[str, int]] = []
    for line in lines:
        if joined and not imprint.is_imprint(line.text):
            text, number = joined[-1]
            separator = "" if (is_hanzi(text[-1]) and is_hanzi(line.text[0])) or text[-1] in "，、,；" else "  "
            log.change(line.number, "hard_wrap", f"{text[-4:]}⏎{line.text[:4]}", text[-4:] + separator + line.text[:4])
            joined[-1] = (text + separator + line.text, number)
        else:
            joined.append((line.text, line.number))
    for text, number in joined:
        imprint.take(text, number, into, log)


def _opened_by(lines: list[Line], at: int) -> int | None:
    """The line of the imprint that a line without a key runs on from, up to three lines above and with no gap."""
    if len(lines[at].text) > 120 or marks.opens(lines[at].text):
        return None
    for opening in range(at - 1, max(-1, at - 4), -1):
        if lines[opening + 1].blank or lines[opening + 1].rule:
            return None
        if imprint.is_imprint(lines[opening].text):
            return opening if imprint.is_listing(lines[opening].text) else None
    return None


def _is_note(line: Line) -> bool:
    return marks.is_source(line.text) or marks.is_remark(line.text)
