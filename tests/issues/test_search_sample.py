"""Which of PostgreSQL's two ways a sample speaks for; it decides how long a search takes, never what is found."""

import pytest

from bulletin.searching import parse
from issues.search.postgresql import Sample

SIZE, OUT_OF, PUBLIC = 1000, 200_000, "audience.public"


def sample(*texts, marks=()):
    """A Sample of SIZE texts, newest first: `texts` again and again."""
    whole = [texts[at % len(texts)] for at in range(SIZE)]
    columns = {"title": [""] * SIZE, "head": [""] * SIZE, "whole": whole, "known": [""] * SIZE}
    return Sample(columns, [{PUBLIC, *marks} for _ in whole], OUT_OF)


def oldest(text, count):
    return sample(*["别的"] * (SIZE - count), *[text] * count)


def is_read(one, typed, *, marks=(PUBLIC,), most=501):
    return one.is_sooner_read(parse(typed), "whole", "head", marks, most)


@pytest.mark.parametrize("most", [1, 20, 501])
def test_what_stands_everywhere_is_read_from_the_newest_on(most):
    assert is_read(sample("科技创新"), "科技创新", most=most)


@pytest.mark.parametrize("typed", ["伦敦", "一个都没有"])
def test_what_stands_in_few_texts_or_none_is_looked_up(typed):
    assert not is_read(sample("伦敦", *["别的"] * 499), typed)


def test_one_text_may_be_chance():
    assert not is_read(sample("伦敦", *["别的"] * (SIZE - 1)), "伦敦", most=1)


def test_what_stands_only_in_old_texts_is_looked_up():
    assert is_read(sample("煤炭", *["别的"] * 9), "煤炭")
    assert not is_read(oldest("煤炭", SIZE // 10), "煤炭")


def test_what_is_excluded_is_not_awaited():
    assert not is_read(sample("科技创新", *["别的"] * 9), "科技创新 -创新")


def test_what_stands_in_the_place_above_already_is_not_awaited():
    one = sample("科技创新", *["别的"] * 9)
    assert not is_read(Sample({**one.columns, "head": one.columns["whole"]}, one.marks, OUT_OF), "科技创新")


def test_what_has_not_the_marks_is_not_awaited():
    assert not is_read(sample("科技创新"), "科技创新", marks=(PUBLIC, "year.1998"))
    assert is_read(sample("科技创新", marks=["year.1998"]), "科技创新", marks=(PUBLIC, "year.1998"))


def test_pieces_that_stand_apart_in_most_texts_make_looking_up_dear():
    apart = "科技创、技创新"
    assert is_read(sample("科技创新", *[apart] * 19), "科技创新")
    assert not is_read(sample("科技创新", *["别的"] * 199), "科技创新")


def test_without_a_sample_everything_is_looked_up():
    assert not is_read(Sample({}, [], 0), "科技创新")


def test_a_piece_is_looked_up_only_where_it_tells_something():
    one = sample("科技创新", "科技创业", "科学技术")
    assert one.telling(["科技创", "技创新"], "whole") == ["科技创", "技创新"]
    assert one.telling(["技创新", "科技创"], "whole") == ["技创新"]
    assert one.telling(["科"], "whole") == ["科"]


def test_of_a_word_no_text_of_the_sample_has_every_piece_is_looked_up():
    one = sample("科技创新")
    assert one.telling(["伦敦金", "敦金融"], "whole") == ["伦敦金", "敦金融"]
    assert one.telling(["科技创", "技创新", "创新极", "新极点"], "whole") == ["科技创", "创新极", "新极点"]
    assert Sample({}, [], 0).telling(["科技创", "技创新"], "whole") == ["科技创", "技创新"]
