from dataclasses import replace

import pytest
from hypothesis import given

from bulletin.parsing.markdown import parse
from bulletin.rendering.markdown import render
from bulletin.serialization import printed_digest
from bulletin.value import Annotations, Bulletin, Kind, Section
from tests.bulletin.factories import MARKED, TYPED, issue, two_articles
from tests.bulletin.strategies import bulletins


@given(bulletins())
def test_every_bulletin_comes_back_as_printed(bulletin):
    back = parse(render(bulletin))
    assert back == replace(bulletin, annotations=Annotations())
    assert printed_digest(back) == printed_digest(bulletin)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n",
        "\n\n甲\n\n",
        "    甲",
        "# 甲",
        "## 一、甲",
        "---",
        "<!-- § text -->",
        "<!-- §",
        " -->",
        "甲\n---\n刊名: 乙",
        '"甲"',
        TYPED,
        MARKED,
    ],
)
def test_hostile_bodies_come_back_as_typed(body):
    bulletin = issue(sections=(Section(Kind.LEAD, text=body), Section(Kind.NOTE, heading=body, thesis=body, text=body)))
    assert parse(render(bulletin)).sections == bulletin.sections


def test_a_heading_that_spells_a_marker_across_its_parts_comes_back():
    section = Section(Kind.CASE, "<!-- ", "§ lead -->", 1, "：")
    assert parse(render(Bulletin(sections=(section,)))).sections == (section,)


def test_body_text_is_written_raw():
    assert f"\n{TYPED}\n" in render(issue(sections=(Section(Kind.LEAD, text=TYPED),)))


def test_it_reads_as_ordinary_markdown():
    lines = render(issue()).split("\n")
    assert "刊名: 决策参阅" in lines
    assert "# 科技创新中心是怎样建设的" in lines
    assert "## 英国伦敦科技创新中心：" in lines
    assert "### （一）分述。" in lines


def test_an_articles_byline_stands_at_its_end():
    text = render(two_articles())
    assert text.index("问题正文") < text.index("甲科　供稿") < text.index("第二篇标题")


def test_annotations_are_left_out():
    assert "london" not in render(issue())


def test_line_ends_and_a_byte_order_mark_of_another_editor_change_nothing():
    assert parse("\ufeff" + render(issue()).replace("\n", "\r\n")) == parse(render(issue()))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("---", "甲"), "第1行"),
        (("期: 4", "期: 四"), "第10行：“期”"),
        (("日期: 2022-01-25", "日期: 昨天"), "“日期”"),
        (("刊名: ", "刊物名: "), "第4行：刊头部分没有"),
        (("格式: 期刊文本1", "格式: 甲"), "应写明“格式: 期刊文本1”"),
        (("分节: §", "分节: .*"), "应写明“分节: §”"),
        (("§ case", "§ picture"), "不认识分节标记“picture"),
        (("level-1 run-in", "level-1 run-out"), "不认识分节标记"),
        (("<!-- § title -->", "前言\n\n<!-- § title -->"), "标题前应有分节标记"),
        (("<!-- § lead -->", "<!-- § thesis -->"), "“thesis”前没有它所属的部分"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(change, sentence):
    with pytest.raises(ValueError, match=r"^第[0-9]+行：") as refusal:
        parse(render(issue()).replace(*change))
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("source", ["", "甲", "---", "# 标题\n\n正文", "---\n---", "---\n  - 甲\n---"])
def test_other_files_are_refused(source):
    with pytest.raises(ValueError, match=r"^第[0-9]+行："):
        parse(source)
