"""The files an issue can also be read in."""

from collections.abc import Callable
from typing import NamedTuple

from bulletin.rendering import markdown, text, word
from bulletin.serialization import to_json
from bulletin.value import Bulletin
from issues.printing import as_word


class Format(NamedTuple):
    content_type: str
    render: Callable[[Bulletin], str | bytes]


FORMATS = {
    "docx": Format(word.CONTENT_TYPE, as_word),
    "txt": Format("text/plain; charset=utf-8", text.render),
    "md": Format("text/markdown; charset=utf-8", markdown.render),
    "json": Format("application/json", to_json),
}
