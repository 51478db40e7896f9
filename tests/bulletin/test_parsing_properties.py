"""What holds for every text, however odd."""

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bulletin.parsing.decoding import Unreadable
from bulletin.parsing.report import Parse, to_data
from bulletin.parsing.text import parse
from bulletin.secrecy import MarkedSecret
from bulletin.serialization import from_json, to_json
from bulletin.serialization import to_data as value_data
from bulletin.text import clean
from tests.limits import NO_SQUARES

_PIECES = st.sampled_from(
    [
        "内部资料",
        "内 部 资 料",
        "注意保存",
        "决策参阅",
        "科　技　简　报",
        "第 4 期",
        "第四期",
        "２０２３年第７期",
        "（总第418期）",
        "(总第一百零七期)",
        "增刊",
        "No.4",
        "许昌市科技创新公共服务中心",
        "河阳市科学技术情报研究所编",
        "二〇二二年元月二十五日",
        "2022年2月30日",
        "2023.3.15",
        "编号：000036",
        "本期要目",
        "◇ 甲",
        "目录",
        "————————",
        "---",
        "— 1 —",
        "第 3 页",
        "7",
        "\f",
        "\n",
        "\n\n",
        "\r\n",
        "\n　　",
        "    ",
        "\t",
        " ",
        "　",
        "国外一流科技创新中心是怎样建设的",
        "——以某市为例",
        "编者按：",
        "【编者按】",
        "摘要：",
        "关键词：",
        "一、",
        "（一）",
        "(二)",
        "1.",
        "１．",
        "3. ",
        "（1）",
        "①",
        "◆",
        "【小标题】",
        "北京：",
        "英国伦敦科技创新中心：",
        "主要做法",
        "凭借模式而成为榜样。",
        "伦敦是具有全球影响力的科技创新中心，",
        "一是坚持需求牵引.",
        "增长3.5%,",
        "1,500家",
        "11:30",
        "(如金融)",
        '"拨投结合"',
        "...",
        "…",
        "，",
        "。",
        "；",
        "http://a.cn/b,c",
        "a@b.cn",
        "（高新技术科　供稿）",
        "资料来源：某报",
        "附件：1. 表",
        "注：",
        "报：省厅",
        "送：各县(市)",
        "抄送：甲。",
        "（共印80份）",
        "本期增发甲",
        "《决策参阅》编委会",
        "主　任：冀　伟",
        "责任编辑：周晓明、李国栋",
        "地址：某路1号",
        "邮编：461000",
        "电话:0374-1",
        "准印证号：豫1",
        "2022年1月1日印发",
        "|甲|乙|",
        "# 甲",
        "## 乙",
        "**丙**",
        "> 丁",
        "甲  乙  丙",
        "〇",
        "𠮷",
        "\u200b",
        "\ufeff",
        "\x00",
        "\u2028",
        "\x85",
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=6), max_size=40).map("".join)
_HANZI = re.compile("[㐀-鿿豈-﫿〇𠀀-\U000323af]")


def _parsed(source: bytes | str) -> Parse | None:
    try:
        return parse(source)
    except (MarkedSecret, Unreadable):
        return None


def _hanzi(data: object) -> Counter[str]:
    if isinstance(data, str):
        return Counter(_HANZI.findall(data))
    items = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return sum((_hanzi(item) for item in items), Counter())


def _kept(report: Parse) -> Counter[str]:
    """The Hanzi of the bulletin and the unplaced lines; besides them, what has become a number, a date or the name of a
    field: its words in the source stand in the placement (第四期, 地址：…) and the change (…中心编, 编　者　按)."""
    kept = _hanzi(value_data(report.bulletin)) + _hanzi([item.text for item in report.unplaced])
    for placement in report.placements:
        kept += _hanzi(placement.source) - _hanzi(placement.value)
    return kept


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
@example("内部资料\n内部资料\n第4期 第5期\n2022年1月1日 2022年1月2日")
@example("英国：甲。乙。\n\n德国：丙。丁。\n戊")
def test_no_hanzi_of_the_source_is_lost(text):
    report = _parsed(text)
    if report:
        lost = _hanzi(clean(text)) - _kept(report)
        assert not lost, report


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_the_parse_of_a_text_is_a_bulletin_and_always_the_same(text):
    report = _parsed(text)
    if report:
        assert from_json(to_json(report.bulletin)) == report.bulletin
        assert _parsed(text) == report
        assert to_data(report, "a.txt")["bulletin"]["title"] == report.bulletin.title


@settings(max_examples=80, deadline=None)
@given(_TEXTS)
def test_every_reported_line_is_a_line_of_the_source(text):
    report = _parsed(text)
    if report:
        last = len(re.split("\r\n|\r|\n", text))
        numbered = [*report.warnings, *report.changes, *report.unplaced, *report.placements]
        assert all(0 <= item.line <= last for item in numbered)
        assert all(item.line > 0 for item in [*report.changes, *report.unplaced])
        assert all(0 < placement.confidence <= 1 for placement in report.placements)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=80).map(lambda text: text.encode("gb18030", "ignore")))
def test_any_bytes_are_read_or_refused(source):
    _parsed(source)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    _parsed(text)


@NO_SQUARES
@pytest.mark.parametrize(
    "source",
    [
        "（一）江州市:以机制激活组织.江州市面向全球遴选项目经理,赋予其自主权(含经费).\n" * 10_000,
        "科技创新中心是世界创新资源的集聚中心和创新活动的控制中心，近年来\n" * 12_000,
        "第" * 200_000 + " " * 200_000,
        "(" * 400_000,
        "内 " * 200_000,
        "秘 " * 200_000,
        '"' * 400_000,
        "\n" * 1_200_000,
        "主编：" * 130_000,
    ],
    ids=lambda source: source[:4].strip(),
)
def test_the_time_grows_no_faster_than_the_text(source):
    _parsed(source)
