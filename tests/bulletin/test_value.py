import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.text import clean
from bulletin.value import BoardMember, Bulletin, Distribution, Section, public_form
from tests.bulletin.factories import issue, two_articles
from tests.bulletin.strategies import bulletins


@pytest.mark.parametrize(
    "mark", ["\x00", "\x02", "\t", "\r", "\x7f", "\x85", "\u200b", "\u2028", "\ufeff", "\uffff", "\ud800"]
)
def test_a_text_with_a_character_that_cannot_be_printed_is_refused(mark):
    with pytest.raises(ValueError, match="控制字符或非法字符"):
        Bulletin(title=f"甲{mark}乙")


def test_unclean_text_is_refused_however_deep_it_stands():
    with pytest.raises(ValueError, match="控制字符或非法字符"):
        issue(board=(BoardMember("主任", "冀\x03伟"),))


@given(st.text())
def test_what_clean_returns_is_clean(text):
    assert clean(clean(text)) == clean(text)
    assert Bulletin(title=clean(text)).title == clean(text)


def test_clean_keeps_lines_and_words():
    assert clean("甲\r\n乙\r丙\u2028丁\t戊\ufeff") == "甲\n乙\n丙\n丁 戊"


def test_a_bulletin_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        issue().title = "改"


def test_each_section_belongs_to_the_article_opened_before_it():
    assert two_articles().articles == (1, 1, 2, 2)


def test_a_bulletin_of_one_article_is_all_article_one():
    assert set(issue().articles) == {1}


def test_the_public_form_leaves_out_labels_copy_number_and_distribution():
    public = public_form(issue())
    assert (public.labels, public.copy_number, public.distribution) == ((), "", Distribution())


@given(bulletins())
def test_the_public_form_changes_nothing_else(bulletin):
    public = public_form(bulletin)
    kept = {"labels": bulletin.labels, "copy_number": bulletin.copy_number, "distribution": bulletin.distribution}
    assert dataclasses.replace(public, **kept) == bulletin
    assert public_form(public) == public


def test_a_section_needs_only_its_kind():
    assert Section("lead").level == 0
