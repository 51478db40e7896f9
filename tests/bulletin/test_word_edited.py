"""A Word file of ours that somebody worked on in Word."""

import datetime
import re
from dataclasses import replace
from xml.sax.saxutils import escape, unescape

import pytest

from bulletin.parsing import word as word_in
from bulletin.parsing.word.xml import W
from bulletin.rendering import word
from bulletin.serialization import printed_digest
from bulletin.value import BoardMember, Bulletin, DateStyle, Kind, Section
from tests.bulletin.factories import issue, seed, two_articles
from tests.bulletin.word import DOCUMENT, part, parts, read, with_parts

RUN = re.compile(
    r'(?P<run><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">)(?P<words>[^<]{2,})</w:t></w:r>'
)
USE_OF_STYLE = re.compile(r'(?P<use>w:styleId="|<w:(?:pStyle|rStyle|basedOn|next) w:val=")(?P<id>\w+)')


def edited(content, *changes):
    """The file after somebody replaced words in it."""
    document = parts(content)[DOCUMENT].decode()
    for before, after in changes:
        assert before in document
        document = document.replace(before, after)
    return with_parts(content, {DOCUMENT: document.encode()})


def test_a_file_edited_in_word_reads_as_edited():
    changes = (
        ("第4期", "第五期"),
        ("（总第418期）", "总第419期"),
        ("二〇二二年元月二十五日", "2022年2月8日"),
        ("主任：冀伟", "主任：冀伟　主编：王明丽"),
        ("邮编：461000", "邮编：461001"),
        ("共印80份", "共印90份"),
        ("一、", "二、"),
        ("成为榜样。", "成为典范。"),
        ("其做法如下。", "其做法有三。"),
    )
    back = read(edited(word.render(issue()), *changes)).bulletin
    assert (back.number, back.total, back.distribution.copies) == (5, 419, 90)
    assert (back.date, back.date_style) == (datetime.date(2022, 2, 8), DateStyle.ARABIC)
    assert back.board[1] == BoardMember("主编", "王明丽") and len(back.board) == 3
    assert back.contact == replace(issue().contact, postcode="461001")
    assert (back.sections[1].thesis, back.sections[1].text) == ("成为典范。", "其做法有三。")
    assert (back.sections[3].ordinal, back.sections[3].heading) == ("二、", "综合来看")


def test_words_that_cannot_be_read_any_more_are_told_with_their_line():
    report = read(edited(word.render(issue()), ("共印80份", "共印八十来份")))
    assert report.bulletin.distribution.copies is None
    (left,) = report.unplaced
    lines = word_in.read(edited(word.render(issue()), ("共印80份", "共印八十来份"))).text.split("\n")
    assert left.text == "共印八十来份" == lines[left.line - 1].strip()


def test_new_paragraphs_in_no_style_of_ours_belong_to_the_section_they_stand_in():
    plain = "<w:p><w:r><w:t>新加的一段。</w:t></w:r></w:p>"
    content = edited(word.render(seed()), ("<w:tbl>", f"{plain}<w:tbl>"))
    assert read(content).bulletin.sections[-1].text == f"{seed().sections[-1].text}\n新加的一段。"


def test_a_table_edited_in_word_is_drawn_in_the_usual_way_where_its_author_drew_no_cell():
    content = word.render(Bulletin(sections=(Section(Kind.LEAD, text="|甲|乙|\n|:--|--:|\n|1||"),)))
    cell = r'(<w:p><w:pPr><w:pStyle w:val="\w+"/></w:pPr>)(</w:p></w:tc></w:tr></w:tbl>)'
    empty = re.search(cell, parts(content)[DOCUMENT].decode())
    back = read(edited(content, (empty[0], f"{empty[1]}<w:r><w:t>3</w:t></w:r>{empty[2]}"), (">1<", ">11<")))
    assert back.bulletin.sections[0].text == "|甲|乙|\n|:--|--:|\n|11| 3 |"


def saved_by_word(content):
    """The file as Chinese Word saves it again: ids of styles anew, runs in pieces, marks of proofreading between."""
    styles = part(content, "word/styles.xml")
    ids = {one.get(W + "styleId"): f"a{number}" for number, one in enumerate(styles.iter(W + "style"))}
    written = {
        name: USE_OF_STYLE.sub(lambda one: one["use"] + ids[one["id"]], parts(content)[name].decode())
        for name in ("word/styles.xml", DOCUMENT)
    }
    written[DOCUMENT] = RUN.sub(_torn, written[DOCUMENT])
    return with_parts(content, {name: words.encode() for name, words in written.items()})


