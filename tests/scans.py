"""Scans as the tests upload them: small files that are what they say they are."""

import zlib

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82"
)
TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00"


def pdf(title: str = "", *, glyphs: str = "", text: str = "") -> bytes:
    """A PDF with `title` in its properties, `glyphs` shown through a character map, `text` shown in GB 18030."""
    parts = [f"1 0 obj<</Title <FEFF{title.encode('utf-16-be').hex()}>>>endobj\n".encode()]
    if glyphs:
        codes = "".join(f"<{place:04x}> <{one.encode('utf-16-be').hex()}>\n" for place, one in enumerate(glyphs, 1))
        shown = "".join(f"{place:04x}" for place in range(1, len(glyphs) + 1))
        parts += [_stream(f"{len(glyphs)} beginbfchar\n{codes}endbfchar"), _stream(f"BT <{shown}> Tj ET")]
    if text:
        parts.append(_stream("BT (", text.encode("gb18030"), ") Tj ET"))
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Info 1 0 R>>\n%%EOF\n"


def _stream(*parts: str | bytes) -> bytes:
    plain = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
    packed = zlib.compress(plain)
    return b"2 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (len(packed), packed)
