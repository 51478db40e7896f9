"""Hostile and broken Word files each end in a sentence."""

import io
import zipfile

import pytest
from docx import Document

from bulletin.parsing import word
from bulletin.parsing.decoding import Unreadable
from bulletin.parsing.word import package
from tests.bulletin.typing_word import add, saved
from tests.bulletin.word_xml import replacing, rezipped, run

PLAIN = saved(Document())
BODY = "word/document.xml"
ENTITIES = '<!DOCTYPE d [<!ENTITY a "啊"><!ENTITY b "&a;&a;&a;&a;">]><w:document'


def zipped(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return target.getvalue()


def twice():
    with pytest.warns(UserWarning, match="Duplicate name"):
        return zipped([("word/document.xml", b"<a/>"), ("word/document.xml", b"<b/>")])


def lying():
    """A part that is larger than the zip says."""
    content = bytearray(rezipped(PLAIN, {"word/media/big.bin": b"\0" * 3_000_000}))
    place = content.rfind(b"word/media/big.bin") - 46
    content[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def nested(depth):
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    return rezipped(PLAIN, {BODY: replacing("<w:body>", f"<w:body>{body}")})


def noise(number):
    return "".join(f'<w:p w:a="{at * 7919 % 999_983:x}"/>' for at in range(number))


def in_utf16(part):
    text = part.decode().replace("<w:document", ENTITIES, 1)
    return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').replace("encoding='UTF-8'", "").encode("utf-16")


HOSTILE = {
    "zip bomb": (rezipped(PLAIN, {"word/media/a.bin": b"\0" * 4_000_000}), "解压后大得不正常"),
    "XML bomb": (rezipped(PLAIN, {BODY: replacing("<w:body>", "<w:body>" + " " * 30_000_000)}), "解压后大得不正常"),
    "thousands of parts": (rezipped(PLAIN, {f"a/{at}": b"x" for at in range(3_100)}), "解压后大得不正常"),
    "endless text": (rezipped(PLAIN, {BODY: replacing("<w:body>", "<w:body>" + "<w:p/>" * 300_000 + noise(300_000))}),
                     "多得不像一期刊物"),
    "lying part": (lying(), "文件不完整或已损坏"),
    "entity bomb": (rezipped(PLAIN, {BODY: replacing("<w:document", ENTITIES)}), "实体定义"),
    "entity bomb in UTF-16": (rezipped(PLAIN, {BODY: in_utf16}), "实体定义"),
    "DOCTYPE elsewhere": (rezipped(PLAIN, {"a.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "实体定义"),
    "strange encoding": (rezipped(PLAIN, {BODY: replacing("UTF-8", "UTF-7")}), "无法读取"),
    "truncated": (PLAIN[: len(PLAIN) // 2], "文件不完整或已损坏"),
    "cut in the middle": (PLAIN[:4000] + PLAIN[5000:], "文件不完整或已损坏"),
    "program": (b"MZ\x90\0" + b"\0" * 500, "它是程序"),
    "nothing like it": (b"just words", "只是文件名像"),
    "PDF": (b"%PDF-1.7 ...", "其实是 PDF"),
    "RTF": (b"{\\rtf1 ...}", "其实是 RTF"),
    "Word 2003 XML": (b'<?xml version="1.0"?><w:wordDocument/>', "其实是网页或 XML"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "其实是旧版 Word"),
    "password": (b"\xd0\xcf\x11\xe0" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), "设有打开密码"),
    "macros": (rezipped(PLAIN, {"word/vbaProject.bin": b"x"}), "带有宏"),
    "no body": (rezipped(PLAIN, {BODY: None}), "不是 Word 文档"),
    "another zip": (zipped([("a.txt", b"x")]), "不是 Word 文档"),
    "a spreadsheet": (
        zipped([("_rels/.rels", b'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/w.xml"/>'
                 b"</Relationships>"), ("xl/w.xml", b"<workbook/>")]),
        "不是 Word 文档",
    ),
    "parts of one name": (twice(), "重名"),
    "deep nesting": (nested(2_000), "无法读取"),
    "control characters": (rezipped(PLAIN, {BODY: replacing("<w:body>", "<w:body>\x01")}), "无法读取"),
    "lone surrogate": (rezipped(PLAIN, {BODY: replacing("<w:body>", "<w:body>&#xD800;")}), "无法读取"),
    "no XML at all": (rezipped(PLAIN, {BODY: b"garbage"}), "无法读取"),
    "empty body": (rezipped(PLAIN, {BODY: b""}), "不是 Word 文档"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(kind):
    content, sentence = HOSTILE[kind]
    with pytest.raises(Unreadable, match=sentence):
        word.read(content)


def test_a_part_is_never_unpacked_beyond_the_limit(monkeypatch):
    monkeypatch.setattr(package, "MAX_TOTAL", 200_000)
    with pytest.raises(Unreadable, match="解压后大得不正常"):
        word.read(rezipped(PLAIN, {"word/media/a.bin": bytes(range(256)) * 800}))


def test_moderate_nesting_is_read():
    assert word.read(nested(20)).text.strip() == ""


def test_targets_above_the_file_and_missing_ones_are_no_parts():
    rels = "word/_rels/document.xml.rels"
    changed = rezipped(PLAIN, {rels: replacing('Target="styles.xml"', 'Target="../../../../etc/passwd"')})
    assert word.read(changed).text == ""
    assert word.read(rezipped(PLAIN, {"word/styles.xml": None})).text == ""


def test_external_links_are_reported_and_never_fetched():
    linked = (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'attachedTemplate" Target="http://127.0.0.1:9/evil.dotm" TargetMode="External"/></Relationships>'
    )
    changed = rezipped(PLAIN, {"word/_rels/document.xml.rels": replacing("</Relationships>", linked)})
    warnings = [warning.message for warning in word.read(changed).warnings]
    assert warnings == ["文件引用了外部内容（http://127.0.0.1:9/evil.dotm），没有打开。需要的，请把内容放进文件里。"]


def test_a_strict_file_is_read_as_any_other():
    document = Document()
    add(document, run("国外一流科技创新中心"))
    strict = {
        name: replacing("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name in (BODY, "word/styles.xml", "word/numbering.xml")
    }  # fmt: skip
    assert word.read(rezipped(saved(document), strict)).text == "国外一流科技创新中心"


def test_a_file_locked_by_the_zip_itself_asks_for_the_password_to_be_removed():
    content = bytearray(PLAIN)
    for place in [found for found in range(len(content)) if content[found : found + 4] == b"PK\x01\x02"]:
        content[place + 8] |= 1
    with pytest.raises(Unreadable, match="密码"):
        word.read(bytes(content))