def _torn(found):
    words = unescape(found["words"])
    first, rest = escape(words[:1]), escape(words[1:])
    return f"{found['run']}{first}</w:t></w:r><w:proofErr w:type='spellStart'/>{found['run']}{rest}</w:t></w:r>"


@pytest.mark.parametrize("make", [issue, two_articles, seed])
def test_a_file_saved_again_by_word_comes_back_as_printed(make):
    assert printed_digest(read(saved_by_word(word.render(make()))).bulletin) == printed_digest(make())


BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
PLAIN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([(BOLD, " 重点 ")], " **重点** "),
        ([(BOLD, "甲"), (BOLD, "乙")], "**甲乙**"),
        ([(PLAIN, "a"), (BOLD, "b"), (PLAIN, "c")], "abc"),
        ([(BOLD, "*")], "*"),
        ([(BOLD, "　")], "　"),
    ],
)
def test_what_an_editor_makes_bold_is_strong_where_it_can_be_marked(runs, expected):
    made = "".join(run.format(words) for run, words in runs)
    content = edited(word.render(seed()), ("<w:tbl>", f"<w:p>{made}</w:p><w:tbl>"))
    assert read(content).bulletin.sections[-1].text.split("\n")[-1] == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.cn/b", "[附件](https://a.cn/b)"),
        ("javascript:alert(1)", "附件"),
        ("C:\\a.docx", "附件"),
        ("", "附件"),
    ],
)
def test_a_link_that_an_editor_adds_is_kept_where_readers_may_follow_it(address, expected):
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = f'<w:r><w:instrText> HYPERLINK "{address}" </w:instrText></w:r>'
    made = marks[0] + code + marks[1] + PLAIN.format("附件") + marks[2]
    content = edited(word.render(seed()), ("<w:tbl>", f"<w:p>{made}</w:p><w:tbl>"))
    assert read(content).bulletin.sections[-1].text.split("\n")[-1] == expected


def test_what_no_style_of_ours_can_hold_is_read_as_in_any_other_file():
    note = '<w:p><w:r><w:t>见注。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    content = edited(word.render(seed()), ("<w:tbl>", f"{note}<w:tbl>"))
    assert word_in.read(word.render(seed())).own and not word_in.read(content).own


def test_a_heading_typed_in_the_style_of_text_is_read_as_text_and_told():
    content = edited(word.render(seed()), ("<w:tbl>", "<w:p><w:r><w:t>三、下一步打算</w:t></w:r></w:p><w:tbl>"))
    report = read(content)
    assert report.bulletin.sections[-1].text.endswith("\n三、下一步打算")
    (told,) = [one for one in report.warnings if one.code == "heading_in_text"]
    assert "请在 Word 里把它改成“标题 1”样式" in told.message
    assert "heading_in_text" not in [one.code for one in read(word.render(seed())).warnings]


def test_a_number_that_is_none_is_told_and_left():
    report = read(edited(word.render(seed()), ("（总第418期）", "（总第四一捌期）"), ("第4期", "第？期")))
    assert (report.bulletin.total, report.bulletin.number) == (None, None)
    assert "（总第四一捌期）" in [one.text for one in report.unplaced]


LIST = """
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>
"""
ITEM = """<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>
<w:r><w:t>{}</w:t></w:r></w:p>"""


def test_automatic_numbers_and_bullets_that_an_editor_adds_are_read():
    numbering = parts(word.render(seed()))["word/numbering.xml"].decode().replace("<w:num ", f"{LIST}<w:num ")
    used = '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    numbering = numbering.replace("</w:numbering>", used)
    added = "".join(ITEM.format(*one) for one in ((9, "甲。"), (9, "乙。"), (1, "丙。")))
    content = edited(word.render(seed()), ("<w:tbl>", f"{added}<w:tbl>"))
    content = with_parts(content, {"word/numbering.xml": numbering.encode()})
    assert read(content).bulletin.sections[-1].text.split("\n")[-3:] == ["（一）甲。", "（二）乙。", "- 丙。"]
