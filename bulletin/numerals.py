"""Numbers and dates as Chinese official documents write them, both ways."""

import datetime
import re
import unicodedata

from bulletin.value import DateStyle

_DIGITS = "〇一二三四五六七八九"
_UNITS = {"千": 1000, "百": 100, "十": 10}
_ZEROS = str.maketrans(dict.fromkeys("零○◯Oo0", "〇") | {"两": "二"})
_SHORT_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
_YEAR = "[〇○◯Oo0零一二三四五六七八九]{4}"
_CHINESE_DATE = re.compile(
    f"({_YEAR})年(元|[一二三四五六七八九十〇零]{{1,3}})月([一二三四五六七八九十廿卅〇零]{{1,4}})[日号]"
)
_ARABIC_DATE = re.compile(r"([0-9]{4})年([0-9]{1,2}|元)月([0-9]{1,2})[日号]")
_DIGITAL_DATE = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})")


def to_chinese(n: int) -> str:
    """`n` (0 to 9999) as a counted number: 12 → 十二, 107 → 一百零七.

    Raises ValueError outside that range.
    """
    if not 0 <= n <= 9999:
        raise ValueError(f"只能把 0 到 9999 写成汉字数字：{n}")
    if n == 0:
        return "零"
    written, gap = "", False
    for unit, size in [*_UNITS.items(), ("", 1)]:
        digit = n // size % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + unit
        gap = not digit
    return written.removeprefix("一") if written.startswith("一十") else written


def parse_number(text: str) -> int | None:
    """The number written as 4, ４, 四, 十二, 廿三, 一百零七 or 一〇七, or None; spaces inside are tolerated."""
    written = _fold(text)
    if re.fullmatch("[0-9]{1,9}", written):
        return int(written)
    if not re.search("[〇零○◯一二三四五六七八九十百千廿卅两]", written):
        return None
    written = written.translate(_ZEROS).translate(_SHORT_TENS)
    if re.fullmatch(f"[{_DIGITS}]{{1,9}}", written):
        return int("".join(str(_DIGITS.index(digit)) for digit in written))
    return _counted(written)


def parse_date(text: str) -> tuple[datetime.date, DateStyle] | None:
    """The day and the style of a whole written date (GB/T 15835 forms, 元月, 廿, full-width, 2022.1.25), or None.

    A date in Chinese numerals of another month than January has the house's style, YUANYUE.
    """
    written = _fold(text)
    if found := _CHINESE_DATE.fullmatch(written):
        year, month, day = found.groups()
        style = DateStyle.CHINESE if month in ("一", "〇一", "零一") else DateStyle.YUANYUE
        return _dated(year, month, day, style)
    if found := _ARABIC_DATE.fullmatch(written):
        return _dated(found[1], found[2], found[3], DateStyle.ARABIC)
    if found := _DIGITAL_DATE.fullmatch(written):
        return _dated(found[1], found[3], found[4], DateStyle.ARABIC)
    return None


def format_date(day: datetime.date, style: DateStyle) -> str:
    """`day` as the masthead prints it; the zero of a Chinese year is always 〇 (GB/T 15835-2011)."""
    if style is DateStyle.ARABIC:
        return f"{day.year:04}年{day.month}月{day.day}日"
    year = "".join(_DIGITS[int(digit)] for digit in f"{day.year:04}")
    month = "元" if style is DateStyle.YUANYUE and day.month == 1 else to_chinese(day.month)
    return f"{year}年{month}月{to_chinese(day.day)}日"


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:200]))


def _counted(written: str) -> int | None:
    value, digit = 0, 0
    for character in written.replace("〇", ""):
        if character in _UNITS:
            value, digit = value + (digit or 1) * _UNITS[character], 0
        elif character in _DIGITS:
            value, digit = value + digit, _DIGITS.index(character)
        else:
            return None
    value += digit
    return value if value <= 9999 and _same(written, to_chinese(value)) else None


def _same(written: str, canonical: str) -> bool:
    return written.replace("一十", "十") == canonical.replace("零", "〇").replace("一十", "十")


def _dated(year: str, month: str, day: str, style: DateStyle) -> tuple[datetime.date, DateStyle] | None:
    numbers = [parse_number(year), 1 if month == "元" else parse_number(month), parse_number(day)]
    try:
        return datetime.date(*(number or 0 for number in numbers)), style
    except ValueError:
        return None
