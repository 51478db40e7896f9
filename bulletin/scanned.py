"""Scans (影像件): what kind of file it is, by its first bytes, and what words can be read in it as they stand.

The secrecy gate reads those words: the properties of a PDF, the text laid over its pages by a scanner that recognises
characters, and what cameras and scanners write into a picture.
"""

import re
import zlib
from collections.abc import Iterator

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
# Streams that hold no words: pictures and fonts.
_WORDLESS = re.compile(rb"/Image\b|/Length1\b|/CIDFontType0C\b|/Type1C\b|/OpenType\b")
# Printable ASCII, and in UTF-8 the Hanzi and the punctuation that goes with them; ★ is one of those.
_RUN = re.compile(rb"(?:[\t\r\n\x20-\x7e]|\xe2[\x80-\xbf]{2}|[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbd][\x80-\xbf]){6,}")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_SHOWN = re.compile(rb"<([0-9A-Fa-f\s]{4,})>|(\((?:\\.|[^\\()])*\))|(?:\b(?:Td|TD|Tm|ET)\b|T\*|')", re.DOTALL)
_ESCAPED = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\n", b"t": b"\t", b"\n": b"", b"\r\n": b"", b"\r": b""}
_MAPPED = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
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
    return "\n".join(run.decode("utf-8", "ignore") for run in _RUN.findall(content))


def _words_of_pdf(content: bytes) -> Iterator[str]:
    streams = [_STREAM.sub(b"", content), *_unpacked(content)]
    if sum(len(_SHOWN.findall(stream)) for stream in streams) > MOST_STRINGS:
        raise TooMuch
    maps = [found for stream in streams if b"beginbf" in stream and (found := _character_map(stream))]
    for stream in streams:
        yield from _shown(stream, maps)
        yield _runs(stream)


def _unpacked(content: bytes) -> Iterator[bytes]:
    left = MOST_UNPACKED
    for match in _STREAM.finditer(content):
        if not _is_wordless(content, match.start()):
            plain = _inflated(match[1], left + 1)
            left -= len(plain)
            if left < 0:
                raise TooMuch
            yield plain


def _is_wordless(content: bytes, start: int) -> bool:
    before = content[max(0, start - 600) : start]
    return _WORDLESS.search(before, before.rfind(b"obj") + 1) is not None


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def _shown(stream: bytes, maps: list[dict[int, str]]) -> Iterator[str]:
    """The strings of a stream, a line where the pen moves, read in every way that strings are meant in a PDF."""
    pieces = [_string(match) for match in _SHOWN.finditer(stream)]
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


def _character_map(stream: bytes) -> dict[int, str]:
    """What the glyphs of a font mean (ToUnicode): ISO 32000-1, 9.10.3."""
    found: dict[int, str] = {}
    for kind, body in _MAPPED.findall(stream):
        values = [_from_hex(digits) for digits in _HEX.findall(body)]
        step = 2 if kind == b"bfchar" else 3
        for place in range(0, len(values) - step + 1, step):
            _take(found, values[place : place + step])
    return found


def _take(found: dict[int, str], values: list[bytes]) -> None:
    first, last, said = int.from_bytes(values[0], "big"), int.from_bytes(values[-2], "big"), values[-1]
    for code in range(first, min(last, first + 0xFF) + 1):
        shifted = int.from_bytes(said, "big") + code - first
        found[code] = shifted.to_bytes(max(len(said), 1) + 1, "big")[1:].decode("utf-16-be", "ignore")
