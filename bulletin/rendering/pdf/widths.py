"""How wide text is before it is set: a Chinese character is one, a Latin letter about a half."""

import unicodedata


def width(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.55 for character in text)
