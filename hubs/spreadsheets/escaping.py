"""Text that a spreadsheet would take for a formula, made harmless and back again."""

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def escape(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would calculate it; plain numbers stay."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unescape(text: str) -> str:
    """The inverse of escape."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
