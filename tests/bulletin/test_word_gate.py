"""The secrecy gate reads every part of a Word file."""

import pytest
from docx import Document

from bulletin.parsing import word
from bulletin.parsing.word.gate import refuse_marked_bytes
from bulletin.secrecy import MarkedSecret
from tests.bulletin.typing_word import add, saved
from tests.bulletin.word_xml import drawn_box, paragraph, replacing, rezipped, run, text_box, vml_box

MARK = "机密★1年"
DELETED = '<w:del w:id="1" w:author="甲"><w:r><w:delText>机密★1年</w:delText></w:r></w:del>'
INSTRUCTION = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "机密★1年"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
IN_A_NOTE = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p>'
    "<w:r><w:t>机密★1年</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def plain(*contents):
    document = Document()
    document.add_paragraph("国外一流科技创新中心是怎样建设的")
    for content in contents:
        add(document, content)
    return document


def with_property(name, value):
    document = plain()
    setattr(document.core_properties, name, value)
    return saved(document)


def with_header():
    document = plain()
    document.sections[0].header.paragraphs[0].text = MARK
    return saved(document)


def with_part(name, words):
    content = words if isinstance(words, bytes) else words.encode()
    return rezipped(saved(plain()), {name: content})


def inside_another():
    return with_part("word/embeddings/oleObject1.docx", saved(plain(run(MARK))))


PLACES = {
    "body": saved(plain(run(MARK))),
    "split over runs": saved(plain(run("机"), run("密"), run("★1年"), "".join(map(run, MARK)))),
    "text box": saved(plain(text_box(paragraph(run(MARK))))),
    "the branch nobody reads": saved(
        plain(
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn_box(paragraph(run("标题")))}</mc:Choice>'
            f"<mc:Fallback>{vml_box(paragraph(run(MARK)))}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    ),
    "header": with_header(),
    "hidden": saved(plain(run(MARK, "<w:vanish/>"))),
    "deleted": saved(plain(DELETED)),
    "instruction of a field": saved(plain(INSTRUCTION)),
    "alternative text": saved(plain(text_box(paragraph(run("刊头"))).replace("文本框 1", MARK))),
    "placeholder": saved(
        plain(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(MARK)}</w:sdtContent></w:sdt>")
    ),
    "title": with_property("title", MARK),
    "subject": with_property("subject", "机密"),
    "keywords": with_property("keywords", "秘密"),
    "comments": with_property("comments", "密级：机密"),
    "category": with_property("category", "绝密"),
    "footnote nobody points at": with_part("word/footnotes.xml", IN_A_NOTE),
    "custom property": with_part(
        "docProps/custom.xml", '<Properties><property name="密级"><lpwstr>机密</lpwstr></property></Properties>'
    ),
    "company": with_part("docProps/app.xml", "<Properties><Company>工作秘密</Company></Properties>"),
    "custom data": with_part("customXml/item1.xml", "<a><b>机密★1年</b></a>"),
    "name of a part": with_part("word/media/秘密★1年.png", b"\x89PNG"),
    "comment in the XML": rezipped(
        saved(plain()), {"word/document.xml": replacing("<w:body>", "<w:body><!-- 机密★1年 -->")}
    ),
    "embedded document": inside_another(),
    "embedded object": with_part("word/embeddings/oleObject1.bin", b"\xd0\xcf" + MARK.encode("utf-16-le") + b"\0\1"),
    "remark of a picture": with_part("word/media/image1.png", b"\x89PNG\r\n\x1a\ntEXt" + MARK.encode() + b"\0"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_mark_anywhere_in_the_file_refuses_it(place):
    with pytest.raises(MarkedSecret):
        word.read(PLACES[place])


def test_a_mark_in_the_name_refuses_the_file():
    with pytest.raises(MarkedSecret):
        word.read(saved(plain()), name="机密★1年.docx")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030", "utf-8"])
@pytest.mark.parametrize("shift", [b"", b"x"])
@pytest.mark.parametrize(
    "mark", ["秘密★1年", "\r机 密\r", "份号：000012", "\r工作秘密\r", "中办发电〔2020〕1号", "本件不得上网"]
)
def test_a_mark_in_raw_bytes_refuses_an_old_file(mark, shift, encoding):
    content = b"\xd0\xcf\x11\xe0" + b"\0" * 16 + shift + f"内容之前{mark}内容之后".encode(encoding) + b"\0" * 9
    with pytest.raises(MarkedSecret):
        refuse_marked_bytes(content)


@pytest.mark.parametrize("encoding", ["utf-16-le", "gb18030"])
def test_innocent_words_in_raw_bytes_pass(encoding):
    refuse_marked_bytes("企业的商业秘密保护，密切联系群众，五★级酒店，不得要领，机要科的同志也来了。".encode(encoding))


def test_innocent_words_in_a_word_file_pass():
    words = "要保守国家秘密，加强商业秘密保护。"
    assert word.read(saved(plain(run(words)))).text.endswith(words)
