"""A Word file of ours, read back."""

import pytest
from hypothesis import given

from bulletin.parsing import word as word_in
from bulletin.rendering import word
from bulletin.serialization import printed_digest
from bulletin.value import BoardMember, Bulletin, Contact, Distribution, Kind, Recipients, Section
from tests.bulletin.factories import issue, seed, two_articles
from tests.bulletin.strategies import bulletins
from tests.bulletin.word import read


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


def test_of_its_links_nothing_is_said_to_be_left_out():
    report = read(word.render(issue(sections=(Section(Kind.LEAD, text="见[附件](/media/a.pdf)。"),))))
    assert report.bulletin.sections[0].text == "见[附件](/media/a.pdf)。"
    assert "external_link" not in [warning.code for warning in report.warnings]


def test_every_paragraph_is_found_in_the_text_the_editor_sees():
    report, lines = read(word.render(seed())), word_in.read(word.render(seed())).text.split("\n")
    assert report.placements and not report.unplaced
    assert all(one.source.split("\t")[0] in lines[one.line - 1] for one in report.placements if one.field != "board")
