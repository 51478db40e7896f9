import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.formula import find, pairs

SILICON_VALLEY = "科技（辐射）+产业（网络）+制度（环境）"


def test_a_formula_is_read_as_pairs():
    assert pairs(SILICON_VALLEY) == (("科技", "辐射"), ("产业", "网络"), ("制度", "环境"))


def test_half_width_brackets_and_a_full_width_plus_are_read_the_same():
    assert pairs("科技(辐射)＋产业(网络)＋制度（环境）") == pairs(SILICON_VALLEY)


def test_the_quotes_around_a_formula_do_not_count():
    assert pairs(f"“{SILICON_VALLEY}”") == pairs(SILICON_VALLEY)


@pytest.mark.parametrize(
    "text", ["", "科技", "科技（辐射）", "科技+产业", "科技（辐射）+", "见科技（辐射）+产业（网络）。"]
)
def test_what_is_not_wholly_a_formula_has_no_pairs(text):
    assert pairs(text) == ()


def test_the_first_formula_quoted_in_a_text_is_found_as_written():
    text = "形成“工业(集群)+研发(基地)+政府(立法)”的模式，不同于“科技（辐射）+产业（网络）”。"
    assert find(text) == "工业(集群)+研发(基地)+政府(立法)"


def test_words_in_quotes_that_are_no_formula_are_not_found():
    assert find("提出“专精特新（企业）”和“C+D”") == ""


@given(st.text("科技（）()+＋“” 。a", max_size=60))
def test_what_is_found_always_has_pairs(text):
    formula = find(text)
    assert bool(formula) == bool(pairs(formula))
