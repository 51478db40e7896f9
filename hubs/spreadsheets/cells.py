"""A cell of an Excel table as text, or the sentence why it cannot be taken."""

import datetime
import re

_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+?\d{2,}")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Excel keeps fifteen digits and makes the others noughts.
_MOST_DIGITS = 15
FORMULA = "这一格是公式。请复制这一列，用“选择性粘贴—数值”贴回原处，再上传。"
BROKEN = "这一格显示为“{}”，是算不出来的公式。请改成要填的内容。"
TOO_LONG = "这个数字超过15位，Excel 已经把后面的数字变成了0。请把这一列设成“文本”格式，重新填写。"
SCIENTIFIC = "“{}”是科学记数法，原来的数字已经不全。请把这一列设成“文本”格式，重新填写。"


def plain(text: str) -> str:
    """`text` without lone halves of characters, which no database takes."""
    return text if text.isascii() else _SURROGATES.sub("", text)


def fault_in(text: str) -> str:
    """What is wrong with a text that a spreadsheet wrote; else nothing."""
    return SCIENTIFIC.format(text) if "+" in text and _SCIENTIFIC.fullmatch(text.strip()) else ""


def told(cell) -> tuple[str, str]:
    """The text of a cell of openpyxl and what is wrong with it."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return "", ""
    if kind == "s" or kind == "inlineStr":
        text = plain(str(value))
        return text, fault_in(text)
    if kind == "f":
        return "", FORMULA
    if kind == "e":
        return "", BROKEN.format(value)
    return _number(value, cell.number_format)


def _number(value, number_format):
    if isinstance(value, bool):
        return ("是" if value else "否"), ""
    if isinstance(value, datetime.datetime):
        return _moment(value), ""
    if isinstance(value, int | float):
        if abs(value) >= 10**_MOST_DIGITS:
            return "", TOO_LONG
        return (_percentage(value) if "%" in (number_format or "") else in_digits(value)), ""
    return plain(str(value)), ""


def _moment(value):
    return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")


def _percentage(value):
    return f"{in_digits(round(value * 100, 10))}%"


def in_digits(value) -> str:
    """A number without an exponent and without noughts at the end."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    text = repr(value)
    return text if "e" not in text else f"{value:.15f}".rstrip("0").rstrip(".")
