"""What a scan is, and the words the gate can read in it."""

import os
import zlib

import pytest

from bulletin import scanned
from bulletin.secrecy import MarkedSecret, refuse_marked
from tests.scans import PNG, TIFF, pdf

MARK = "机密★10年"
JPEG = b"\xff\xd8\xff\xe1"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(pdf(), "application/pdf"), (PNG, "image/png"), (TIFF, "image/tiff"), (JPEG, "image/jpeg"), (b"MZ\x90", "")],
)
def test_the_first_bytes_say_what_it_is(content, kind):
    assert scanned.media_type(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(pdf(MARK), id="in the properties"),
        pytest.param(pdf(glyphs=MARK), id="on the page, by glyphs"),
        pytest.param(pdf(text=MARK), id="on the page, by code"),
        pytest.param(pdf().replace(b"%%EOF", f"<dc:title>{MARK}</dc:title>".encode()), id="in XMP"),
        pytest.param(PNG + f"tEXt{MARK}".encode(), id="in a picture"),
        pytest.param(JPEG + MARK.encode("utf-16-le") + os.urandom(100), id="in a photograph's properties"),
    ],
)
def test_the_gate_finds_a_mark(content):
    with pytest.raises(MarkedSecret):
        refuse_marked(*scanned.words(content))


def test_an_ordinary_scan_passes():
    words = scanned.words(pdf("决策参阅1998年第3期", glyphs="国外一流科技创新中心", text="合肥科学岛"))
    refuse_marked(*words)
    assert "国外一流科技创新中心" in "".join(words)
    assert "合肥科学岛" in "".join(words)


def test_escapes_in_a_string_are_undone():
    octal = "".join(f"\\{byte:03o}" for byte in MARK.encode("gb18030"))
    with pytest.raises(MarkedSecret):
        refuse_marked(*scanned.words(f"%PDF-1.4\nBT ({octal}) Tj ET".encode()))


def test_a_locked_pdf_is_known():
    assert scanned.is_locked(b"%PDF-1.4\ntrailer<</Encrypt 5 0 R>>")
    assert not scanned.is_locked(pdf("Encrypt 5"))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n1 0 obj<<>>stream\n" + zlib.compress(bytes(100_000_000), 9) + b"\nendstream",
        b"%PDF-1.4\n1 0 obj<<>>stream\n" + zlib.compress(b"(a)" * 300_000) + b"\nendstream",
        b"\xff\xd8\xff" + ("机" * 700_000 + "\n").encode() * 3,
    ],
    ids=["a bomb", "no end of strings", "no end of characters"],
)
def test_a_file_without_end_is_not_looked_through(content):
    with pytest.raises(scanned.TooMuch):
        scanned.words(content)


def _packed(words):
    return b"1 0 obj<<>>stream\n" + zlib.compress(words, 9) + b"\nendstream endobj\n"


_FONT = _packed(b"beginbfchar<0001><4e00>endbfchar")
_RANGES = b"".join(b"<%06x><%06x><4e00>" % (at, at + 255) for at in range(0, 2_000_000, 256))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n" + _FONT * 1_000 + _packed(b"(ab)Tj " * 10_000),
        b"%PDF-1.4\n" + _packed(b"beginbfrange" + _RANGES + b"endbfrange"),
    ],
    ids=["every string in every font", "a font of all there is"],
)
def test_fonts_without_end_are_not_looked_through(content):
    with pytest.raises(scanned.TooMuch):
        scanned.words(content)


@pytest.mark.parametrize(
    "content",
    [
        b"stream\n" * 200_000,
        _packed(b"beginbfchar " * 200_000),
        _packed(b"(" * 200_000),
        _packed(b"<" + b"0" * 200_000),
    ],
    ids=["streams", "fonts", "strings", "codes"],
)
def test_what_begins_again_and_again_and_never_ends_is_looked_at_once(content):
    """Looked at from every beginning these would take hours, and the test with them."""
    refuse_marked(*scanned.words(b"%PDF-1.4\n" + content))


def test_a_mark_in_a_stream_that_does_not_end_is_found():
    begun = pdf(text=MARK)
    with pytest.raises(MarkedSecret):
        refuse_marked(*scanned.words(begun[: begun.rindex(b"endstream")]))


def test_pictures_and_fonts_inside_are_passed_over():
    packed = zlib.compress(bytes(100_000_000), 9)
    inside = b"%PDF-1.4\n1 0 obj<</Subtype/Image>>stream\n" + packed + b"\nendstream endobj"
    assert scanned.words(inside) is not None


@pytest.mark.parametrize("cut", [5, 40, 120, 200])
def test_a_truncated_pdf_is_read_as_far_as_it_goes(cut):
    refuse_marked(*scanned.words(pdf("标题", glyphs="正文", text="正文")[:cut]))
