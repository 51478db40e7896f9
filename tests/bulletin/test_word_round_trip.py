"""A Word file of ours, read back."""

import datetime
import re
from dataclasses import replace

import pytest
from hypothesis import given

from bulletin.parsing import word as word_in
from bulletin.rendering import word
from bulletin.serialization import printed_digest
from bulletin.value import BoardMember, Bulletin, Contact, DateStyle, Distribution, Kind, Recipients, Section
from tests.bulletin.factories import issue, seed, two_articles
from tests.bulletin.strategies import bulletins
from tests.bulletin.word import DOCUMENT, parts, read, with_document


@given(bulletins())
def test_every_bulletin_comes_back_as_printed(bulletin):
    back = read(word.render(bulletin)).bulletin
    assert printed_digest(back) == printed_digest(bulletin)


@pytest.mark.parametrize(
    "parts",
    [
        {"board_name": "："},
        {"board": (BoardMember("", ""),)},
        {"board": (BoardMember("主任", ""), BoardMember("", "　"))},
        {"contact": Contact(address="路　邮编：1")},
        {"distribution": Distribution((Recipients("报：", ""), Recipients("", "：")))},
    ],
)
def test_lines_of_the_imprint_that_read_otherwise_than_they_look_come_back(parts):
    assert printed_digest(read(word.render(Bulletin(**parts))).bulletin) == printed_digest(Bulletin(**parts))


@pytest.mark.parametrize("make", [Bulletin, issue, two_articles, seed])
def test_an_issue_comes_back_as_printed(make):
    assert printed_digest(read(word.render(make())).bulletin) == printed_digest(make())


TABLES = (
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
    "|甲|乙|\n|:--|--:|\n|1||",
    "||\n|---|",
    "| 甲 |\n| --- |\n| **1** |\n| 甲 |\n|---|\n| [2](/a) |",
    "- 项\n| 甲 |\n|---|\n![](/a.png)\n\n",
)


@pytest.mark.parametrize("text", TABLES)
def test_tables_come_back_as_their_author_drew_them(text):
    sections = tuple(Section(kind, heading=heading, text=text) for kind in Kind for heading in ("", "题"))
    bulletin = Bulletin(title="题", editor_note=text, sections=sections)
    assert printed_digest(read(word.render(bulletin)).bulletin) == printed_digest(bulletin)


def test_a_table_edited_in_word_is_drawn_in_the_usual_way_where_its_author_drew_no_cell():
    content = word.render(Bulletin(sections=(Section(Kind.LEAD, text="|甲|乙|\n|:--|--:|\n|1||"),)))
    cell = r'(<w:p><w:pPr><w:pStyle w:val="\w+"/></w:pPr>)(</w:p></w:tc></w:tr></w:tbl>)'
    empty = re.search(cell, parts(content)[DOCUMENT].decode())
    back = read(edited(content, (empty[0], f"{empty[1]}<w:r><w:t>3</w:t></w:r>{empty[2]}"), (">1<", ">11<")))
    assert back.bulletin.sections[0].text == "|甲|乙|\n|:--|--:|\n|11| 3 |"


def edited(content, *changes):
    """The file after somebody replaced words in it."""
    document = parts(content)[DOCUMENT].decode()
    for before, after in changes:
        assert before in document
        document = document.replace(before, after)
    return with_document(content, document.encode())


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


def test_every_paragraph_is_found_in_the_text_the_editor_sees():
    report, lines = read(word.render(seed())), word_in.read(word.render(seed())).text.split("\n")
    assert report.placements and not report.unplaced
    assert all(one.source.split("\t")[0] in lines[one.line - 1] for one in report.placements if one.field != "board")
