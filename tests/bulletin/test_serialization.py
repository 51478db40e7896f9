import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.serialization import digest, from_json, printed_digest, to_json
from bulletin.value import Annotations, Bulletin, CaseNote, public_form
from tests.bulletin.factories import issue
from tests.bulletin.strategies import bulletins


def changed(**fields: object) -> str:
    return json.dumps(json.loads(to_json(issue())) | fields)


@given(bulletins())
def test_json_gives_back_the_same_bulletin(bulletin):
    assert from_json(to_json(bulletin)) == bulletin


@given(bulletins())
def test_reading_and_writing_gives_back_the_same_json(bulletin):
    text = to_json(bulletin)
    assert to_json(from_json(text)) == text


def test_fields_stand_in_reading_order_with_annotations_last():
    names = list(json.loads(to_json(issue())))
    assert names[:3] == ["schema", "series", "labels"]
    assert names[-1] == "annotations"
    section = list(json.loads(to_json(issue()))["sections"][0])
    assert section.index("ordinal") < section.index("heading") < section.index("thesis") < section.index("text")


def test_chinese_stands_unescaped():
    assert "决策参阅" in to_json(issue())


def test_the_digest_is_the_sha256_of_the_json():
    assert digest(issue()) == hashlib.sha256(to_json(issue()).encode()).hexdigest()


def test_a_changed_word_changes_both_digests():
    other = issue(title="别的标题")
    assert digest(other) != digest(issue())
    assert printed_digest(other) != printed_digest(issue())


def test_annotations_change_the_digest_and_not_the_printed_digest():
    other = issue(annotations=Annotations(correction_note="更正说明"))
    assert digest(other) != digest(issue())
    assert printed_digest(other) == printed_digest(issue())


def test_the_public_form_has_a_digest_of_its_own():
    assert digest(public_form(issue())) != digest(issue())


def test_another_schema_is_refused():
    with pytest.raises(ValueError, match="JSON 的版本是 99"):
        from_json(changed(schema=99))


@pytest.mark.parametrize("text", ["", "甲", "[]", '"a"', "1", "null", "[" * 100_000, "{"])
def test_what_is_not_a_json_object_is_refused(text):
    with pytest.raises(ValueError, match=r"这不是期刊的 JSON 文件|JSON 的版本是"):
        from_json(text)


@pytest.mark.parametrize(
    "fields",
    [
        {"extra": 1},
        {"title": None},
        {"title": 5},
        {"year": "2022"},
        {"year": True},
        {"year": 2022.0},
        {"supplement": 1},
        {"labels": "内部资料"},
        {"labels": [1]},
        {"contact": []},
        {"date": "昨天"},
        {"date": 20220125},
        {"date_style": "lunar"},
        {"sections": [{"kind": "lead"}]},
        {"sections": [[]]},
    ],
)
def test_json_of_another_shape_is_refused_in_chinese(fields):
    with pytest.raises(ValueError, match="字段不符合格式"):
        from_json(changed(**fields))


def test_a_missing_field_is_refused():
    data = json.loads(to_json(issue()))
    del data["title"]
    with pytest.raises(ValueError, match="字段不符合格式"):
        from_json(json.dumps(data))


def test_unclean_text_in_json_is_refused():
    with pytest.raises(ValueError, match="控制字符或非法字符"):
        from_json(changed(title="甲\u0003"))


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_reading_never_fails_but_by_value_error(text):
    with pytest.raises(ValueError, match=r"[㐀-鿿]"):
        from_json(text)


def test_a_coordinate_in_whole_degrees_comes_back():
    note = CaseNote(1, "1", "london", "伦敦", latitude=51, longitude=0)
    bulletin = issue(annotations=Annotations(cases=(note,)))
    assert digest(from_json(to_json(bulletin))) == digest(bulletin)


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="这不是期刊的 JSON 文件"):
        from_json(changed(total=float("nan")))


def test_an_empty_bulletin_has_a_digest():
    assert from_json(to_json(Bulletin())) == Bulletin()
