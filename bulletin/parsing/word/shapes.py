"""Drawings and VML shapes: the text boxes and pictures in them."""

import re
from collections.abc import Iterator

from bulletin.parsing.word.branches import chosen
from bulletin.parsing.word.xml import MC, WP, A, Element, R, V, W, children, local

_TOP = re.compile(r"margin-top\s*:\s*(-?[\d.]+)\s*(pt|in|cm|mm)?", re.IGNORECASE)
_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000}


def text_boxes(shape: Element) -> Iterator[tuple[Element, int | None]]:
    """The contents of the text boxes of a shape, and how far down they stand; boxes within boxes come with theirs."""
    for element in _outside_boxes(shape):
        if element.tag == W + "txbxContent":
            yield element, _height(element, shape)


def pictures(shape: Element) -> Iterator[tuple[str, str]]:
    """The relation id and the alternative text of each picture of a shape."""
    for element in _outside_boxes(shape):
        if element.tag == A + "blip":
            yield element.get(R + "embed") or element.get(R + "link") or "", _description(element)
        elif element.tag == V + "imagedata":
            yield element.get(R + "id") or element.get(R + "pict") or "", _description(element)


def _outside_boxes(parent: Element) -> Iterator[Element]:
    for element in children(parent):
        yield element
        if element.tag == MC + "AlternateContent":
            branch = chosen(element)
            yield from () if branch is None else _outside_boxes(branch)
        elif element.tag != W + "txbxContent":
            yield from _outside_boxes(element)


def _description(element: Element) -> str:
    for above in element.iterancestors():
        if above.tag in (WP + "inline", WP + "anchor"):
            properties = above.find(WP + "docPr")
            return "" if properties is None else properties.get("descr") or properties.get("title") or ""
        if local(above) in ("shape", "rect") and above.get("alt"):
            return above.get("alt") or ""
        if above.tag in (W + "r", W + "p"):
            break
    return ""


def _height(content: Element, shape: Element) -> int | None:
    for above in content.iterancestors():
        if above.tag == WP + "anchor":
            offset = above.find(f"{WP}positionV/{WP}posOffset")
            words = "" if offset is None else offset.text or ""
            return int(words) if re.fullmatch(r"-?\d{1,12}", words) else None
        if above.tag.startswith(V) and (found := _TOP.search(above.get("style") or "")):
            return round(float(found[1].rstrip(".") or 0) * _EMU.get((found[2] or "pt").lower(), 12_700))
        if above is shape:
            break
    return None
