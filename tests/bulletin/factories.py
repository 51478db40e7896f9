"""Bulletins written by hand for the tests."""

import datetime
import re
from dataclasses import replace
from pathlib import Path

from bulletin.parsing.text import parse
from bulletin.value import (
    Annotations,
    BoardMember,
    Bulletin,
    CaseNote,
    Contact,
    DateStyle,
    Distribution,
    Kind,
    Recipients,
    Section,
)

TYPED = "\n".join(
    (
        "3. 认定后",
        "2014. 年",
        "5*3*2",
        "5**3",
        "5**3**2",
        "[注]: 数据",
        "[注](见附件)",
        "<a级>",
        "# 号",
        "    四个空格",
        "　　全角缩进",
        "_",
        "__init__",
        "1. ",
        "1) 甲",
        "> 引文",
        "---",
        "标题",
        "===",
        "a\\*b\\",
        "\\",
        "&amp;",
        "&lt;",
        "&#42;",
        "<script>alert(1)</script>",
        "<!-- 注 -->",
        "`代码`",
        "```",
        "***",
        "**",
        "** 甲 **",
        "***甲***",
        "-",
        "-甲",
        "+ 甲",
        "* 甲",
        "| 甲 | 乙 |",
        "|",
        "|---|",
        "~~甲~~",
        "甲  ",
        "甲\u00a0乙",
        "http://a.cn/x_y_z",
        "<http://a.cn>",
        "klzzwxh:0000",
        "wzxhzdk:12",
        "[x](javascript:alert)",
        "[x](//evil.cn)",
        "[x](/\\evil.cn)",
        "[x](ftp://a.cn)",
        "[x](见 /a)",
        "[x](data:text/html,a)",
        "![图](https://a.cn/b.png)",
        "见![图](/media/b.png)",
        "![图](//a.cn/b.png)",
        "[x][1]",
        "[1]: /a",
        "*[缩写]: 解释",
        "[^1]",
        "{: .c }",
        "[TOC]",
        "（一）",
        "①",
        "——甲",
        "\u2022 甲",
    )
)
"""Official text that looks like markup and is none: it must come out character for character."""

MARKED = """增长**百分之五**，见[附件](/media/a.pdf)和**[公告](https://a.cn/?a=1&b=2)**。

- 第一项
- **第二**项
表1 主要指标
| 指标 | 数值 |
|------|-----:|
| 专利 | **5** |
| 企业 |  |
![园区<全>"景"](/media/b.png)"""


def hanzi(text: str) -> str:
    """Only the Chinese characters of `text`."""
    return "".join(re.findall("[〇㐀-鿿]", text))


def issue(**changes: object) -> Bulletin:
    """A small issue that has something in every field that is printed."""
    whole = Bulletin(
        series="决策参阅",
        labels=("内部资料", "领导参阅"),
        copy_number="000036",
        year=2022,
        number=4,
        total=418,
        publisher="许昌市科技创新公共服务中心",
        date=datetime.date(2022, 1, 25),
        title="科技创新中心是怎样建设的",
        subtitle="——两地的做法",
        editor_note="编者按：本期的话。",
        sections=_sections(),
        byline="（情报室整理）",
        sources=("资料来源：年鉴",),
        board_name="《决策参阅》编委会",
        board=(BoardMember("主任", "冀伟"), BoardMember("副主任", "刘红")),
        contact=Contact("许昌市魏武大道", "461000", "0374-2962258", "0374-1", "a@b.cn", "www.b.cn"),
        distribution=Distribution((Recipients("报", "市委"), Recipients("送", "各县")), 80),
        permit="豫内资第1号",
        imprint=("责任编辑：王明丽",),
        annotations=Annotations(cases=(CaseNote(1, "1", "london", "伦敦"), CaseNote(2, "2", "london", "伦敦"))),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def _sections() -> tuple[Section, ...]:
    return (
        Section(Kind.LEAD, text="导语的话。"),
        _case("英国伦敦科技创新中心", "成为榜样。"),
        _case("英国剑桥科技创新中心", "聚集人才。"),
        Section(Kind.DISCUSSION, "一、", "综合来看", 1, text="第一段。\n    第二段自带空格。"),
        Section(Kind.DISCUSSION, "（一）", "分述", 2, "。", run_in=True, text="接着说。"),
        Section(Kind.LESSONS, text="一是投入。二是坚持。"),
    )


def _case(heading: str, thesis: str) -> Section:
    return Section(Kind.CASE, "", heading, 1, "：", thesis, run_in=True, text="其做法如下。")


def two_articles() -> Bulletin:
    """An issue of two articles, each with its own title and byline."""
    sections = (
        Section(Kind.ARTICLE, heading="第一篇标题", subtitle="——副题", byline="（甲科　供稿）"),
        Section(Kind.DISCUSSION, "一、", "问题", 1, text="问题正文。"),
        Section(Kind.ARTICLE, heading="第二篇标题", byline="（乙科　供稿）"),
        Section(Kind.DISCUSSION, text="比较正文。"),
    )
    return issue(title="第一篇标题", subtitle="", date_style=DateStyle.ARABIC, sections=sections)


def seed_source() -> bytes:
    """The real issue as text taken off paper."""
    return (Path(__file__).parent / "samples" / "00-seed.txt").read_bytes()


def seed() -> Bulletin:
    """The real issue, parsed."""
    return parse(seed_source()).bulletin
