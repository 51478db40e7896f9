"""Invented bulletins, expectations written by hand before the parser saw them, and what may be done to them."""

import json
import re
from pathlib import Path

import pytest

from bulletin.parsing.report import to_data
from bulletin.parsing.text import parse
from bulletin.parsing.widths import columns
from bulletin.rendering.text import render
from bulletin.secrecy import MarkedSecret
from tests.bulletin.reader import findings

SAMPLES = Path(__file__).parent / "samples" / "reader"
NAMES = sorted(path.name.removesuffix(".expect.json") for path in SAMPLES.glob("*.expect.json"))
# Their paragraphs are one line each.
WHOLE = ["supplement-in-chinese-numerals", "title-in-two-lines", "prose-about-secrets"]
HEAD = "科技内参\n第 6 期\n示范市科技局\n2022年4月1日\n"


def _text(name):
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def _words(text):
    sections = parse(text).bulletin.sections
    return [(s.kind, s.ordinal, s.heading, re.sub(r"[ 　]", "", s.thesis + s.text)) for s in sections]


def _is_paragraph(line):
    return columns(line) > 66 and not re.search(r"[：:]\S+[ 　]+\S|[━─]{6}", line)


def _wrapped(text, letters):
    """`text` with its long lines cut after so many letters, whatever stands there, and their first line indented."""
    lines = []
    for line in text.split("\n"):
        whole = "　　" + line.strip()
        pieces = [whole[at : at + letters] for at in range(0, len(whole), letters)]
        lines += pieces if _is_paragraph(line) else [line]
    return "\n".join(lines)


def _cut(text, page_break):
    """`text` with a page break between two Hanzi of every long line."""
    lines = text.split("\n")
    return "\n".join(
        re.sub("(?<=.{24}[一-鿿])(?=[一-鿿])", page_break, line, count=1) if _is_paragraph(line) else line
        for line in lines
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_bulletin_is_read_as_its_reader_expects(name):
    expected = json.loads((SAMPLES / f"{name}.expect.json").read_text(encoding="utf-8"))
    assert findings(to_data(parse(_text(name)), name), expected) == []


@pytest.mark.parametrize("letters", [28, 31, 33, 36, 40])
@pytest.mark.parametrize("name", WHOLE)
def test_wrapping_by_count_of_letters_makes_no_difference(name, letters):
    assert _words(_wrapped(_text(name), letters)) == _words(_text(name))


@pytest.mark.parametrize("page_break", ["\n\n", "\n— 2 —\n", "\n\n2\n\n", "\n第 2 页 共 6 页\n", "\n\f\n"])
@pytest.mark.parametrize("name", WHOLE)
def test_page_breaks_inside_sentences_make_no_difference(name, page_break):
    assert _words(_cut(_text(name), page_break)) == _words(_text(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_bulletin_printed_and_read_again_says_the_same(name):
    once = parse(_text(name)).bulletin
    again = parse(render(once)).bulletin
    assert [section.heading for section in again.sections] == [section.heading for section in once.sections]
    assert [section.text for section in again.sections] == [section.text for section in once.sections]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n关于某项目的情况\n机密★2年\n\n占位。",
        f"工作秘密　注意保管\n\n{HEAD}\n关于某项目的情况\n\n占位。",
        f"{HEAD}密　级：秘 密\n\n关于某项目的情况\n\n占位。",
        f"{HEAD}\n某项目进展情况\n（工作秘密）\n\n占位。",
        f"{HEAD}\n某项目进展情况\n\n占位。\n\n报：市领导（绝密 阅后即毁）",
    ],
)
def test_a_mark_is_refused_wherever_it_stands(text):
    with pytest.raises(MarkedSecret):
        parse(text)


@pytest.mark.parametrize("line", ["3. 认定后", "5*3*2", "[注]: 数据", "<a级>", "# 号", "_", "2014. 年", "a_b_c 与 _d_"])
def test_lines_like_markdown_come_back_from_print_as_typed(line):
    first, last = "第一段说明背景和意义，供领导同志参阅。", "最后一段说明打算和要求，供领导同志参阅。"
    printed = render(parse(f"{HEAD}\n标题是怎样写成的\n\n{first}\n\n{line}\n\n{last}").bulletin)
    assert line in [row.strip("　") for row in printed.split("\n")]
    assert render(parse(printed).bulletin) == printed


def test_list_items_come_back_from_print_as_typed():
    text = f"{HEAD}\n标题是怎样写成的\n\n第一段说明背景和意义，供领导同志参阅。\n- 甲项\n- 乙项\n"
    once = parse(text).bulletin
    assert "- 甲项\n- 乙项" in once.sections[0].text
    assert parse(render(once)).bulletin == once
