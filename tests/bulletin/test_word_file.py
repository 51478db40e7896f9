"""The Word file as Word sees it: its parts, their schema, its measures."""

import datetime
import io
from collections import Counter
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from bulletin.rendering import word
from bulletin.value import Kind, Section, public_form
from tests.bulletin.factories import MARKED, TYPED, issue, seed, two_articles
from tests.bulletin.word import part, parts
from tests.bulletin.word_schema import ORDER

pytestmark = pytest.mark.looks

MM = 36000


def full():
    """An issue with everything in it."""
    sections = (
        *issue().sections,
        Section(Kind.NOTE, "", "附表", 3, "：", "说明。", text=f"{MARKED}\n{MARKED}\n[网](http://许昌.cn/)\n{TYPED}"),
        Section(Kind.LEAD, text="| 甲 |\n| --: |\n| 乙 |"),
    )
    return issue(sections=sections)


def files():
    changed = word.changes(two_articles(), full(), names=("第1稿", "第2稿"), at=datetime.datetime(2022, 1, 26, 9, 30))
    drawn = word.render(seed(), draft="草稿　第2稿")
    return [*(word.render(make()) for make in (full, two_articles, seed)), drawn, changed]


@pytest.mark.parametrize("content", files())
def test_every_part_is_declared_and_every_relation_leads_to_one(content):
    found = parts(content)
    types = etree.fromstring(found["[Content_Types].xml"])
    declared = {one.get("PartName") for one in types if one.get("PartName")}
    assert declared == {f"/{name}" for name in found if name.endswith(".xml") and "[" not in name}
    relations = etree.fromstring(found["word/_rels/document.xml.rels"])
    inner = {f"word/{one.get('Target')}" for one in relations if one.get("TargetMode") != "External"}
    assert inner == {name for name in found if name.startswith("word/") and name.endswith(".xml")} - {
        "word/document.xml"
    }
    ids = [one.get("Id") for one in relations]
    assert len(ids) == len(set(ids))
    used = {
        value for one in part(content, "word/document.xml").iter() for key, value in one.items() if key == qn("r:id")
    }
    assert used <= set(ids)


@pytest.mark.parametrize("content", files())
def test_children_stand_in_the_order_of_the_schema(content):
    checked = Counter()
    for name, written in parts(content).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for parent in etree.fromstring(written).iter():
            order = ORDER.get(etree.QName(parent).localname)
            if order:
                places = [order[etree.QName(child).localname] for child in parent]
                assert places == sorted(places), etree.tostring(parent, encoding="unicode")
                checked[etree.QName(parent).localname] += 1
    assert {"pPr", "rPr", "sectPr", "style", "settings", "tblPr", "tcPr"} <= set(checked)


@pytest.mark.parametrize("content", files())
def test_every_style_used_is_defined_once(content):
    styles = [one.get(qn("w:styleId")) for one in part(content, "word/styles.xml").iter(qn("w:style"))]
    names = [one.get(qn("w:val")) for one in part(content, "word/styles.xml").iter(qn("w:name"))]
    assert len(styles) == len(set(styles)) and len(names) == len(set(names))
    tags = [qn(f"w:{name}") for name in ("pStyle", "rStyle", "basedOn", "next")]
    for name in ("word/document.xml", "word/styles.xml", "word/footer.xml"):
        assert {one.get(qn("w:val")) for one in part(content, name).iter(*tags)} <= set(styles)


@pytest.mark.parametrize("content", files())
def test_a_table_never_follows_a_table_and_none_ends_the_text(content):
    body = part(content, "word/document.xml")[0]
    tags = [etree.QName(one).localname for one in body]
    assert ("tbl", "tbl") not in pairwise(tags)
    assert tags[-2:] == ["p", "sectPr"]


