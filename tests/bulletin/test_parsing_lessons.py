import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.parsing.lessons import suggestions


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "启示：一是雄厚的科研实力是基础，二是良好的商业环境有利于要素聚集,三是改革提供保障。",
            ["雄厚的科研实力是基础", "良好的商业环境有利于要素聚集", "改革提供保障"],
        ),
        ("一是坚持需求牵引。方向要从一线来。二是坚持机制先行。给机构以自主权。", ["坚持需求牵引", "坚持机制先行"]),
        ("第一，要坚持规划先行。第二，要坚持市场导向。", ["要坚持规划先行", "要坚持市场导向"]),
        (
            "首先，坚持规划先行；其次，坚持市场导向；最后，坚持开放合作。",
            ["坚持规划先行", "坚持市场导向", "坚持开放合作"],
        ),
        (
            "我们可以获得这些启示：在中心建设中，要积极营造环境，建立市场；要发挥源头作用；还要重视资本市场。此外，还要积极构建生态，因为重要。",
            ["积极营造环境", "发挥源头作用", "重视资本市场", "积极构建生态"],
        ),
        ("（一）坚持规划引领。要绘到底。\n（二）坚持市场运作。", ["坚持规划引领", "坚持市场运作"]),
        ("这里没有列举。", []),
        ("要坚持创新。", []),
        ("", []),
    ],
)
def test_the_clauses_of_an_enumeration_are_suggested(text, statements):
    assert [suggestion.statement for suggestion in suggestions(text)] == statements


@given(
    st.lists(
        st.sampled_from(
            [
                "一是",
                "二是",
                "第一，",
                "首先，",
                "要",
                "还要",
                "此外，",
                "（1）",
                "坚持创新",
                "；",
                "。",
                "，",
                "\n",
                "：",
                "1.",
            ]
        )
    ).map("".join)
)
def test_a_passage_stands_in_the_text_and_a_statement_is_short(text):
    for suggestion in suggestions(text):
        assert suggestion.passage in text
        assert 0 < len(suggestion.statement) <= 40
        assert suggestion.statement[-1] not in "，。；：、 "
