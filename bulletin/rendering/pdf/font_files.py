"""What a font file says of itself: the names of its faces, and which characters each of them has (OpenType 1.9)."""

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_MACINTOSH, _WINDOWS = 1, 3
_MAC_SIMPLIFIED_CHINESE = 25
# The whole of Unicode before the basic plane alone.
_BEST_FIRST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
_MOST_FACES = 64
_MOST_FILES = 512
_MOST_BYTES = 8 * 1024 * 1024


class Unreadable(ValueError):
    """The file is no font, or a broken one."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a file: the first, or a later one of a collection."""

    path: Path
    index: int
    families: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters a face has a glyph for, as ranges."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, character: str) -> bool:
        code = ord(character)
        at = bisect_right(self.starts, code) - 1
        return at >= 0 and code <= self.ends[at]


def faces(path: Path) -> tuple[Face, ...]:
    """The faces in a file. Raises Unreadable."""
    with _reading(path) as file:
        return tuple(_face(path, index, tables, file) for index, tables in enumerate(_directories(file)))


@lru_cache(maxsize=_MOST_FILES)
def coverage(path: Path, index: int) -> Coverage:
    """The characters of one face. Raises Unreadable."""
    with _reading(path) as file:
        tables = list(_directories(file))[index]
        ranges = _joined(sorted(_ranges(_table(file, tables, "cmap"))))
    return Coverage(tuple(start for start, _ in ranges), tuple(end for _, end in ranges))


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    """The open file, in which every fault of its form is Unreadable."""
    try:
        with path.open("rb") as file:
            yield file
    except (struct.error, IndexError, KeyError, OSError) as fault:
        raise Unreadable(f"{path}: {fault}") from fault


_Tables = dict[str, tuple[int, int]]


def _directories(file: BinaryIO) -> Iterator[_Tables]:
    if file.read(4) != b"ttcf":
        yield _directory(file, 0)
        return
    _, count = struct.unpack(">II", file.read(8))
    offsets = struct.unpack(f">{min(count, _MOST_FACES)}I", file.read(4 * min(count, _MOST_FACES)))
    yield from (_directory(file, offset) for offset in offsets)


def _directory(file: BinaryIO, offset: int) -> _Tables:
    file.seek(offset)
    _, count = struct.unpack(">4sH6x", file.read(12))
    records = (struct.unpack(">4s4xII", file.read(16)) for _ in range(count))
    return {tag.decode("latin-1"): (start, length) for tag, start, length in records}


def _table(file: BinaryIO, tables: _Tables, tag: str) -> bytes:
    start, length = tables[tag]
    file.seek(start)
    return file.read(min(length, _MOST_BYTES))


def _face(path: Path, index: int, tables: _Tables, file: BinaryIO) -> Face:
    (weight,) = struct.unpack_from(">H", _table(file, tables, "OS/2"), 4) if "OS/2" in tables else (400,)
    return Face(path, index, tuple(dict.fromkeys(_families(_table(file, tables, "name")))), weight)


def _families(table: bytes) -> Iterator[str]:
    _, count, storage = struct.unpack_from(">HHH", table)
    for number in range(count):
        platform, encoding, _, name, length, start = struct.unpack_from(">6H", table, 6 + 12 * number)
        if name in (_FAMILY, _TYPOGRAPHIC_FAMILY):
            written = table[storage + start : storage + start + length]
            yield written.decode(_encoding(platform, encoding), "replace").strip()


def _encoding(platform: int, encoding: int) -> str:
    if platform == _MACINTOSH:
        return "gb18030" if encoding == _MAC_SIMPLIFIED_CHINESE else "mac-roman"
    # Old Chinese fonts for Windows: encoding 3 is PRC.
    return "gb18030" if platform == _WINDOWS and encoding == 3 else "utf-16-be"


def _ranges(table: bytes) -> Iterable[tuple[int, int]]:
    _, count = struct.unpack_from(">HH", table)
    records = (struct.unpack_from(">HHI", table, 4 + 8 * number) for number in range(count))
    offsets = {(platform, encoding): offset for platform, encoding, offset in records}
    for kind in _BEST_FIRST:
        if kind in offsets:
            return _subtable(table[offsets[kind] :])
    return ()


def _subtable(table: bytes) -> Iterable[tuple[int, int]]:
    (form,) = struct.unpack_from(">H", table)
    if form == 12:
        (count,) = struct.unpack_from(">I", table, 12)
        groups = (struct.unpack_from(">III", table, 16 + 12 * number) for number in range(count))
        return [(start, end) for start, end, _ in groups]
    return list(_segments(table)) if form == 4 else ()


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    """Format 4: a segment's glyph numbers are counted on from its first, or stand in a list where 0 is no glyph."""
    (doubled,) = struct.unpack_from(">H", table, 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", table, 16 + doubled * (1 + number)) for number in range(3)
    )
    for number, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        listed = 16 + 3 * doubled + 2 * number + offset
        for code in range(start, end + 1) if start <= end < 0xFFFF else ():
            (glyph,) = struct.unpack_from(">H", table, listed + 2 * (code - start)) if offset else (code + delta,)
            if glyph & 0xFFFF:
                yield code, code


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