@pytest.mark.parametrize(("grid", "lines", "characters", "size"), [("28x22", 22, 28, 16), ("30x23", 23, 30, 15)])
def test_the_page_has_the_measures_of_the_standard(grid, lines, characters, size):
    document = docx.Document(io.BytesIO(word.render(seed(), grid=grid)))
    section = document.sections[0]
    sheet = [section.page_width, section.page_height]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(one / MM) for one in sheet + margins] == [210, 297, 37, 35, 28, 26]
    found = section._sectPr.find(qn("w:docGrid"))
    assert found.get(qn("w:type")) == "lines"
    pitch = int(found.get(qn("w:linePitch")))
    height = (section.page_height - section.top_margin - section.bottom_margin) / 635
    width = (section.page_width - section.left_margin - section.right_margin) / 12700
    assert lines * pitch <= height < lines * (pitch + 1)
    normal = document.styles["Normal"].element
    closer = int(normal.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")))
    assert characters * (size + closer / 20) <= width < characters * (size + (closer + 1) / 20)
    assert normal.find(f"{qn('w:pPr')}/{qn('w:spacing')}").get(qn("w:line")) == str(pitch)
    assert document.styles["Normal"].font.size.pt == size


def test_no_mark_stands_at_a_wrong_end_of_a_line_and_no_gap_beside_a_digit():
    looks = docx.Document(io.BytesIO(word.render(seed()))).styles["Normal"].element.find(qn("w:pPr"))
    said = {etree.QName(one).localname: one.get(qn("w:val")) for one in looks}
    assert {"kinsoku": None, "overflowPunct": None, "autoSpaceDE": "0", "autoSpaceDN": "0"}.items() <= said.items()


def test_text_is_in_the_faces_of_the_standard_each_by_its_name():
    document = docx.Document(io.BytesIO(word.render(issue())))
    faces = {one.name: one.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for one in document.styles}
    assert {
        name: faces[name].get(qn("w:eastAsia")) for name in ("Normal", "Heading 1", "Heading 2", "Title", "刊名")
    } == {
        "Normal": "仿宋_GB2312",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
        "Title": "方正小标宋简体",
        "刊名": "方正小标宋简体",
    }
    indents = document.styles["Normal Indent"].element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indents.get(qn("w:firstLineChars")) == "200"


def test_headings_are_words_own_and_show_in_its_navigation():
    document = docx.Document(io.BytesIO(word.render(issue())))
    levels = {
        one.text: one.style
        for one in document.paragraphs
        if one.style.element.find(f".//{qn('w:outlineLvl')}") is not None
    }
    assert levels["一、综合来看"].name == "Heading 1"
    assert levels["英国伦敦科技创新中心：成为榜样。"].base_style.name == "Heading 1"
    assert levels["（一）分述。"].base_style.name == "Heading 2"
    assert all(style.paragraph_format.keep_with_next for style in document.styles if style.name.startswith("Heading "))


def test_a_run_in_heading_ends_with_words_style_separator():
    body = part(word.render(issue()), "word/document.xml")[0]
    joined = [one for one in body if one.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:specVanish')}") is not None]
    assert ["".join(one.itertext()) for one in joined] == [
        "英国伦敦科技创新中心：成为榜样。",
        "英国剑桥科技创新中心：聚集人才。",
        "（一）分述。",
    ]
    assert all("".join(one.getnext().itertext()) for one in joined)


def test_headings_of_an_article_lie_under_its_title():
    document = docx.Document(io.BytesIO(word.render(two_articles())))
    outline = {
        one.text: int(found.get(qn("w:val")))
        for one in document.paragraphs
        if (found := one.style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")) is not None
    }
    assert outline == {"第一篇标题": 0, "一、问题": 1, "第二篇标题": 0}
    assert [one.text for one in document.paragraphs if one.style.name == "要目条目"] == ["◇ 第一篇标题", "◇ 第二篇标题"]


def test_odd_pages_have_their_number_right_and_even_ones_left():
    content = word.render(seed())
    assert part(content, "word/settings.xml").find(qn("w:evenAndOddHeaders")) is not None
    sides = {
        one.get(qn("w:type")): part(content, f"word/{one.get(qn('r:id'))}.xml")
        .find(f".//{qn('w:jc')}")
        .get(qn("w:val"))
        for one in part(content, "word/document.xml").iter(qn("w:footerReference"))
    }
    assert sides == {"default": "right", "even": "left"}
    words = "".join(one.text for one in part(content, "word/footer.xml").iter(qn("w:t"), qn("w:instrText")))
    assert words == "—  PAGE 1 —"


def test_a_red_rule_closes_the_masthead_and_black_ones_hold_the_imprint():
    content = word.render(issue())
    rules = [one for one in part(content, "word/styles.xml").iter(qn("w:bottom")) if one.get(qn("w:color")) == "FF3333"]
    assert rules and {one.get(qn("w:val")) for one in rules} == {"single"}
    (imprint,) = docx.Document(io.BytesIO(content)).tables
    assert [row.cells[0].text for row in imprint.rows][-3:] == ["报：市委", "送：各县", "共印80份"]
    borders = {etree.QName(one).localname: one.get(qn("w:sz")) for one in imprint._tbl.tblPr.find(qn("w:tblBorders"))}
    assert borders == {"top": "8", "bottom": "8", "insideH": "6"}


def test_links_are_links_and_odd_addresses_are_fields():
    document = docx.Document(io.BytesIO(word.render(full())))
    links = {link.text: link.url for one in document.paragraphs for link in one.hyperlinks}
    assert links["公告"] == "https://a.cn/?a=1&b=2"
    codes = [one.text for one in part(word.render(full()), "word/document.xml").iter(qn("w:instrText"))]
    assert codes == [' HYPERLINK "http://许昌.cn/" ']


def test_the_same_issue_gives_the_same_bytes_dated_by_the_issue():
    assert word.render(seed()) == word.render(seed())
    properties = docx.Document(io.BytesIO(word.render(seed()))).core_properties
    assert (properties.title, properties.author) == (seed().title, "许昌市科技创新公共服务中心")
    assert properties.created == properties.modified
    assert f"{properties.created:%Y-%m-%d}" == "2022-01-25"


def test_a_draft_says_so_on_each_page_and_the_public_form_tells_nothing_internal():
    assert "".join(part(word.render(seed(), draft="草稿　第2稿"), "word/header.xml").itertext()) == "草稿　第2稿"
    everything = b"".join(parts(word.render(public_form(issue()))).values()).decode(errors="replace")
    assert "内部资料" not in everything and "共印80份" not in everything and "市委" not in everything
