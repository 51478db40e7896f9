"""What a search takes for the same, and how it reads what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.searching import LONGEST_QUERY, MOST_TERMS, Query, grams, grams_of_term, normalised, parse, spans

TEXTS = st.text(alphabet="科技创新中心A aé１1，。、（）\n　“”-_e\u0301ﬁß①…", max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＩ技术", "ai技术"),
        ("第４期", "第4期"),
        ("(集群)+(基地)", "（集群）＋（基地）"),
        ("50%到60%", "50％到60％"),
        ("巴黎-萨克雷", "巴黎—萨克雷"),
        ("市场，由此", "市场；由此"),
        ("San  José", "SAN　JOSÉ"),
        ("Jose\u0301", "JOSÉ"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_looks_alike_to_a_reader_is_the_same(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市场，由此", "市场由此"),
        ("17 家", "17家"),
        ("17 家", "17，家"),
        ("大学——巴黎", "大学—巴黎"),
        ("二〇二二", "二零二二"),
    ],
)
def test_what_differs_stays_different(one, other):
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("科技创新", Query(("科技创新",))),
        ("  伦敦　金融 ", Query(("伦敦", "金融"))),
        ('"San Jose" 硅谷', Query(("san jose", "硅谷"))),
        ("“科技 创新” -东京", Query(("科技 创新",), ("东京",))),
        ("－东京 伦敦", Query(("伦敦",), ("东京",))),
        ('-"san jose" 伦敦', Query(("伦敦",), ("san jose",))),
        ("旧金山-圣何塞", Query(("旧金山_圣何塞",))),
        ("的“国际商务", Query(("的_国际商务",))),
        ('"科技', Query(("科技",))),
        ("伦敦 伦敦 ＬＯＮＤＯＮ london", Query(("伦敦", "london"))),
        ("", Query()),
        ("， 。 - “”", Query()),
        ("-东京", Query((), ("东京",))),
    ],
)
def test_a_query_is_read_as_people_mean_it(typed, query):
    assert parse(typed) == query


def test_a_query_too_long_is_cut_and_says_so():
    assert parse("科" * LONGEST_QUERY) == Query(("科" * LONGEST_QUERY,))
    assert parse("科" * (LONGEST_QUERY + 1)) == Query(("科" * LONGEST_QUERY,), cut=True)
    many = parse(" ".join(f"第{n}" for n in range(MOST_TERMS + 1)))
    assert (len(many.terms), many.cut) == (MOST_TERMS, True)
    assert parse("科 技 创 创新") == Query(("科", "技", "创新"), cut=True)


def test_a_line_is_cut_into_pairs_up_to_its_end():
    assert list(grams("科技创\n新")) == ["科技", "技创", "创\n", "新\n"]
    assert grams_of_term("科技创") == ("科技", "技创")


@given(TEXTS.filter(bool))
def test_the_quick_way_and_the_one_with_places_agree(text):
    assert spans(text, (normalised(text),)) == [(0, len(text))]


@given(TEXTS, st.integers(0, 39), st.integers(1, 6))
def test_a_piece_of_a_text_is_found_where_it_stands(text, at, length):
    piece = text[at : at + length]
    for term in parse(f"“{piece}”").terms if not set(piece) & set("“”\n") else ():
        assert any(start <= at + length and end >= at for start, end in spans(text, (term,)))


@given(st.text())
def test_reading_a_query_never_fails_and_gives_terms_that_are_normal(typed):
    for term in parse(typed).terms:
        assert normalised(term) == term


def test_marks_lie_on_what_was_typed():
    text = "依托ＡＩ技术，在 San  José 建成"
    assert [text[start:end] for start, end in spans(text, ("ai技", "san josé"))] == ["ＡＩ技", "San  José"]
