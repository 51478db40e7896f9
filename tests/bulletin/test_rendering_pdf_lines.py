"""Where lines may end: titles between words, numbers and marks never."""

import pytest

from bulletin.rendering.pdf.lines import words
from bulletin.rendering.pdf.titles import title_lines
from tests.bulletin import factories

LEARNT = "".join(section.heading + section.text for section in factories.seed().sections)


@pytest.mark.parametrize(
    "lines",
    [
        ["国外一流科技创新中心是怎样建设的"],
        ["关于进一步加强科技创新", "促进高质量发展的若干意见"],
        ["许昌市人民政府办公室关于印发", "《许昌市科技创新“十四五”规划》的通知"],
        ["从“制造”到“智造”：", "德国柏林科技创新中心建设经验"],
        ["国外一流科技创新中心是怎样建设的", "及其对许昌市加快建设国家", "创新型城市的若干启示与建议"],
    ],
)
def test_a_title_is_cut_between_words(lines: list[str]) -> None:
    assert title_lines("".join(lines), 19, LEARNT) == lines


@pytest.mark.parametrize("title", ["", "题", "一" * 5000, "a" * 300])
def test_a_title_of_any_length_loses_nothing(title: str) -> None:
    assert "".join(title_lines(title, 19, title)) == title


def pieces(text: str) -> list[str]:
    """The text as it is handed to typst, a line for each piece it may not cut and | where it may."""
    return [
        "|" if "cut" in run else run.get("text") or "".join(part for _, part in run["group"]) for run in words(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2014年3月，共计", ["到", "2014年", "3月，", "共计"]),
        ("占50%到60%；", ["占", "50%", "到", "60%；"]),
        ("达1,234.5亿元", ["达", "1,234.5亿元"]),
        ("1990～2000年", ["1990～2000年"]),
        ("二〇二二年初", ["二〇二二年", "初"]),
        ("第418期，", ["第418期，"]),
        ("“圣地”（湾区）。", ["“圣", "地”", "（湾", "区）。"]),
        ("科技（辐射）+产业", ["科技", "（辐", "射）", "|", "+", "|", "产业"]),
        ("史密斯·韦森", ["史密", "斯·", "韦森"]),
        ("等等……", ["等", "等……"]),
        ("一流——“巴黎”", ["一流——", "“巴", "黎”"]),
        ("GDP，即", ["GDP，", "即"]),
        ("A4纸和5G网", ["A4纸和5G网"]),
    ],
)
def test_what_belongs_together_is_one_piece(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text", ["，" * 40, "（" * 40, "—" * 40, "a" * 40, "1" * 40, "x/" * 40, "“" * 9 + "字" + "”" * 9]
)
def test_what_is_longer_than_a_line_is_cut_and_loses_nothing(text: str) -> None:
    assert "".join(piece for piece in pieces(text) if piece != "|") == text
    assert max(map(len, pieces(text))) <= 16
