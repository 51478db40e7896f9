"""Footnotes and endnotes: numbered as met, their text kept for the end of the issue."""

from bulletin.parsing.word.xml import Element, W, value

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The notes of a file; `met` are those referred to, in the order of reading."""

    def __init__(self, footnotes: Element | None, endnotes: Element | None) -> None:
        self._notes = {("footnote", key): one for key, one in _by_id(footnotes, "footnote").items()}
        self._notes |= {("endnote", key): one for key, one in _by_id(endnotes, "endnote").items()}
        self.met: list[tuple[str, Element]] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def mark(self, kind: str, key: str) -> str:
        """The mark of a note in the text, "" for a note that is not there."""
        note = self._notes.get((kind, key))
        if note is None:
            return ""
        if (kind, key) not in self._numbers:
            self.met.append((kind, note))
            self._numbers[kind, key] = len(self.met)
        return f"（注{self._numbers[kind, key]}）"

    def unmet(self) -> list[tuple[str, Element]]:
        """Notes that no place of the text refers to: they are not lost either."""
        return [(kind, note) for (kind, key), note in self._notes.items() if (kind, key) not in self._numbers]


def _by_id(root: Element | None, name: str) -> dict[str, Element]:
    found = [] if root is None else root.findall(W + name)
    return {value(one, "id"): one for one in found if value(one, "type") not in _SEPARATORS}
