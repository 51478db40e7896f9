"""Characters that may stand in a bulletin."""

import re

# Controls but the line break, lone surrogates, noncharacters, byte-order marks, soft hyphens, zero-width characters,
# and the controls of writing direction, which make a text read otherwise than it was approved.
_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """`text` with line breaks as \\n, tabs as spaces and without characters that cannot be printed."""
    lines = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return _UNPRINTABLE.sub("", lines)
