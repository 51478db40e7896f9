"""Characters that Word takes from its symbol fonts."""

_WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "◆", 0xA8: "□", 0xA7: "■",
    0xAB: "★", 0xD8: "▶", 0xE0: "→", 0xDF: "←", 0xFB: "×", 0xFC: "√", 0xFD: "□", 0xFE: "□", 0x9F: "·",
}  # fmt: skip
_WINGDINGS2 = {0x50: "√", 0x52: "□", 0xA3: "□", 0x97: "●", 0x98: "●"}
_SYMBOL = dict(
    zip(
        (0xB7, 0xB0, 0xB1, 0xB4, 0xB8, 0xA3, 0xB3, 0xB9, 0xAE, 0xA5, *b"abgdmpqsWS"),
        "·°±×÷≤≥≠→∞αβγδμπθσΩΣ",
        strict=True,
    )
)
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2, "symbol": _SYMBOL}


def symbol(font: str, code: str) -> str:
    """The character of a w:sym as text, "" when nobody knows what it shows."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    row = _FONTS.get(font.lower())
    if row is not None:
        return row.get(number & 0xFF, "")
    private = 0xE000 <= number <= 0xF8FF or 0xD800 <= number <= 0xDFFF
    return "" if private or not 0x20 <= number <= 0x10FFFF else chr(number)
