"""Whole bulletins: what a careful reader finds in them, in every encoding."""

import codecs
import json
from pathlib import Path

import pytest

from bulletin.parsing.report import refusal_data, to_data
from bulletin.parsing.text import parse
from bulletin.secrecy import MarkedSecret
from bulletin.serialization import to_data as value_data

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.name.removesuffix(".expect.json") for path in SAMPLES.glob("*.expect.json"))
SPLITS_MENDED = {
    "seed": [
        "旧金山的专业服务（如金融",
        "商业环境有利于创新要素",
        "企业能力中心、孵化器/加速器",
        "发展的核心动力",
        "不同生命周期企业提供",
    ],
    "wrapped-pages": ["围绕国家战略需求", "3.5%，带动", "1,500家", "到2022年底", "吸引PhD以上", "主体作用，让市场"],
    "unindented-wrap": ["各国高度重视", "园区先后引进企业400多家", "先行。第二"],
    "form-feeds": ["各地都在探索新的路径"],
}


def _text(name):
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def _outline(section):
    text = section.pop("text")
    found = {key: value for key, value in section.items() if value not in ("", 0, False)}
    return found | {"first": text[:12], "last": text[-12:]}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_as_a_careful_reader_reads_it(name):
    expected = json.loads((SAMPLES / f"{name}.expect.json").read_text(encoding="utf-8"))
    report = parse(_text(name), name=f"{name}.txt")
    found = value_data(report.bulletin)
    found["contact"] = {key: value for key, value in found["contact"].items() if value}
    assert [_outline(section) for section in found.pop("sections")] == expected["sections"]
    assert {key: found[key] for key in expected["bulletin"]} == expected["bulletin"]
    empty = {key: value for key, value in found.items() if key not in expected["bulletin"] and key != "annotations"}
    assert all(value in ("", [], None, False) for value in empty.values()), empty
    assert sorted({warning.code for warning in report.warnings}) == expected["warnings"]
    assert [item.line for item in report.unplaced] == expected["unplaced"]


@pytest.mark.parametrize("name", SPLITS_MENDED)
def test_what_a_line_or_page_break_cut_is_mended(name):
    text = "\n".join(section.text for section in parse(_text(name)).bulletin.sections)
    assert [words for words in SPLITS_MENDED[name] if words not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_encoding_and_line_ends_make_no_difference(name):
    text, expected = _text(name), parse(_text(name)).bulletin
    windows = text.replace("\n", "\r\n")
    assert parse(windows.encode("gb18030")).bulletin == expected
    assert parse(codecs.BOM_UTF8 + windows.encode()).bulletin == expected
    assert parse(codecs.BOM_UTF16_LE + text.encode("utf-16-le")).bulletin == expected
    assert parse(text.replace("\n", "\r").encode()).bulletin == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_marked_sample_is_refused_in_every_encoding(encoding):
    with pytest.raises(MarkedSecret):
        parse(_text("marked").encode(encoding))


def test_a_marked_file_name_is_refused():
    with pytest.raises(MarkedSecret):
        parse(_text("seed"), name="机密-2022年第4期.txt")


def test_a_refusal_is_reported_without_text_or_name():
    with pytest.raises(MarkedSecret) as refused:
        parse(_text("marked"))
    data = refusal_data(refused.value, "秘密★1年.txt")
    assert data["refused"]["rule"] == "密级标志"
    assert "保密员" in data["refused"]["reason"]
    assert data["bulletin"] is None
    assert "占位" not in json.dumps(data, ensure_ascii=False)
    assert "★" not in json.dumps(data, ensure_ascii=False)


def test_the_printed_shape_names_the_article_of_each_section():
    data = to_data(parse(_text("two-articles")), "two-articles.txt")
    assert data["file"] == "two-articles.txt"
    assert data["refused"] is None
    assert {section["article"] for section in data["bulletin"]["sections"]} == {1, 2}
    assert data["bulletin"]["date"] == "2022-06-30"
    assert {"warnings", "changes", "unplaced", "placements"} <= set(data)


def test_every_line_of_the_seed_that_was_changed_is_reported():
    changes = parse(_text("seed")).changes
    rules = [change.rule for change in changes]
    assert rules.count("halfwidth_comma") == 21
    assert rules.count("paragraph_split_by_page_break") == 5
    assert rules.count("spaced_letters_in_label") == 2
    assert {change.line for change in changes if change.rule == "halfwidth_comma"} == {25, 27, 29, 41}
    assert {change.line for change in changes if change.rule == "halfwidth_parenthesis"} == {21, 27}
