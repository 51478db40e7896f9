"""Font files made for the tests: the packaged Noto under other names, with other characters, in a collection."""

import struct
from pathlib import Path

import pylopdf_fonts_zh_cn

_ENGLISH, _CHINESE = 0x0409, 0x0804
SOURCE = pylopdf_fonts_zh_cn.sans_path()


def font(path: Path, *families: str, characters: str = "") -> Path:
    """A font whose family has these names (the last one in Chinese), and only these characters if any are given."""
    data = SOURCE.read_bytes()
    data = _with_table(data, b"name", _names(families))
    path.write_bytes(_with_table(data, b"cmap", _format_4(characters)) if characters else data)
    return path


def collection(path: Path, single: Path) -> Path:
    """A collection of twice the same face."""
    data = single.read_bytes()
    header = struct.pack(">4sIIII", b"ttcf", 0x00010000, 2, 20, 20)
    moved = bytearray(header + data)
    (count,) = struct.unpack_from(">H", data, 4)
    for at in range(20 + 12, 20 + 12 + 16 * count, 16):
        (offset,) = struct.unpack_from(">I", moved, at + 8)
        struct.pack_into(">I", moved, at + 8, offset + len(header))
    path.write_bytes(moved)
    return path


def _with_table(data: bytes, tag: bytes, table: bytes) -> bytes:
    """The font with the table put at its end."""
    changed = bytearray(data + b"\0" * (-len(data) % 4) + table)
    (count,) = struct.unpack_from(">H", data, 4)
    for at in range(12, 12 + 16 * count, 16):
        if data[at : at + 4] == tag:
            struct.pack_into(">II", changed, at + 8, len(changed) - len(table), len(table))
    return bytes(changed)


def _names(families: tuple[str, ...]) -> bytes:
    languages = (_ENGLISH, _CHINESE)[-len(families) :] if len(families) == 1 else (_ENGLISH, _CHINESE)
    named = [(language, 1, family) for language, family in zip(languages, families, strict=True)]
    named += [(_ENGLISH, 2, "Regular"), (_ENGLISH, 6, f"Test-{abs(hash(families)) % 10**6}")]
    records, texts = b"", b""
    for language, name, text in sorted(named):
        written = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, language, name, len(written), len(texts))
        texts += written
    return struct.pack(">3H", 0, len(named), 6 + len(records)) + records + texts


def _format_4(characters: str) -> bytes:
    """A segment for each character, by turns counted on and listed, and the last one that format 4 demands."""
    codes = sorted(map(ord, characters))
    count = len(codes) + 1
    offsets = [2 * (count - number) + 2 * (number // 2) if number % 2 else 0 for number in range(len(codes))] + [0]
    deltas = [(100 + number - code) & 0xFFFF for number, code in enumerate(codes)] + [1]
    glyphs = [100 + number for number in range(len(codes)) if number % 2]
    deltas = [0 if offset else delta for offset, delta in zip(offsets, deltas, strict=True)]
    parts = [*codes, 0xFFFF], [0], [*codes, 0xFFFF], deltas, offsets, glyphs
    body = b"".join(struct.pack(f">{len(part)}H", *part) for part in parts)
    table = struct.pack(">7H", 4, 14 + len(body), 0, 2 * count, 0, 0, 0) + body
    return struct.pack(">2H2HI", 0, 1, 3, 1, 12) + table
