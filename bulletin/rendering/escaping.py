"""Words for HTML, as an HTML serializer writes them, so that an allow-list finds nothing to rewrite."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"})


def escape(text: str) -> str:
    return text.translate(_ENTITIES)
