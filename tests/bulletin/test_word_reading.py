"""What stands in a Word file and how it is read."""

import pytest
from docx import Document

from bulletin.parsing import word
from bulletin.parsing.word import fields
from bulletin.value import Kind
from tests.bulletin.typing_word import add, saved, table
from tests.bulletin.word_xml import drawn_box, field, paragraph, replacing, rezipped, run, text_box, vml_box

LONG = "科技创新中心是世界创新资源的集聚中心和创新活动的控制中心，日益受到重视。"


def read(*contents, document=None):
    document = document or Document()
    for content in contents:
        add(document, content)
    return word.read(saved(document))


def lines(*contents):
    return [line.strip() for line in read(*contents).text.split("\n") if line.strip()]


def told(document):
    return [(warning.code, warning.message) for warning in document.warnings]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("科技") + run("创新", "<w:i/>"), "科技创新"),
        (run("甲\t乙"), "甲    乙"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t></w:r>", "A-BC"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>同意</w:t></w:r>', "√同意"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "①"),
        (run("第") + field("PAGE", "3") + run("页"), "第3页"),
        ('<w:fldSimple w:instr="DATE">' + run("2022年1月25日") + "</w:fldSimple>", "2022年1月25日"),
        (field("REF a \\h " + "x", run("")[:0] + "内层"), "内层"),
        ("<w:smartTag><w:customXml>" + run("智能标记") + "</w:customXml></w:smartTag>", "智能标记"),
        ("<w:ruby><w:rt/></w:ruby>", ""),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>xǔ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>许</w:t></w:r></w:rubyBase></w:ruby>"
            "<w:t>昌</w:t></w:r>",
            "许昌",
        ),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("控件") + "</w:sdtContent></w:sdt>", "控件"),
        ('<w:hyperlink w:anchor="a">' + run("书签") + "</w:hyperlink>", "书签"),
        ('<w:bdo w:val="ltr">' + run("方向") + "</w:bdo>", "方向"),
        (
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>E=mc2</m:t></m:r>'
            "</m:oMath>",
            "E=mc2",
        ),
    ],
)
def test_what_may_stand_in_a_paragraph(content, expected):
    assert "".join(lines(content)) == expected


def test_letters_that_a_field_prints_over_each_other_are_read():
    instruction = r"EQ \* jc2 \o\ad(\s\up 9(xǔ),许)"
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
    content = f'{begun}{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert lines(content + run("昌")) == ["许昌"]


def test_a_field_longer_than_any_is_not_looked_through():
    """Looked at from every beginning it would take minutes, and the test with it."""
    assert "啊" not in fields.shown("EQ " + r"\o(" * 100_000 + "啊")


def test_line_and_page_breaks_end_lines():
    assert lines(run("国外一流科技创新中心\n是怎样建设的")) == ["国外一流科技创新中心", "是怎样建设的"]
    assert lines(run("甲") + '<w:r><w:br w:type="page"/></w:r>' + run("乙")) == ["甲", "乙"]


def test_text_boxes_are_read_once_in_both_ways_they_are_written():
    assert lines(text_box(paragraph(run("决策参阅")))) == ["决策参阅"]
    assert lines("<w:r>" + drawn_box(paragraph(run("决策参阅"))) + "</w:r>") == ["决策参阅"]
    assert lines("<w:r>" + vml_box(paragraph(run("决策参阅"))) + "</w:r>") == ["决策参阅"]


def test_boxes_of_the_masthead_come_first_from_top_to_bottom():
    low, high = text_box(paragraph(run("第4期")), 900_000), text_box(paragraph(run("决策参阅")), 100)
    assert lines(run("标题"), run(LONG) + low + high) == ["决策参阅", "第4期", "标题", LONG]


def test_a_text_box_within_a_text_box_is_read_once():
    inner = paragraph(run("外") + text_box(paragraph(run("内"))))
    assert sorted(lines(text_box(inner))) == ["内", "外"]


def test_hidden_text_is_told_and_not_read():
    found = read(run("看得见") + run("看不见", "<w:vanish/>"))
    assert found.text == "看得见"
    assert told(found) == [
        ("hidden_text", "隐藏文字没有读入：“看不见”。要印出来，请在 Word 中取消隐藏后重新导入。"),
    ]


def test_hidden_and_bold_may_come_from_styles():
    document = Document()
    style = document.styles.add_style("藏", 2)
    style.font.hidden = True
    document.styles["Normal"].font.bold = True
    document.add_paragraph("看得见").add_run("看不见", style="藏")
    assert word.read(saved(document)).text == "看得见"


def tracked(kind, words):
    text = "delText" if kind in ("del", "moveFrom") else "t"
    return (
        f'<w:{kind} w:id="1" w:author="张三" w:date="2022-01-20T08:00:00Z">'
        f"<w:r><w:{text}>{words}</w:{text}></w:r></w:{kind}>"
    )


def test_tracked_changes_are_read_as_accepted_and_told():
    found = read(run("科技") + tracked("del", "改革") + tracked("ins", "创新") + run("中心"))
    assert found.text == "科技创新中心"
    assert told(found) == [
        ("tracked_deletion", "修订尚未接受：张三（2022-01-20）删除“改革”，已按接受去掉。"),
        ("tracked_insertion", "修订尚未接受：张三（2022-01-20）插入“创新”，已按接受读入。"),
    ]


def test_what_was_moved_stands_where_it_was_moved_to():
    found = read(tracked("moveFrom", "甲句。") + run("乙句。") + tracked("moveTo", "甲句。"))
    assert found.text == "乙句。甲句。"
    assert [code for code, _ in told(found)] == ["tracked_move"]


