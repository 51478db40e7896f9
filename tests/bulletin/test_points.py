import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.parsing import text as text_parser
from bulletin.points import points
from tests.repository.files import ROOT


@pytest.fixture(scope="module")
def texts():
    """The body of each case of the real issue, by its city."""
    bulletin = text_parser.parse((ROOT / "fixtures" / "2022-4.txt").read_bytes()).bulletin
    return [section.text for section in bulletin.sections if section.kind == "case"]


def test_the_real_issue_makes_four_points_of_san_francisco_four_of_london_and_three_of_paris(texts):
    assert [len(points(text)) for text in texts] == [4, 4, 0, 0, 3]


def test_a_point_is_what_follows_its_mark_up_to_the_next_and_the_last_one_ends_with_its_sentence(texts):
    assert points(texts[1]) == (
        "雄厚的教育和科研实力是科技创新中心建设的基础",
        "良好的商业环境有利于创新要素的聚集",
        "独立专业的投资和运作组织有利于政策的实质性落地",
        "金融领域的改革为科技创新提供了重要保障",
    )
    assert points(texts[4])[-1] == "创建若干新型科学研究实体，如分子科学研究所、法兰西岛光伏研究所等"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("举措：一是甲；二是乙。此后无关。", ("甲", "乙")),
        ("举措：一是甲,二是乙,三是丙.", ("甲", "乙", "丙")),
        ("第一，甲。再说一句。第二，乙。", ("甲。再说一句", "乙")),
        ("其一、甲；其二、乙。", ("甲", "乙")),
        ("首先，甲；其次，乙；再次，丙；最后，丁。此后无关。", ("甲", "乙", "丙", "丁")),
        ("一要甲；二要乙。", ("甲", "乙")),
        ("一是建“甲”二是建乙。", ("建“甲”", "建乙")),
        ("主要特点一是甲，二是乙。", ("甲", "乙")),
        ("一是甲。详述甲。\n二是乙。详述乙。\n此后无关。", ("甲。详述甲", "乙。详述乙")),
        (
            "九条：" + "；".join(f"{n}是事" for n in "一二三四五六七八九") + "；十是事；十一是末。",
            ("事",) * 10 + ("末",),
        ),
    ],
)
def test_ways_to_enumerate(text, found):
    assert points(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有分条。",
        "一是只有一条。",
        "一是甲；三是丙。",
        "他说：“一是甲；二是乙。”",
        "代表之一是伦敦，二是巴黎。",
        "一是一，二是二。",
        "第一个和第二个城市。",
        "首先想到的是人才。",
    ],
)
def test_what_enumerates_nothing_has_no_points(text):
    assert points(text) == ()


def test_a_quotation_is_not_split():
    assert points("一是提出“一是快，二是稳”；二是落实（一是人，二是钱）。") == (
        "提出“一是快，二是稳”",
        "落实（一是人，二是钱）",
    )


def test_points_of_points_stay_within_them():
    assert points("第一，甲：一是子；二是丑。第二，乙：一是寅；二是卯。") == (
        "甲：一是子；二是丑",
        "乙：一是寅；二是卯",
    )


def test_two_enumerations_follow_each_other():
    assert points("特点：一是甲；二是乙。举措：首先，丙；其次，丁。") == ("甲", "乙", "丙", "丁")


@given(st.text("一二三是要第其，。；：“”首先次最后\n甲 ", max_size=60))
def test_every_point_stands_in_the_text(text):
    assert all(point in text for point in points(text))
