from hypothesis import given
from hypothesis import strategies as st

from bulletin.differences import Change, compare

PARAGRAPHS = st.lists(st.text(alphabet="甲乙丙丁，。", max_size=12), max_size=6)


def words(pieces):
    return "".join(piece.text for piece in pieces)


def marked(pieces):
    return [piece.text for piece in pieces if piece.marked]


def test_a_changed_paragraph_marks_only_the_characters_that_differ():
    (row,) = compare(["包容开发的城市氛围"], ["包容开放的城市氛围"])
    assert (row.change, marked(row.before), marked(row.after)) == (Change.CHANGED, ["发"], ["放"])


def test_an_added_paragraph_stands_alone():
    same, added = compare(["第一段。"], ["第一段。", "完全另外的话题"])
    assert (same.change, added.change, words(added.after)) == (Change.SAME, Change.ADDED, "完全另外的话题")


def test_paragraphs_that_are_nothing_alike_are_not_paired():
    assert [row.change for row in compare(["甲乙丙丁"], ["天地玄黄"])] == [Change.REMOVED, Change.ADDED]


def test_a_paragraph_inserted_before_a_changed_one_does_not_mix_them_up():
    rows = compare(["伦敦汇聚了世界知名的大学。"], ["全新的开头一段话", "伦敦汇聚了世界一流的大学。"])
    assert [row.change for row in rows] == [Change.ADDED, Change.CHANGED]


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_off_the_rows(before, after):
    rows = compare(before, after)
    assert [words(row.before) for row in rows if row.change is not Change.ADDED] == before
    assert [words(row.after) for row in rows if row.change is not Change.REMOVED] == after


def test_the_same_words_a_thousand_times_are_compared_as_a_whole():
    """Compared one by one they would take minutes, and the test with them."""
    before = ["开头", *["同样"] * 1000, "结尾"]
    after = ["开头", *["同样", "另外"] * 1000, "结尾"]
    rows = compare(before, after)
    assert [words(row.before) for row in rows if row.change is not Change.ADDED] == before
    assert [words(row.after) for row in rows if row.change is not Change.REMOVED] == after
    assert (rows[0].change, rows[-1].change) == (Change.SAME, Change.SAME)
    (row,) = compare(["甲" * 1000], ["甲乙" * 1000])
    assert (marked(row.before), marked(row.after)) == (["甲" * 1000], ["甲乙" * 1000])


@given(PARAGRAPHS)
def test_a_text_does_not_differ_from_itself(text):
    assert all(row.change is Change.SAME for row in compare(text, text))
