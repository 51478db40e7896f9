"""Full-width and half-width characters, one for one."""

import re
import unicodedata

HANZI = "㐀-鿿豈-﫿〇𠀀-\U000323af"
_HALF = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"　": " ", "\xa0": " "})
_HANZI = re.compile(f"[{HANZI}]")


def half(text: str) -> str:
    """`text` with full-width letters, digits, marks and spaces as half-width ones; the length stays the same."""
    return text.translate(_HALF)


def compact(text: str) -> str:
    """`half` without any space."""
    return re.sub(r"\s+", "", half(text))


def columns(text: str) -> int:
    """How many half-width columns `text` takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def is_hanzi(character: str) -> bool:
    """Whether this one character ("" included) is a Hanzi."""
    return _HANZI.fullmatch(character) is not None


def unspaced(text: str) -> str:
    """`text` without spaces when it is letter-spaced (内 部 资 料), else as it is."""
    words = half(text).split()
    spread = len(words) > 1 and all(len(word) == 1 and is_hanzi(word) for word in words)
    return "".join(words) if spread else text