def test_a_deleted_paragraph_end_joins_the_paragraphs():
    document = Document()
    add(document, run("前半"), '<w:rPr><w:del w:id="1" w:author="张三"/></w:rPr>')
    add(document, run("后半"))
    assert word.read(saved(document)).text == "前半后半"


def test_a_deleted_table_row_is_out_and_told():
    document = Document()
    made = table(document, [["指标", "数值"], ["企业", "210"]])
    row = made.rows[1]._tr
    row.get_or_add_trPr().append(row.makeelement(row.tag.replace("}tr", "}del"), {}))
    found = word.read(saved(document))
    assert "企业" not in found.text
    assert [code for code, _ in told(found)] == ["tracked_deletion"]


def test_comments_are_told_with_their_author_and_line():
    document = Document()
    document.add_paragraph("标题")
    body = document.add_paragraph("正文。")
    document.add_comment(body.runs[0], text="请核对出处", author="李四")
    found = word.read(saved(document))
    assert "请核对" not in found.text
    assert [(warning.line, warning.code) for warning in found.warnings] == [(2, "comment")]
    assert found.warnings[0].message.startswith("批注没有读入：李四（")


def with_notes(*contents, kind="footnote"):
    notes = (
        f'<w:{kind}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:{kind} w:id="0" w:type="separator"><w:p/></w:{kind}>'
        f'<w:{kind} w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> 见《科技日报》。</w:t></w:r></w:p></w:{kind}>'
        f"</w:{kind}s>"
    )
    relation = (
        '<Relationship Id="rId800" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}s" Target="{kind}s.xml"/></Relationships>'
    )
    document = Document()
    for content in contents:
        add(document, content)
    rels = "word/_rels/document.xml.rels"
    changed = {rels: replacing("</Relationships>", relation), f"word/{kind}s.xml": notes.encode()}
    return word.read(rezipped(saved(document), changed))


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_kept_at_the_end_and_marked_in_the_text(kind):
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    found = with_notes(run("标题"), run(LONG) + reference, run(LONG), kind=kind)
    assert found.text.split("\n")[1] == f"{LONG}（注1）"
    assert found.text.endswith("注1：见《科技日报》。")
    section = word.parse(found).bulletin.sections[-1]
    assert (section.kind, section.text) == (Kind.NOTE, "注1：见《科技日报》。")


def test_the_mark_of_a_note_is_no_part_of_a_title():
    found = with_notes(run("国外一流科技创新中心") + '<w:r><w:footnoteReference w:id="2"/></w:r>', run(LONG))
    assert word.parse(found).bulletin.title == "国外一流科技创新中心"


def test_a_note_nobody_points_at_is_kept_too():
    assert "见《科技日报》。" in with_notes(run(LONG)).text


def test_bold_in_running_text_stays_bold_and_in_headings_is_none():
    found = read(
        run("标题"),
        run("一、主要做法", "<w:b/>"),
        run("要坚持") + run("市场导向", "<w:b/>") + run("，让企业成为创新的主体。"),
        run("（一）坚持规划引领。", "<w:b/>") + run(LONG),
    )
    first, second = word.parse(found).bulletin.sections
    assert (first.heading, first.text) == ("主要做法", "要坚持**市场导向**，让企业成为创新的主体。")
    assert (second.heading, second.text) == ("坚持规划引领", LONG)


def test_bold_names_open_cases():
    found = read(
        run("标题"),
        run("英国伦敦科技创新中心。", "<w:b/>") + run(LONG),
        run("日本东京科技创新中心", "<w:b/>"),
        run(LONG),
    )
    sections = word.parse(found).bulletin.sections
    assert [(one.kind, one.heading, one.text) for one in sections] == [
        (Kind.CASE, "英国伦敦科技创新中心", LONG),
        (Kind.CASE, "日本东京科技创新中心", LONG),
    ]


def test_text_bold_throughout_says_nothing():
    found = read(run("标题"), run(LONG, "<w:b/>"), run(LONG, "<w:b/>"))
    assert [one.text for one in word.parse(found).bulletin.sections] == [f"{LONG}\n{LONG}"]


def test_styles_of_headings_give_levels():
    document = Document()
    document.add_paragraph("标题", style="Title")
    for words, style in (("做法", "Heading 1"), ("组织领导", "Heading 2"), ("体会", "Heading 1")):
        document.add_paragraph(words, style=style)
        document.add_paragraph(LONG)
    sections = word.parse(word.read(saved(document))).bulletin.sections
    assert [(one.heading, one.level) for one in sections] == [("做法", 1), ("组织领导", 2), ("体会", 1)]


def test_two_titles_of_one_style_open_two_articles():
    document = Document()
    for words in ("第一篇的标题", "第二篇的标题"):
        document.add_paragraph(words, style="Title")
        document.add_paragraph(LONG)
    sections = word.parse(word.read(saved(document))).bulletin.sections
    assert [one.heading for one in sections if one.kind is Kind.ARTICLE] == ["第一篇的标题", "第二篇的标题"]


def test_a_link_keeps_its_address_and_is_told():
    document = Document()
    document.add_paragraph("标题")
    key = document.part.relate_to(
        "https://example.org/a",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    add(document, run("详见") + f'<w:hyperlink r:id="{key}">' + run("统计年鉴") + "</w:hyperlink>" + run("。"))
    found = word.read(saved(document))
    assert found.text.endswith("详见[统计年鉴](https://example.org/a)。")
    assert [code for code, _ in told(found)] == ["link_kept"]


def test_an_embedded_object_is_told():
    content = '<w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="rId99"/></w:object>'
    assert told(read(f"<w:r>{content}</w:r>")) == [
        ("embedded_object", "文件里嵌有对象（Excel.Sheet.12），没有读入。需要的，请改为文字、表格或图片。")
    ]
