"""Scans (影像件): what kind of file it is, by its first bytes, and what words can be read in it as they stand.

The secrecy gate reads those words: the properties of a PDF, the text laid over its pages by a scanner that recognises
characters, and what cameras and scanners write into a picture.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_MAGIC = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif"}
MOST_UNPACKED = 16 * 1024 * 1024
MOST_STRINGS = 200_000
MOST_CHARACTERS = 2_000_000
# Codes of all fonts, and bytes of all strings looked up in each of the fonts.
MOST_CODES = 1_000_000
MOST_LOOKED_UP = 32_000_000
LONGEST_CODE, LONGEST_MEANING = 4, 64
# Streams that hold no words: pictures and fonts.
_WORDLESS = re.compile(rb"/Image\b|/Length1\b|/CIDFontType0C\b|/Type1C\b|/OpenType\b")
# Printable ASCII, and in UTF-8 the Hanzi and the punctuation that goes with them; ★ is one of those.
_RUN = re.compile(rb"(?:[\t\r\n\x20-\x7e]|\xe2[\x80-\xbf]{2}|[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbd][\x80-\xbf]){6,}")
_STREAM = re.compile(rb"stream\r?\n")
_SHOWN = re.compile(rb"<([0-9A-Fa-f\s]{4,}+)>|(\((?:\\.|[^\\()]++)*+\))|(?:\b(?:Td|TD|Tm|ET)\b|T\*|')", re.DOTALL)
_ESCAPED = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\n", b"t": b"\t", b"\n": b"", b"\r\n": b"", b"\r": b""}
_MAPPED = re.compile(rb"begin(bfchar|bfrange)")
_HANZI = re.compile("[\u3400-\u9fff]")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


class TooMuch(Exception):
    """There is more in the file than can be looked through."""


def media_type(content: bytes) -> str:
    """The media type by content; "" when it is none of those accepted."""
    return next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), "")


def is_locked(content: bytes) -> bool:
    """Whether it is a PDF with a password or restrictions, in which nothing can be read."""
    return content.startswith(b"%PDF-") and re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", content) is not None


def words(content: bytes) -> tuple[str, ...]:
    """Texts found in a scan, each as readable as it comes; a picture of words has none. Raises TooMuch."""
    found = [_runs(content), content[: 1 << 17].decode("utf-16-le", "ignore")]
    if content.startswith(b"%PDF-"):
        found += _words_of_pdf(content)
    texts = tuple(text for text in map(_legible, found) if text)
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise TooMuch
    return texts


def _legible(text: str) -> str:
    """The lines that could be Chinese."""
    return "\n".join(line for line in text.split("\n") if _HANZI.search(line))


def _runs(content: bytes) -> str:
    runs = (match[0] for match in _RUN.finditer(content))
    return "\n".join(run.decode("utf-8", "ignore") for run in runs if not run.isascii())


def _words_of_pdf(content: bytes) -> Iterator[str]:
    outside, packed = _parted(content)
    streams = [outside, *_unpacked(packed)]
    maps = _character_maps(streams)
    pieces = [_pieces(stream) for stream in _within(streams)]
    if sum(len(piece) + 4 for found in pieces for piece in found) * len(maps) > MOST_LOOKED_UP:
        raise TooMuch
    for stream, found in zip(streams, pieces, strict=True):
        yield from _shown(found, maps)
        yield _runs(stream)


def _within(streams: list[bytes]) -> list[bytes]:
    """The same streams, unless there are more strings in them than can be looked through."""
    left = MOST_STRINGS
    for stream in streams:
        left -= sum(1 for _ in islice(_SHOWN.finditer(stream), left + 1))
        if left < 0:
            raise TooMuch
    return streams


def _parted(content: bytes) -> tuple[bytes, list[bytes]]:
    """What stands outside of the streams, and the streams that may hold words. One pass, however many do not end."""
    outside, packed = [], []
    for part in content.split(b"endstream"):
        begun = _STREAM.search(part)
        outside.append(part[: begun.start()] if begun else part)
        if begun and not _is_wordless(outside[-1][-600:]):
            packed.append(part[begun.end() :])
    return b"".join(outside), packed


def _is_wordless(before: bytes) -> bool:
    return _WORDLESS.search(before, before.rfind(b"obj") + 1) is not None


def _unpacked(streams: list[bytes]) -> Iterator[bytes]:
    left = MOST_UNPACKED
    for stream in streams:
        plain = _inflated(stream, left + 1)
        left -= len(plain)
        if left < 0:
            raise TooMuch
        if plain:
            yield plain


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def _pieces(stream: bytes) -> list[bytes]:
    """The strings of a stream, an empty one where the pen moves."""
    return [_string(match) for match in _SHOWN.finditer(stream)]


def _shown(pieces: list[bytes], maps: list[dict[int, str]]) -> Iterator[str]:
    """The strings of a stream, a line where the pen moves, read in every way that strings are meant in a PDF."""
    for encoding in ("utf-16-be", "gb18030"):
        yield "".join(piece.decode(encoding, "ignore") if piece else "\n" for piece in pieces)
    for found in maps:
        yield "".join(_mapped(piece, found) if piece else "\n" for piece in pieces)


def _string(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return _from_hex(match[1])
    text = _ESCAPED.sub(_unescaped, match[2][1:-1]) if match[2] else b""
    return text.removeprefix(b"\xfe\xff")


def _from_hex(digits: bytes) -> bytes:
    return bytes.fromhex((digits + b"0" * (len(b"".join(digits.split())) % 2)).decode("ascii"))


def _unescaped(match: re.Match[bytes]) -> bytes:
    said = match[1]
    if said[:1] in b"01234567":
        return bytes([int(said, 8) & 0xFF])
    return _PLAIN.get(said, said)


def _mapped(piece: bytes, found: dict[int, str]) -> str:
    codes = (int.from_bytes(piece[place : place + 2], "big") for place in range(0, len(piece) - 1, 2))
    return "".join(found.get(code, "") for code in codes)


@dataclass(frozen=True, slots=True)
class _Range:
    """Consecutive codes of a font, and what the first of them means (ToUnicode): ISO 32000-1, 9.10.3."""

    first: int
    last: int
    said: bytes

    def meanings(self) -> Iterator[tuple[int, str]]:
        start, length = int.from_bytes(self.said, "big"), max(len(self.said), 1) + 1
        for code in range(self.first, self.last + 1):
            shifted = start + code - self.first
            yield code, shifted.to_bytes(length, "big")[1:].decode("utf-16-be", "ignore")


def _character_maps(streams: list[bytes]) -> list[dict[int, str]]:
    """What the glyphs of each font mean."""
    fonts = [list(_ranges(stream)) for stream in streams if b"beginbf" in stream]
    if sum(one.last - one.first + 1 for ranges in fonts for one in ranges) > MOST_CODES:
        raise TooMuch
    return [dict(pair for one in ranges for pair in one.meanings()) for ranges in fonts if ranges]


def _ranges(stream: bytes) -> Iterator[_Range]:
    for part in stream.split(b"endbf"):
        if begun := _MAPPED.search(part):
            values = [_from_hex(digits) for digits in _HEX.findall(part, begun.end())]
            step = 2 if begun[1] == b"bfchar" else 3
            for place in range(0, len(values) - step + 1, step):
                yield from _range(values[place : place + step])


def _range(values: list[bytes]) -> Iterator[_Range]:
    said = values[-1]
    if max(map(len, values[:-1])) <= LONGEST_CODE and len(said) <= LONGEST_MEANING:
        first, last = int.from_bytes(values[0], "big"), int.from_bytes(values[-2], "big")
        if first <= last:
            yield _Range(first, min(last, first + 0xFF), said)
