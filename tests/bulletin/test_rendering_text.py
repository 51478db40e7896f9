import pytest
from hypothesis import given

from bulletin.markup import plain_text
from bulletin.rendering import masthead
from bulletin.rendering.text import render
from bulletin.value import Bulletin, Kind, Section, public_form
from tests.bulletin.factories import MARKED, TYPED, issue, two_articles
from tests.bulletin.strategies import bulletins


def body(text: str) -> str:
    return render(Bulletin(sections=(Section(Kind.LEAD, text=text),)))


def test_the_issue_reads_as_printed():
    assert (
        render(issue())
        == """编号：000036
内部资料
领导参阅

决策参阅

第4期
（总第418期）

许昌市科技创新公共服务中心
二〇二二年元月二十五日

科技创新中心是怎样建设的
——两地的做法

　　编者按：本期的话。

　　导语的话。

　　英国伦敦科技创新中心：成为榜样。其做法如下。

　　英国剑桥科技创新中心：聚集人才。其做法如下。

　　一、综合来看
　　第一段。
    第二段自带空格。

　　（一）分述。接着说。

　　一是投入。二是坚持。

（情报室整理）
资料来源：年鉴

《决策参阅》编委会　主任：冀伟　副主任：刘红
地址：许昌市魏武大道　邮编：461000　电话：0374-2962258　传真：0374-1　电子邮箱：a@b.cn　网址：www.b.cn
责任编辑：王明丽

准印证号：豫内资第1号

报：市委
送：各县
共印80份
"""
    )


def test_several_articles_print_their_own_titles_and_a_list_of_them():
    lines = [line for line in render(two_articles()).split("\n") if line]
    start = lines.index("本期要目")
    assert lines[start : start + 11] == [
        "本期要目",
        "◇ 第一篇标题",
        "◇ 第二篇标题",
        "　　编者按：本期的话。",
        "第一篇标题",
        "——副题",
        "　　一、问题",
        "　　问题正文。",
        "（甲科　供稿）",
        "第二篇标题",
        "　　比较正文。",
    ]


def test_the_public_form_names_no_label_and_no_recipient():
    text = render(public_form(issue()))
    assert not any(words in text for words in ("内部资料", "领导参阅", "000036", "报：", "共印"))


@pytest.mark.parametrize("line", TYPED.split("\n"))
def test_official_text_stays_exactly_as_typed(line):
    assert body(line).rstrip("\n") in (line, f"　　{line}")


def test_marks_are_read_and_gone():
    assert body(MARKED).split("\n") == [
        "　　增长百分之五，见附件和公告。",
        "　　- 第一项",
        "　　- 第二项",
        "　　表1 主要指标",
        "指标　数值",
        "专利　5",
        "企业　",
        '园区<全>"景"',
        "",
    ]


@given(bulletins())
def test_no_printed_word_is_lost(bulletin):
    printed = iter(render(bulletin))
    for section in bulletin.sections:
        words = masthead.heading_line(section) + plain_text(section.text)
        if section.subtitle == "":
            assert all(character in printed for character in "".join(words.split()))
