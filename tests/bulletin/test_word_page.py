"""Tables, headers, footers, contents and pictures of a Word file."""

import base64
import io

from docx import Document

from bulletin.parsing import word
from tests.bulletin.typing_word import add, saved, table
from tests.bulletin.word_xml import field, rezipped

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
LONG = "科技创新中心是世界创新资源的集聚中心和创新活动的控制中心，日益受到重视。"


def codes(document):
    return [warning.code for warning in document.warnings]


def test_a_table_of_figures_becomes_a_table():
    document = Document()
    document.add_paragraph("标题")
    document.add_paragraph(LONG)
    table(document, [["指标", "2020年", "2021年"], ["企业|家", "210", ""]])
    document.add_paragraph(LONG)
    section = word.parse(word.read(saved(document))).bulletin.sections[0]
    assert section.text.split("\n")[1:4] == [
        "| 指标 | 2020年 | 2021年 |",
        "| --- | --- | --- |",
        "| 企业｜家 | 210 |  |",
    ]


def test_a_table_within_a_table_is_read():
    document = Document()
    outer = table(document, [["外", ""]])
    inner = outer.rows[0].cells[1].add_table(1, 1)
    inner.rows[0].cells[0].text = "内"
    assert [line for line in word.read(saved(document)).text.split("\n") if line] == ["外    内"]


def test_cells_of_an_imprint_table_are_keys_and_values():
    document = Document()
    for words in ("标题", LONG):
        document.add_paragraph(words)
    table(document, [["主　编", "王明丽"], ["地址：", "许昌市魏武大道"], ["报：市委", "送：市政府"]])
    bulletin = word.parse(word.read(saved(document))).bulletin
    assert [(one.role, one.name) for one in bulletin.board] == [("主编", "王明丽")]
    assert bulletin.contact.address == "许昌市魏武大道"
    assert [one.verb for one in bulletin.distribution.recipients] == ["报", "送"]


def test_headers_and_footers_that_repeat_are_shown_and_not_read():
    document = Document()
    for words in ("决策参阅", "第4期", "许昌市科技创新公共服务中心", "标题", LONG):
        document.add_paragraph(words)
    section = document.sections[0]
    section.header.paragraphs[0].text = "决策参阅　第4期"
    section.footer.paragraphs[0].text = "第 1 页 共 6 页"
    report = word.parse(word.read(saved(document)))
    assert (report.bulletin.series, report.bulletin.number) == ("决策参阅", 4)
    assert [(one.text, one.reason) for one in report.unplaced] == [
        ("决策参阅　第4期", "页眉，不属于正文"),
        ("第 1 页 共 6 页", "页脚，不属于正文"),
    ]


def test_an_automatic_list_of_contents_is_shown_and_not_read():
    document = Document()
    document.add_paragraph("目  录")
    add(document, field('TOC \\o "1-3"', "一、主要做法\t1"))
    for words in ("标题", LONG):
        document.add_paragraph(words)
    report = word.parse(word.read(saved(document)))
    assert report.bulletin.title == "标题"
    assert [one.text for one in report.unplaced] == ["目  录", "一、主要做法    1"]


def test_pictures_are_kept_with_what_is_said_of_them():
    document = Document()
    document.add_paragraph(LONG)
    document.add_picture(io.BytesIO(PNG))
    document.inline_shapes[0]._inline.docPr.set("descr", "硅谷的位置图")
    document.add_picture(io.BytesIO(PNG))
    (image,) = word.read(saved(document)).images
    assert (image.name, image.content_type, image.alt) == ("图1.png", "image/png", "硅谷的位置图")
    assert image.content == PNG


def test_a_picture_that_is_none_is_left_and_told():
    document = Document()
    document.add_picture(io.BytesIO(PNG))
    name = next(part.partname for part in document.part.package.iter_parts() if "media" in part.partname)
    found = word.read(rezipped(saved(document), {name.lstrip("/"): b"MZ program"}))
    assert found.images == ()
    assert codes(found) == ["image_left"]
