"""A corrected text put together with the issue: everything taken, nothing taken, some of it."""

from dataclasses import replace

import pytest
from hypothesis import given

from bulletin.merging import Comparison
from bulletin.rendering.masthead import heading_line
from bulletin.value import Annotations, Bulletin, CaseNote, Contact, Kind, LessonNote, Section
from tests.bulletin.strategies import bulletins

LEAD = Section(Kind.LEAD, text="导语第一句。\n导语第二段。")
LONDON = Section(
    Kind.CASE, "一、", "英国伦敦", 1, "：", "世界城市的榜样。", True, "伦敦汇聚了世界知名的大学。\n金融城资金充裕。"
)
TOKYO = Section(Kind.CASE, "二、", "日本东京", 1, "：", "企业主导。", True, "东京的企业投入很大。\n筑波是科学城。")
LESSONS = Section(Kind.LESSONS, "三、", "启示", 1, text="要营造良好的创新创业环境。")
NOTES = Annotations(
    cases=(CaseNote(1, "k1", "lundun", "伦敦"), CaseNote(2, "k2", "dongjing", "东京")),
    lessons=(LessonNote("t", "主题", "l1", "营造环境", "要营造良好的创新创业环境。", (1, 2)),),
)
ISSUE = Bulletin(title="旧标题", publisher="许昌市", sections=(LEAD, LONDON, TOKYO, LESSONS), annotations=NOTES)


def differences(incoming, current=ISSUE):
    return Comparison(current, incoming).differences


def merge(current, incoming, taken):
    return Comparison(current, incoming).merged(taken)


def keys(incoming, *labels):
    return {one.key for one in differences(incoming) if not labels or one.label in labels}


def test_a_text_in_a_thousand_sections_is_compared_with_what_stands_near():
    """Each compared with every other, they would take minutes, and the test with them."""
    sections = tuple(replace(LONDON, heading=f"第{number}个中心") for number in range(1_000))
    current = Bulletin(sections=(*sections, LEAD))
    incoming = Bulletin(sections=tuple(replace(one, text="伦敦汇聚了许多大学。") for one in current.sections[1:]))
    comparison = Comparison(current, incoming)
    assert comparison.merged({one.key for one in comparison.differences}) == incoming


def with_text(section, text):
    return tuple(replace(one, text=text) if one is section else one for one in ISSUE.sections)


def told(bulletin):
    return [(heading_line(section), section.text) for section in bulletin.sections]


@given(bulletins(), bulletins())
def test_nothing_taken_leaves_the_issue_as_it_is(current, incoming):
    current = replace(current, annotations=Annotations())
    assert merge(current, incoming, ()) == current


@given(bulletins(), bulletins())
def test_everything_taken_gives_the_words_of_the_file(current, incoming):
    taken = {one.key for one in Comparison(current, incoming).differences}
    assert told(merge(current, incoming, taken)) == told(incoming)


@given(bulletins())
def test_the_same_text_differs_in_nothing(current):
    assert differences(current, current) == []


def test_a_paragraph_is_taken_and_another_left():
    text = "伦敦汇聚了世界一流的大学。\n金融城资金极为充裕。"
    incoming = replace(ISSUE, sections=with_text(LONDON, text))
    first, second = differences(incoming)
    assert (first.place, first.label) == ("一、英国伦敦", "改动")
    assert merge(ISSUE, incoming, {first.key}).sections[1].text == "伦敦汇聚了世界一流的大学。\n金融城资金充裕。"
    assert merge(ISSUE, incoming, {second.key}).sections[1].text == "伦敦汇聚了世界知名的大学。\n金融城资金极为充裕。"


