"""The numbers of automatic numbering, as Word writes them in each of its formats."""

from bulletin.numerals import to_chinese

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_CHINESE = (
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting",
    "koreanCounting",
)  # fmt: skip
_LEGALS = ("chineseLegalSimplified", "japaneseLegal", "ideographLegalTraditional")
_DIGITAL = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital")


def written(number: int, style: str) -> str:
    """`number` in the numbering format `style` of ECMA-376 (17.18.59); as plain digits where the format ends."""
    number = max(0, number)
    if style == "none":
        return ""
    if style in _CHINESE and number < 10_000:
        return to_chinese(number)
    if style in _LEGALS and number < 10_000:
        return _legal(number)
    if style in _DIGITAL:
        return str(number).translate(_DIGITS)
    if style == "decimalZero":
        return f"{number:02}"
    return _lettered(number, style) or _from_row(number, style) or str(number)


def _legal(number: int) -> str:
    words = to_chinese(number)
    return ("壹" if words.startswith("十") else "") + words.translate(_LEGAL)


def _lettered(number: int, style: str) -> str:
    if style in ("upperLetter", "lowerLetter") and 0 < number <= 26 * 9:
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "upperLetter" else letters.lower()
    if style in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return _roman(number) if style == "upperRoman" else _roman(number).lower()
    return ""


def _roman(number: int) -> str:
    words = ""
    for size, letters in _ROMAN:
        words += letters * (number // size)
        number %= size
    return words


def _from_row(number: int, style: str) -> str:
    rows = {
        "ideographTraditional": _STEMS,
        "ideographZodiac": _BRANCHES,
        "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
        "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
        "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
        "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
        "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    }
    row = rows.get(style, "")
    return row[number - 1] if 0 < number <= len(row) else ""
