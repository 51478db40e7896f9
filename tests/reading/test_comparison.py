"""How rows of a comparison are made, without a database."""

from dataclasses import dataclass

from bulletin.formula import pairs
from reading import comparison


@dataclass(frozen=True)
class Case:
    hub_slug: str
    formula: str = ""
    body_html: str = ""

    @property
    def formula_pairs(self):
        return pairs(self.formula)


VALLEY = Case("valley", "科技（辐射）+产业（网络）+制度（环境）")
LONDON = Case("london", "知识（服务）+创意（文化）+市场（枢纽）")


def rows(*cases):
    return [(row.head, *(part and "".join(part) for _, part in row.cells)) for row in comparison.formula(cases)]


def test_parts_of_formulas_stand_beside_each_other_by_their_place():
    assert rows(VALLEY, LONDON) == [
        ("第一部分", "科技辐射", "知识服务"),
        ("第二部分", "产业网络", "创意文化"),
        ("第三部分", "制度环境", "市场枢纽"),
    ]


def test_parts_of_the_same_role_stand_beside_each_other_wherever_they_are_written():
    singapore = Case("singapore", "政府（环境）+资本（网络）")
    assert rows(VALLEY, singapore) == [
        ("第一部分", "科技辐射", None),
        ("同为“网络”", "产业网络", "资本网络"),
        ("同为“环境”", "制度环境", "政府环境"),
    ]


def test_a_longer_formula_and_one_that_is_only_words_keep_all_they_have():
    long, words = Case("long", "甲（一）+乙（二）+丙（三）+丁（四）"), Case("words", "政府主导型")
    assert rows(words, VALLEY, long) == [
        ("第一部分", "政府主导型", "科技辐射", "甲一"),
        ("第二部分", None, "产业网络", "乙二"),
        ("第三部分", None, "制度环境", "丙三"),
        ("第四部分", None, None, "丁四"),
    ]


def test_hubs_without_formulas_make_no_rows():
    assert rows(Case("a"), Case("b")) == []


def test_points_are_read_from_the_rendered_text_line_by_line():
    html = (
        "<p>举措：</p>\n<ul><li>一是<strong>研发</strong> &amp; 转化。</li><li>二是“<a href='/x'>人才</a>”。</li></ul>"
    )
    assert comparison.said_points(Case("a", body_html=html)) == ("研发 & 转化", "“人才”")
