"""Automatic numbering: the ordinals that Word shows and does not write into the text."""

import re
from dataclasses import dataclass, replace

from bulletin.parsing.word.counting import written
from bulletin.parsing.word.styles import Numbered, Styles
from bulletin.parsing.word.xml import Element, W, number, switch, value

_DEPTH = 9
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PLAIN_BULLETS = "•·●‧∙-–*"
_NEEDS_GAP = re.compile(r"[0-9A-Za-z一-鿿]$")


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    style: str = "decimal"
    words: str = ""
    legal: bool = False
    restart: int | None = None
    paragraph_style: str = ""


class Numbering:
    """The counters of a file, stepped by each numbered paragraph in the order of reading."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._bodies = {value(one, "abstractNumId"): one for one in _all(root, "abstractNum")}
        self._lists = {value(one, "numId"): one for one in _all(root, "num")}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._levels: dict[str, dict[int, Level]] = {}

    def label(self, place: Numbered, text: str) -> str:
        """The ordinal before `text`, with the space it needs; "- " for a bullet, "" where there is no numbering."""
        if place.list not in self._lists:
            return ""
        levels = self._levels_of(place.list)
        styled = (at for at, level in levels.items() if place.style and level.paragraph_style == place.style)
        depth = next(styled, place.depth)
        level = levels.get(depth)
        if level is None or not 0 <= depth < _DEPTH:
            return ""
        if level.style == "bullet":
            return _bullet(level.words)
        label = self._filled(level, levels, self._step(place.list, depth, levels))
        return label + _gap(label, text)

    def _filled(self, level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        def one(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            own = levels.get(at, Level())
            count = counts[at]
            return written(own.start if count is None else count, "decimal" if level.legal else own.style)

        return re.sub("%([1-9])", one, level.words)

    def _step(self, listed: str, depth: int, levels: dict[int, Level]) -> list[int | None]:
        counts = self._counters.setdefault(self._body_of(listed), [None] * _DEPTH)
        for above in range(depth):
            if counts[above] is None:
                counts[above] = levels.get(above, Level()).start
        before = counts[depth]
        again = (listed, depth) not in self._begun and self._starts_anew(listed, depth)
        self._begun.add((listed, depth))
        counts[depth] = levels[depth].start if before is None or again else before + 1
        for below in range(depth + 1, _DEPTH):
            if self._restarts(levels.get(below, Level()), depth):
                counts[below] = None
        return counts

    def _restarts(self, level: Level, depth: int) -> bool:
        return level.restart is None or (level.restart > 0 and depth < level.restart)

    def _starts_anew(self, listed: str, depth: int) -> bool:
        overrides = self._lists[listed].findall(W + "lvlOverride")
        return any(
            one.find(W + "startOverride") is not None and (number(one, "ilvl") or 0) == depth for one in overrides
        )

    def _body_of(self, listed: str) -> str:
        body = value(self._lists[listed].find(W + "abstractNumId"))
        linked = value(self._bodies[body].find(W + "numStyleLink")) if body in self._bodies else ""
        other = self._styles.list_of(linked) if linked else ""
        if other in self._lists and other != listed:
            return value(self._lists[other].find(W + "abstractNumId"))
        return body

    def _levels_of(self, listed: str) -> dict[int, Level]:
        if listed not in self._levels:
            body = self._bodies.get(self._body_of(listed))
            levels = {number(one, "ilvl") or 0: _level(one) for one in _all(body, "lvl")}
            for override in self._lists[listed].findall(W + "lvlOverride"):
                _override(levels, override)
            self._levels[listed] = levels
        return self._levels[listed]


def _override(levels: dict[int, Level], override: Element) -> None:
    depth = number(override, "ilvl") or 0
    own, start = override.find(W + "lvl"), number(override.find(W + "startOverride"))
    if own is not None:
        levels[depth] = _level(own)
    if start is not None:
        levels[depth] = replace(levels.get(depth, Level()), start=start)


def _all(parent: Element | None, name: str) -> list[Element]:
    return [] if parent is None else parent.findall(W + name)


def _level(element: Element) -> Level:
    style = value(element.find(W + "numFmt")) or _alternative(element) or "decimal"
    start = number(element.find(W + "start"))
    return Level(
        start=0 if start is None else start,
        style=style,
        words=value(element.find(W + "lvlText")),
        legal=switch(element, "isLgl") is True,
        restart=number(element.find(W + "lvlRestart")),
        paragraph_style=value(element.find(W + "pStyle")),
    )


def _alternative(element: Element) -> str:
    return next((value(one) for one in element.iter(W + "numFmt") if value(one) not in ("", "custom")), "")


def _bullet(words: str) -> str:
    """A drawn bullet is a list item; ◇, ◆ or —— as bullet stands there as if typed."""
    mark = words.strip()
    if not mark:
        return ""
    return "- " if mark in _PLAIN_BULLETS or _PRIVATE.search(mark) else mark + ("" if mark.startswith("—") else " ")


def _gap(label: str, text: str) -> str:
    """One space where number and text would read as one: 第一章 总则, 1. 5亿元."""
    digits = label.endswith((".", "．")) and text[:1].isdigit()
    return " " if digits or _NEEDS_GAP.search(label) else ""
