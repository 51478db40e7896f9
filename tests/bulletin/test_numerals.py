from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.numerals import format_date, parse_date, parse_number, to_chinese
from bulletin.value import DateStyle


@pytest.mark.parametrize(
    ("n", "written"),
    [
        (0, "零"),
        (4, "四"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (107, "一百零七"),
        (110, "一百一十"),
        (418, "四百一十八"),
        (1007, "一千零七"),
        (2022, "二千零二十二"),
        (9999, "九千九百九十九"),
    ],
)
def test_a_number_is_counted_in_chinese(n, written):
    assert to_chinese(n) == written


@pytest.mark.parametrize("n", [-1, 10000])
def test_a_number_out_of_range_is_refused(n):
    with pytest.raises(ValueError, match="汉字数字"):
        to_chinese(n)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("4", 4),
        ("４", 4),
        ("四", 4),
        ("十二", 12),
        ("廿三", 23),
        ("廿", 20),
        ("卅", 30),
        ("卅一", 31),
        ("一百零七", 107),
        ("一百〇七", 107),
        ("一百○七", 107),
        ("一〇七", 107),
        ("一○七", 107),
        ("一◯七", 107),
        ("一O七", 107),
        ("一0七", 107),
        ("一零七", 107),
        ("二〇二二", 2022),
        ("一百一十二", 112),
        ("一百十二", 112),
        (" 4 1 8 ", 418),
        ("　四百一十八", 418),
        ("００７", 7),
        ("两百", 200),
    ],
)
def test_every_written_form_of_a_number_is_read(text, n):
    assert parse_number(text) == n


@pytest.mark.parametrize(
    "text", ["", "期", "O", "一百七", "十百", "四五十", "1.5", "-3", "一二三四五六七八九十", "9" * 5000, "½", "²a"]
)
def test_what_is_no_number_is_none(text):
    assert parse_number(text) is None


@given(st.integers(0, 9999))
def test_a_counted_number_reads_back(n):
    assert parse_number(to_chinese(n)) == n


@given(st.integers(0, 9999))
def test_a_number_in_full_width_digits_reads_back(n):
    assert parse_number("".join(chr(0xFF10 + int(digit)) for digit in str(n))) == n


@given(st.text())
def test_no_text_makes_the_reader_of_numbers_or_dates_raise(text):
    parse_number(text)
    parse_date(text)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("二〇二二年元月二十五日", DateStyle.YUANYUE),
        ("二○二二年元月廿五日", DateStyle.YUANYUE),
        ("二O二二年元月二十五日", DateStyle.YUANYUE),
        ("二◯二二年一月二十五日", DateStyle.CHINESE),
        ("二零二二年一月二十五日", DateStyle.CHINESE),
        ("二0二二年 一月 二十五日", DateStyle.CHINESE),
        ("2022年1月25日", DateStyle.ARABIC),
        ("２０２２年１月２５日", DateStyle.ARABIC),
        ("2022 年 01 月 25 日", DateStyle.ARABIC),
        ("2022.1.25", DateStyle.ARABIC),
        ("2022-01-25", DateStyle.ARABIC),
        ("2022/1/25", DateStyle.ARABIC),
        ("2022年元月25日", DateStyle.ARABIC),
    ],
)
def test_every_written_form_of_a_date_is_read(text, style):
    assert parse_date(text) == (date(2022, 1, 25), style)


def test_a_chinese_date_of_another_month_has_the_style_of_the_house():
    assert parse_date("二〇二二年三月卅一日") == (date(2022, 3, 31), DateStyle.YUANYUE)


@pytest.mark.parametrize(
    "text",
    [
        "2022年2月30日",
        "二〇二二年二月三十日",
        "二〇二二年正月初五",
        "2022年13月1日",
        "0000年1月1日",
        "22年1月25日",
        "2022.1-25",
        "2022年1月",
    ],
)
def test_a_date_that_cannot_be_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (DateStyle.YUANYUE, "二〇二〇年元月三十日"),
        (DateStyle.CHINESE, "二〇二〇年一月三十日"),
        (DateStyle.ARABIC, "2020年1月30日"),
    ],
)
def test_a_date_is_written_with_the_ideographic_zero(style, written):
    assert format_date(date(2020, 1, 30), style) == written
    assert style is DateStyle.ARABIC or "\u3007" in written


@given(st.dates(), st.sampled_from(DateStyle))
def test_a_written_date_reads_back(day, style):
    read = parse_date(format_date(day, style))
    assert read is not None
    assert read[0] == day
    assert read[1] is (style if day.month == 1 or style is DateStyle.ARABIC else DateStyle.YUANYUE)