def test_a_paragraph_put_in_and_one_struck_out():
    incoming = replace(ISSUE, sections=with_text(LEAD, "新加的一段话在最前面。\n导语第一句。"))
    assert [one.label for one in differences(incoming)] == ["新增", "删去"]
    assert merge(ISSUE, incoming, keys(incoming, "新增")).sections[0].text == (
        "新加的一段话在最前面。\n导语第一句。\n导语第二段。"
    )
    assert merge(ISSUE, incoming, keys(incoming, "删去")).sections[0].text == "导语第一句。"


def test_what_is_known_follows_its_section():
    new = Section(Kind.DISCUSSION, heading="背景", level=1, text="全新的一段背景介绍。")
    incoming = replace(ISSUE, sections=(LEAD, new, LONDON, TOKYO, LESSONS))
    merged = merge(ISSUE, incoming, keys(incoming))
    assert [(note.section, note.case_key) for note in merged.annotations.cases] == [(2, "k1"), (3, "k2")]
    assert merged.annotations.lessons[0].rests_on == (2, 3)


def test_a_case_that_goes_takes_its_note_along_and_only_that():
    incoming = replace(ISSUE, sections=(LEAD, TOKYO, LESSONS))
    (dropped,) = differences(incoming)
    assert (dropped.place, dropped.label) == ("一、英国伦敦", "整段删去")
    merged = merge(ISSUE, incoming, {dropped.key})
    assert [note.case_key for note in merged.annotations.cases] == ["k2"]
    assert merged.annotations.lessons[0].rests_on == (1,)


def test_sections_in_another_order_are_one_difference():
    incoming = replace(ISSUE, sections=(LEAD, TOKYO, LONDON, LESSONS))
    (order,) = differences(incoming)
    assert order.label == "次序"
    merged = merge(ISSUE, incoming, {order.key})
    assert merged.sections == incoming.sections
    assert [note.case_key for note in merged.annotations.cases] == ["k2", "k1"]


def test_a_case_stays_one_under_another_heading_and_whatever_the_file_takes_it_for():
    renamed = replace(LONDON, kind=Kind.DISCUSSION, heading="英国伦敦科技创新中心")
    incoming = replace(ISSUE, sections=(LEAD, renamed, TOKYO, LESSONS))
    (heading,) = differences(incoming)
    merged = merge(ISSUE, incoming, {heading.key})
    assert merged.sections[1].kind is Kind.CASE
    assert merged.sections[1].heading == "英国伦敦科技创新中心"
    assert merged.annotations.cases == NOTES.cases


def test_a_lead_rewritten_from_end_to_end_is_still_the_lead():
    incoming = replace(ISSUE, sections=(replace(LEAD, text="全然不同的话。"), LONDON, TOKYO, LESSONS))
    assert {one.place for one in differences(incoming)} == {"导语"}
    assert len(merge(ISSUE, incoming, keys(incoming)).sections) == 4


def test_what_the_file_does_not_say_is_not_proposed_to_be_struck_out():
    found = differences(replace(ISSUE, title="新标题", publisher=""))
    assert {one.label: one.is_proposed for one in found} == {"标题": True, "编发单位": False}


def test_the_year_stays_when_the_file_gives_a_number_alone():
    current, incoming = replace(ISSUE, year=2022, number=4), replace(ISSUE, number=5)
    taken = {one.key for one in differences(incoming, current)}
    assert (merge(current, incoming, taken).year, merge(current, incoming, taken).number) == (2022, 5)


def test_a_name_given_to_a_difference_outlives_others_being_taken():
    incoming = replace(ISSUE, title="新标题", sections=with_text(LEAD, "导语第一句。\n导语第二段改了。"))
    before = {one.label: one.key for one in differences(incoming)}
    (left,) = differences(incoming, replace(ISSUE, title="新标题"))
    assert left.key == before["改动"]


@pytest.mark.parametrize("contact", [Contact("许昌市", "461000", "0374-1"), Contact("许昌市", phone="0374-2")])
def test_the_address_changes_as_a_whole(contact):
    incoming = replace(ISSUE, contact=contact)
    assert merge(ISSUE, incoming, keys(incoming)).contact == contact
