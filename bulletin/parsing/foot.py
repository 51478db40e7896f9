"""Where the imprint begins, and its lines."""

from bulletin.parsing import imprint, marks
from bulletin.parsing.imprint import Imprint
from bulletin.parsing.lines import Line
from bulletin.parsing.report import Log
from bulletin.parsing.widths import half, is_hanzi

_REACH = 40


def split(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines above the imprint and those of it, sources and notes among them left above."""
    start = len(lines)
    at = len(lines) - 1
    while at >= max(0, len(lines) - _REACH):
        if not _is_note(lines, at):
            if imprint.is_imprint(lines[at].text):
                start = at
            elif (opening := _opened_by(lines, at)) is not None:
                start = at = opening
            else:
                break
        at -= 1
    notes = [at for at in range(start, len(lines)) if _is_note(lines, at)]
    above = lines[:start] + [lines[at] for at in notes]
    return above, [line for at, line in enumerate(lines) if at >= start and at not in notes]


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


def _is_note(lines: list[Line], at: int) -> bool:
    """Whether a line is a source or a remark, or closes the bracket that one above opened."""
    text = lines[at].text
    if marks.is_source(text) or marks.is_remark(text):
        return True
    above = lines[at - 1].text if at and not lines[at].blank else ""
    return (marks.is_source(above) or marks.is_remark(above)) and half(above).count("(") > half(above).count(")")
