"""校验码: the code on a signed sheet."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.check_code import ALPHABET, check_code, digest_start, read_code

digests = st.binary(max_size=8).map(lambda words: hashlib.sha256(words).hexdigest())


def test_a_code_is_eight_letters_that_nobody_takes_for_others():
    code = check_code("0123456789abcdef" * 4)
    assert code == "26KN-CTWB"
    assert not set("01IO") & set(ALPHABET)


@given(digests)
def test_the_code_leads_back_to_the_digest(digest):
    assert digest.startswith(digest_start(check_code(digest)))


@given(digests)
def test_other_words_have_another_code(digest):
    changed = f"{int(digest[:10], 16) ^ 1:010x}{digest[10:]}"
    assert check_code(changed) != check_code(digest)


@pytest.mark.parametrize("typed", ["26KN-CTWB", " 26kn ctwb ", "26KNCTWB", "２６ＫＮ－ｃｔｗｂ", "26kn—ctwb"])
def test_it_may_be_typed_in_any_manner(typed):
    assert read_code(typed) == "26KN-CTWB"


@pytest.mark.parametrize("typed", ["", "26KN-CTW", "26KN-CTWBB", "26KN-CTWO", "26KN-CTW1", "二二九三八布九九"])
def test_what_is_no_code_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError, match="校验码是八个字母和数字"):
        read_code(typed)
