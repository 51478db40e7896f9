from hypothesis import given
from hypothesis import strategies as st

from bulletin.excerpts import CUT, LENGTH, Piece, excerpts, marked, plain
from bulletin.searching import normalised

TEXT = "开头一句。" + "甲" * 60 + "伦敦" + "乙" * 200 + "\n第二段谈伦敦的金融。\n第三段也谈伦敦。"


def test_hits_are_marked_in_the_whole_of_a_title():
    assert marked("国外一流ＡＩ中心", ("ai",)) == (Piece("国外一流"), Piece("ＡＩ", True), Piece("中心"))
    assert marked("没有", ("ai",)) == (Piece("没有"),)


def test_two_passages_at_most_each_within_its_line():
    first, second = excerpts(TEXT, ("伦敦",))
    assert plain(first) == CUT + "甲" * 24 + "伦敦" + "乙" * (LENGTH - 26) + CUT
    assert plain(second) == "第二段谈伦敦的金融。"


def test_a_passage_begins_after_the_full_stop_before_it():
    (only,) = excerpts("很长的前一句话。东京圈定位为中心。", ("东京",))
    assert plain(only) == "东京圈定位为中心。"


def test_a_passage_does_not_begin_with_a_mark_that_ends_something():
    (only,) = excerpts("信息中心" * 6 + "、航运中心、科研和文化教育中心及人才高地于一体的东京", ("东京",))
    assert plain(only) == CUT + "航运中心、科研和文化教育中心及人才高地于一体的东京"


def test_what_is_shown_as_the_title_is_not_shown_again():
    text = "英国伦敦科技创新中心：凭借模式而成为榜样。正文。"
    (only,) = excerpts(text, ("伦敦",), skip=len("英国伦敦科技创新中心"))
    assert plain(only) == "凭借模式而成为榜样。正文。"
    assert excerpts("只有标题", ("标题",), skip=4) == ()


def test_a_hit_across_the_end_of_the_title_is_shown():
    (only,) = excerpts("伦敦中心：凭借模式", ("中心_凭借",), skip=4)
    assert Piece("凭借", True) in only


@given(st.text("甲乙丙。，\n", max_size=300), st.text("甲乙丙", min_size=1, max_size=3))
def test_every_passage_is_a_piece_of_the_text_and_shows_a_hit(text, word):
    for excerpt in excerpts(text, (normalised(word),)):
        words = plain(excerpt).removeprefix(CUT).removesuffix(CUT)
        assert words in text
        assert "\n" not in words.strip("\n")
        assert (word in text) == any(piece.is_hit for piece in excerpt)
