"""Fields: their result is read, their instruction is not."""

import re
from dataclasses import dataclass

_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b")
_CONTENTS = re.compile(r"\s*TO[CA]\b")
# The longest instruction that is looked through: an EQ field prints a few letters.
_LONGEST = 500
_EQUATION = re.compile(r"\s*EQ\b")
_OVERPRINT = re.compile(r"\\o(?:\\[a-z]+)*\s*\((.*)\)\s*$", re.IGNORECASE)
_RAISED = re.compile(r"\\s\s*\\(?:up|do)\s*-?\d*\s*\([^()]*\)", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False
    has_result: bool = False


class Fields:
    """The fields that are open at a place of a story."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def in_instruction(self) -> bool:
        return any(not field.in_result for field in self._open)

    @property
    def in_contents(self) -> bool:
        return any(_CONTENTS.match(field.instruction) for field in self._open)

    def instruct(self, words: str) -> None:
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += words

    def note_result(self) -> None:
        """Words stand in the result of every open field."""
        for field in self._open:
            field.has_result = field.in_result

    def step(self, kind: str) -> str:
        """Take a w:fldChar; the words of a field that ends without a result but shows some."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            field = self._open.pop()
            return "" if field.has_result or self.in_instruction else shown(field.instruction)
        return ""


def shown(instruction: str) -> str:
    """What a field shows by its instruction alone: a page number, or the letters an EQ field prints over each other."""
    if _PAGE.match(instruction):
        return "1"
    if len(instruction) > _LONGEST or not _EQUATION.match(instruction):
        return ""
    overprint = _OVERPRINT.search(instruction)
    if overprint is None:
        return ""
    ruby = _RAISED.search(overprint[1]) is not None
    parts = [part.strip() for part in re.split("[,，;]", _RAISED.sub("", overprint[1])) if part.strip()]
    return "".join(parts[-1:] if ruby or len(parts) > 1 else parts)
