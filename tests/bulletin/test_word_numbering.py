"""Ordinals that Word shows and does not write."""

import pytest
from docx import Document

from bulletin.parsing import word
from bulletin.parsing.word.counting import written
from tests.bulletin.typing_word import add, saved
from tests.bulletin.word_xml import element, run


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 21: "二十一", 105: "一百零五"}),
        ("chineseCountingThousand", {3: "三", 20: "二十"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("ideographDigital", {10: "一〇", 26: "二六"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("decimalFullWidth", {12: "12"}),
        ("upperLetter", {1: "A", 27: "AA", 53: "AAA"}),
        ("lowerRoman", {4: "iv", 19: "xix"}),
        ("upperRoman", {1999: "MCMXCIX"}),
        ("none", {4: ""}),
    ],
)
def test_a_number_is_written_as_word_writes_it(style, expected):
    assert {number: written(number, style) for number in expected} == expected


def level(depth, style, words, *, start=1, further=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{further}'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
    )


def listed(*lines, levels, overrides=""):
    """The text of a document whose lines are (depth, list, words) in lists made of `levels`."""
    document = Document()
    root = document.part.numbering_part.element
    root.insert(0, element(f'<w:abstractNum w:abstractNumId="70">{levels}</w:abstractNum>'))
    for key in {line[1] for line in lines}:
        own = overrides if key == "702" else ""
        root.append(element(f'<w:num w:numId="{key}"><w:abstractNumId w:val="70"/>{own}</w:num>'))
    for depth, key, words in lines:
        place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>' if key else ""
        add(document, run(words), place)
    return [line.strip() for line in word.read(saved(document)).text.split("\n")]


CHINESE = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")


def test_levels_count_and_restart_under_a_new_one_above():
    lines = [(0, "701", "甲"), (1, "701", "乙"), (1, "701", "丙"), (2, "701", "丁"), (0, "701", "戊"), (1, "701", "己")]
    assert listed(*lines, levels=CHINESE) == ["一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己"]


def test_a_level_above_that_was_never_used_counts_as_begun():
    assert listed((1, "701", "甲"), levels=level(0, "decimal", "%1") + level(1, "decimal", "%1.%2 ")) == ["1.1 甲"]


def test_a_level_that_says_so_goes_on_counting():
    levels = level(0, "decimal", "%1、") + level(1, "decimal", "（%2）", further='<w:lvlRestart w:val="0"/>')
    lines = [(0, "701", "甲"), (1, "701", "乙"), (0, "701", "丙"), (1, "701", "丁")]
    assert listed(*lines, levels=levels) == ["1、甲", "（1）乙", "2、丙", "（2）丁"]


def test_a_list_may_begin_at_another_number_and_begin_anew():
    lines = [(0, "701", "甲"), (0, "701", "乙"), (0, "702", "丙"), (0, "702", "丁")]
    levels = level(0, "decimal", "%1、", start=3)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert listed(*lines, levels=levels, overrides=override) == ["3、甲", "4、乙", "1、丙", "2、丁"]


def test_legal_numbering_writes_the_levels_above_in_digits():
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", further="<w:isLgl/>")
    assert listed((0, "701", "甲"), (1, "701", "乙"), levels=levels) == ["一、甲", "1.1 乙"]


def test_a_number_is_kept_apart_from_a_text_that_begins_with_one():
    assert listed((0, "701", "5亿元资金"), levels=level(0, "decimal", "%1.")) == ["1. 5亿元资金"]


def test_a_drawn_bullet_is_a_list_item_and_a_sign_stays_as_if_typed():
    assert listed((0, "701", "甲"), levels=level(0, "bullet", "\uf06c")) == ["- 甲"]
    assert listed((0, "701", "甲"), levels=level(0, "bullet", "◇")) == ["◇ 甲"]
    assert listed((0, "701", "甲"), levels=level(0, "bullet", "——")) == ["——甲"]


def test_an_empty_numbered_paragraph_counts_nothing():
    lines = [(0, "701", "甲"), (0, "701", ""), (0, "701", "乙")]
    assert listed(*lines, levels=CHINESE) == ["一、甲", "", "二、乙"]


def test_numbering_may_come_from_a_style_and_be_switched_off():
    document = Document()
    root = document.part.numbering_part.element
    styled = level(0, "chineseCounting", "%1、", further='<w:pStyle w:val="Heading1"/>')
    root.insert(0, element(f'<w:abstractNum w:abstractNumId="70">{styled}</w:abstractNum>'))
    root.append(element('<w:num w:numId="701"><w:abstractNumId w:val="70"/></w:num>'))
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    properties.append(element('<w:numPr><w:numId w:val="701"/></w:numPr>'))
    for words in ("主要做法", "几点启示"):
        document.add_heading(words, level=1)
    add(document, run("附记"), '<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert word.read(saved(document)).text.split("\n") == ["一、主要做法", "二、几点启示", "附记"]
