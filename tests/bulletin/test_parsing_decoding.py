import codecs

import pytest

from bulletin.parsing.decoding import Unreadable, decode

TEXT = "决策参阅\n第四期，二〇二二年。"


@pytest.mark.parametrize(
    "source",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
)
def test_the_encodings_of_office_text_files_are_read(source):
    assert decode(source) == TEXT


@pytest.mark.parametrize(
    "source",
    [b"PK\x03\x04...", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1", b"\xff\xff\xff", b"\xff\xfe\x00", b"\x00\x01\x02\x03"],
)
def test_other_files_are_refused_with_what_to_do(source):
    with pytest.raises(Unreadable, match="再导入"):
        decode(source)


def test_a_damaged_utf8_file_does_not_pass_as_gb18030():
    with pytest.raises(Unreadable):
        decode(("机密★10年" * 20).encode() + b"\xe5\x86")
