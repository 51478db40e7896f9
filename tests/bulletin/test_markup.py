import dataclasses
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.markup import (
    BulletList,
    Image,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
    blocks,
    plain,
    plain_passage,
    plain_text,
)
from tests.bulletin.factories import TYPED
from tests.bulletin.strategies import bodies, texts
from tests.limits import NO_SQUARES


def addresses(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for item in part:
            yield from addresses(item)
    elif isinstance(part, Link | Image):
        yield part.address
    elif dataclasses.is_dataclass(part):
        yield from addresses(tuple(getattr(part, field.name) for field in dataclasses.fields(part)))


def words_of(part: object) -> Iterator[Text | Link]:
    if isinstance(part, tuple):
        for item in part:
            yield from words_of(item)
    elif isinstance(part, Text | Link):
        yield part
    elif dataclasses.is_dataclass(part):
        yield from words_of(tuple(getattr(part, field.name) for field in dataclasses.fields(part)))


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


@pytest.mark.parametrize("line", TYPED.split("\n"))
def test_official_text_stays_exactly_as_typed(line):
    assert blocks(line) == (Paragraph(words(line)),)


def test_all_of_it_together_stays_exactly_as_typed():
    assert plain_text(TYPED) == TYPED


def test_one_line_break_ends_a_paragraph():
    assert blocks("甲\n乙") == (Paragraph(words("甲")), Paragraph(words("乙")))


def test_a_blank_line_is_a_paragraph_without_words():
    assert blocks("甲\n\n乙") == (Paragraph(words("甲")), Paragraph(()), Paragraph(words("乙")))


def test_an_empty_body_has_no_blocks():
    assert blocks("") == ()


def test_two_stars_make_words_strong_between_hanzi():
    assert blocks("增长**很快**。") == (Paragraph((Text("增长"), Strong(words("很快")), Text("。"))),)


def test_strong_words_may_hold_a_single_star():
    assert blocks("**5*3**") == (Paragraph((Strong(words("5*3")),)),)


def test_strong_does_not_reach_over_a_line_break():
    assert plain_text("**甲\n乙**") == "**甲\n乙**"


def test_a_link_has_its_words_and_address():
    assert blocks("见[公告](https://a.cn/?a=1&b=2)。") == (
        Paragraph((Text("见"), Link("公告", "https://a.cn/?a=1&b=2"), Text("。"))),
    )


@pytest.mark.parametrize("address", ["http://a.cn", "HTTPS://a.cn/甲", "mailto:a@b.cn", "/media/a.pdf", "/#hub-london"])
def test_web_mail_and_site_addresses_are_links(address):
    assert blocks(f"[甲]({address})") == (Paragraph((Link("甲", address),)),)


def test_strong_words_may_hold_a_link():
    assert blocks("**见[附](/a)**") == (Paragraph((Strong((Text("见"), Link("附", "/a"))),)),)


def test_lines_beginning_with_a_hyphen_and_a_space_are_a_list():
    assert blocks("- 甲\n- **乙**\n丙") == (
        BulletList((words("甲"), (Strong(words("乙")),))),
        Paragraph(words("丙")),
    )


def test_a_pipe_table_has_a_head_and_rows():
    assert blocks("| 甲 | 乙 |\n|---|:--:|\n| 1 |  |\n丙") == (
        Table((words("甲"), words("乙")), ((words("1"), ()),)),
        Paragraph(words("丙")),
    )


def test_a_row_with_another_number_of_cells_is_no_row_of_the_table():
    table, rest = blocks("|甲|乙|\n|---|---|\n|1|2|3|")
    assert table == Table((words("甲"), words("乙")), ())
    assert rest == Paragraph(words("|1|2|3|"))


def test_a_line_that_is_wholly_an_image_is_an_image():
    assert blocks("![园区](/media/a.png)") == (Image("园区", "/media/a.png"),)


@given(st.text())
def test_no_text_can_make_it_raise(text):
    blocks(text)


@given(bodies() | texts(8))
def test_nothing_but_marks_and_addresses_is_ever_lost(text):
    lost = Counter(text) - Counter(plain_text(text)) - Counter("".join(addresses(blocks(text))))
    assert all(character in "*[]()!|:-" or character.isspace() for character in lost)


@given(bodies() | texts(8))
def test_what_is_kept_stays_in_order(text):
    typed = iter(text)
    assert all(character in typed for character in plain_text(text).replace("　", ""))


@given(st.text(st.characters(exclude_characters="*[|-!"), max_size=200))
def test_text_without_marks_comes_out_exactly(text):
    assert plain(blocks(text)) == text


@pytest.mark.parametrize(
    "unit",
    [
        "*",
        "**",
        "**甲",
        "****甲",
        "* ** ",
        "[",
        "[a](",
        "[a](/b",
        "![",
        "|",
        "|\n",
        "|a|\n|---|\n",
        "\n",
        "- a\n",
        "_",
        "`",
    ],
)
@NO_SQUARES
def test_hostile_text_is_read_in_time_that_grows_with_it(unit):
    blocks((unit * 500_000)[:500_000])


@given(bodies())
def test_all_words_know_where_they_stand(text):
    assert [text[one.at : one.at + len(one.text)] for one in words_of(blocks(text))] == [
        one.text for one in words_of(blocks(text))
    ]


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("甲**乙**丙", "甲乙丙"),
        ("乙**丙", "乙丙"),
        ("甲**乙", "甲乙"),
        ("乙**丙**丁", "乙丙丁"),
        ("5**3", "5**3"),
        ("甲", "甲"),
    ],
)
def test_a_passage_may_begin_or_end_inside_strong_words(passage, words):
    assert plain_passage(passage) == words
