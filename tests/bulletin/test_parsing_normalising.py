import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.parsing.normalising import Stretch, normalise, normalised


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("聚焦需求,主要从事研究;服务:法人!真的吗?", "聚焦需求，主要从事研究；服务：法人！真的吗？"),
        ("独立法人机构.近年来,发展.", "独立法人机构。近年来，发展。"),
        ("转化成果120余项.3年来", "转化成果120余项。3年来"),
        ("占60%.其中", "占60%。其中"),
        ("新中心: 形成", "新中心：形成"),
        ("服务(如金融)", "服务（如金融）"),
        ("研发中心(R&D)是", "研发中心（R&D）是"),
        ("(一)江州市", "（一）江州市"),
        ("(1)建立制度", "（1）建立制度"),
        ("（一)江州市", "（一）江州市"),
        ('以"拨投结合"放大', "以“拨投结合”放大"),
        ('称为"AI"时代', "称为“AI”时代"),
        ("是'双创'基地", "是‘双创’基地"),
        ('避免"一拨了之".', "避免“一拨了之”。"),
        ("于 2008 年爆发", "于2008年爆发"),
        ("科技 创新　中心", "科技创新中心"),
        ("创新， 发展", "创新，发展"),
        ("２０２２年增长２０％", "2022年增长20%"),
        ("１．申报前", "1.申报前"),
        ("增长３．５％", "增长3.5%"),
        ("ＡＩ技术", "AI技术"),
        ("等等...", "等等……"),
        ("等等…", "等等……"),
        ("等等。。。", "等等……"),
        ("创新--发展", "创新——发展"),
    ],
)
def test_punctuation_next_to_hanzi_becomes_chinese(before, after):
    assert normalised(before, 1)[0] == after


@pytest.mark.parametrize(
    "text",
    [
        "3. 认定后",
        "2014. 年",
        "5*3*2",
        "[注]: 数据",
        "<a级>",
        "# 号",
        "_",
        "1,500家",
        "增长3.5%",
        "会议于11:30开始",
        "按1:10配比",
        "比例为１∶１０".replace("１", "1").replace("０", "0"),
        "见http://a.cn/b,c?d=1;e:f(g)",
        "邮箱zhang.san@example.com.cn",
        "孵化器/加速器",
        "旧金山-圣何塞",
        "使用 AI 技术",
        "don't stop, it's fine (really).",
        "f(x) = y",
        "1.5亿元",
        "附件.docx",
        "……",
        "——",
        "城市      基金规模      受益企业",
        "| 城市 | 规模 |",
        "~100kg",
        "[科技部](https://example.com/a,b)",
        '他说"一半',
    ],
)
def test_what_must_stay_stays_character_for_character(text):
    assert normalised(text, 1) == (text, [])


def test_every_change_names_the_line_it_is_on():
    stretch = Stretch("科技,创新...发展(如金融)中心", ((0, 7), (3, 8), (9, 10)))
    changed, changes = normalise(stretch)
    assert changed.text == "科技，创新……发展（如金融）中心"
    assert [(change.rule, change.line) for change in changes] == [
        ("ellipsis", 8),
        ("halfwidth_parenthesis", 10),
        ("halfwidth_parenthesis", 10),
        ("halfwidth_comma", 7),
    ]


def test_a_change_shows_what_stood_there_and_what_stands_there_now():
    change = normalised("创新要素的聚集,三是独立专业", 25)[1][0]
    assert (change.before, change.after) == ("素的聚集,三是独立", "素的聚集，三是独立")


def test_spaces_stay_where_they_part_words_of_an_imprint():
    assert normalised("市委 市政府,各县", 1, spaces=False)[0] == "市委 市政府，各县"


@given(st.text(st.sampled_from("中国年3a,.:;?!()（）\"'“”…。 　%-http://@")))
def test_normalising_loses_only_marks_and_spaces(text):
    changed = normalised(text, 1)[0]
    assert [character for character in changed if character.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(st.sampled_from("中国年3a,:;?!()（）。%12")))
def test_normalising_twice_is_normalising_once(text):
    once = normalised(text, 1)[0]
    assert normalised(once, 1)[0] == once
