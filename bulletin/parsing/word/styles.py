"""What paragraph and character styles say: level, bold, hidden, indent, alignment, numbering."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bulletin.parsing.word.xml import Element, W, children, number, switch, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_TITLES = ("title", "标题")
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d")
_CENTRED, _RIGHT = ("center", "distribute"), ("right", "end")
_NO_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's place in a numbering: its `list`, the depth in it from 0, and the style that put it there."""

    list: str
    depth: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks. `level` is 1 for a title, 2 for a heading of the first level…, 0 for text."""

    name: str = ""
    level: int = 0
    bold: bool = False
    hidden: bool = False
    indented: bool = False
    align: str = ""
    numbered: Numbered | None = None
    in_contents: bool = False
    ruled: bool = False


class Styles:
    """The styles of a file, each with what it takes from the style it is based on."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {value(style, "styleId"): style for style in found if style.get(W + "styleId")}
        self._default = next((value(one, "styleId") for one in found if _is_default(one)), "")

    @property
    def names(self) -> dict[str, str]:
        """The names of all styles by their ids, as they are written."""
        return {own: value(style.find(W + "name")) for own, style in self._styles.items()}

    def paragraph(self, properties: Element | None) -> Look:
        """How a paragraph with these w:pPr looks."""
        own = value(properties.find(W + "pStyle")) if properties is not None else ""
        style = own if own in self._styles else self._default
        layers = [one.find(W + "pPr") for one in reversed([*self._chain(style)])] + [properties]
        name = self._name(style)
        return Look(
            name=name,
            level=_level(name, layers),
            bold=self._toggle(style, "b"),
            hidden=self._toggle(style, "vanish"),
            indented=_indented(layers),
            align=_align(layers),
            numbered=self._numbered(style, properties),
            in_contents=_CONTENTS.match(name) is not None,
            ruled=_ruled(properties),
        )

    def run(self, properties: Element | None, look: Look) -> tuple[bool, bool]:
        """Whether a run with these w:rPr in such a paragraph is bold, and whether it is hidden."""
        style = value(properties.find(W + "rStyle")) if properties is not None else ""
        return self._is(properties, style, "b", look.bold), self._is(properties, style, "vanish", look.hidden)

    def _is(self, properties: Element | None, style: str, name: str, inherited: bool) -> bool:
        own = switch(properties, name)
        return inherited != self._toggle(style, name) if own is None else own

    def _toggle(self, style: str, name: str) -> bool:
        found = (switch(one.find(W + "rPr"), name) for one in self._chain(style))
        return next((said for said in found if said is not None), False)

    def _chain(self, style: str) -> Iterator[Element]:
        seen = set[str]()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style].find(W + "basedOn"))

    def _name(self, style: str) -> str:
        return value(self._styles[style].find(W + "name")).lower() if style in self._styles else ""

    def _numbered(self, style: str, properties: Element | None) -> Numbered | None:
        own = _numbering(properties)
        if own is not None:
            return own if own.list != "0" else None
        for one in self._chain(style):
            found = _numbering(one.find(W + "pPr"))
            if found is not None:
                return None if found.list == "0" else replace(found, style=value(one, "styleId"))
        return None

    def list_of(self, style: str) -> str:
        """The numbering that a numbering style stands for."""
        found = _numbering(self._styles[style].find(W + "pPr")) if style in self._styles else None
        return found.list if found else ""


def _is_default(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")


def _numbering(properties: Element | None) -> Numbered | None:
    found = None if properties is None else properties.find(W + "numPr")
    if found is None or found.find(W + "numId") is None:
        return None
    return Numbered(value(found.find(W + "numId")), number(found.find(W + "ilvl")) or 0)


def _level(name: str, layers: list[Element | None]) -> int:
    if name in _TITLES:
        return 1
    said = [number(layer.find(W + "outlineLvl")) for layer in layers if layer is not None]
    given = [one for one in said if one is not None]
    if given:
        return given[-1] + 2 if 0 <= given[-1] < _NO_LEVEL else 0
    heading = _HEADING.match(name)
    return int(heading[1]) + 1 if heading else 0


def _indented(layers: list[Element | None]) -> bool:
    """Whether the first line begins at least half a character in."""
    said: dict[str, int] = {}
    for layer in layers:
        indent = None if layer is None else layer.find(W + "ind")
        names = (
            ()
            if indent is None
            else ("left", "start", "leftChars", "firstLine", "firstLineChars", "hanging", "hangingChars")
        )
        said |= {name: number(indent, name) or 0 for name in names if indent is not None and indent.get(W + name)}
    first = said.get("firstLine", 0) or said.get("firstLineChars", 0) * 2
    hanging = said.get("hanging", 0) or said.get("hangingChars", 0) * 2
    left = said.get("left", 0) or said.get("start", 0) or said.get("leftChars", 0) * 2
    return left + first - hanging >= 200


def _align(layers: list[Element | None]) -> str:
    said = [value(layer.find(W + "jc")) for layer in layers if layer is not None and layer.find(W + "jc") is not None]
    if said and said[-1] in _CENTRED:
        return "center"
    return "right" if said and said[-1] in _RIGHT else ""


def _ruled(properties: Element | None) -> bool:
    """Whether a line is drawn under the paragraph, as Word makes it of --- and Enter."""
    borders = None if properties is None else properties.find(W + "pBdr")
    return any(child.tag == W + "bottom" and value(child) not in ("", "nil", "none") for child in children(borders))
