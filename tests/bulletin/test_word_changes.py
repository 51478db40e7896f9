"""花脸稿: what 接受 and 拒绝 in Word make of it."""

import datetime
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bulletin.rendering import word
from bulletin.serialization import printed_digest
from bulletin.value import BoardMember, Kind, Section
from tests.bulletin.factories import MARKED, issue, seed, two_articles
from tests.bulletin.strategies import bodies, bulletins, sections
from tests.bulletin.word import DOCUMENT, accepted, part, read, rejected

pytestmark = pytest.mark.looks

AT = datetime.datetime(2022, 1, 26, 9, 30)
NAMES = ("第1稿", "第2稿（王明丽）")


def changes(before, after):
    return word.changes(before, after, names=NAMES, at=AT)


def holds(before, after):
    content = changes(before, after)
    assert printed_digest(read(rejected(content)).bulletin) == printed_digest(before)
    assert printed_digest(read(accepted(content)).bulletin) == printed_digest(after)
    assert printed_digest(read(content).bulletin) == printed_digest(after)


def corrected():
    """The seed after an editor's day."""
    first, second, *rest = seed().sections
    return replace(
        seed(),
        number=5,
        sections=(
            replace(first, text=first.text.replace("近年来，", "") + "\n新加的一段。"),
            replace(second, thesis="开放创新资源网络提供**最佳**的土壤。"),
            *rest[1:],
            Section(Kind.NOTE, "", "附表", 1, text=MARKED),
        ),
        board=(*seed().board, BoardMember("校对", "张三")),
    )


# Two issues that differ are not made smaller: that takes minutes.
GENERATED = settings(max_examples=12, phases=[Phase.generate])


@GENERATED
@given(bulletins(), bulletins())
def test_between_any_two_issues_one_is_accepted_and_the_other_rejected(before, after):
    holds(before, after)


@GENERATED
@given(st.lists(sections(), max_size=4), st.lists(sections(), max_size=2), bodies())
def test_so_it_is_between_two_of_much_in_common(common, others, body):
    before = issue(sections=tuple(common))
    holds(before, replace(before, sections=(*common[:2], *others, *common[2:]), editor_note=body))


def test_a_corrected_issue_is_accepted_and_the_old_one_rejected():
    for before, after in ((seed(), corrected()), (corrected(), seed()), (issue(), two_articles())):
        holds(before, after)


def test_two_equal_revisions_show_no_change():
    assert not list(part(changes(seed(), seed()), DOCUMENT).iter(qn("w:ins"), qn("w:del")))


def test_within_a_paragraph_only_the_characters_that_changed_are_marked():
    before = issue(sections=(Section(Kind.LEAD, text="科技创新中心是怎样建设的。"),))
    after = issue(sections=(Section(Kind.LEAD, text="科技创新中心是如何建设的，值得研究。"),))
    root = part(changes(before, after), DOCUMENT)
    assert [one.text for one in root.iter(qn("w:delText"))] == ["怎样"]
    assert ["".join(one.itertext()) for one in root.iter(qn("w:ins"))] == ["如何", "，值得研究"]


def test_every_change_names_who_and_when_and_has_a_number_of_its_own():
    marks = list(part(changes(seed(), corrected()), DOCUMENT).iter(qn("w:ins"), qn("w:del")))
    assert {(one.get(qn("w:author")), one.get(qn("w:date"))) for one in marks} == {(NAMES[1], "2022-01-26T09:30:00Z")}
    numbers = [one.get(qn("w:id")) for one in marks]
    assert len(numbers) == len(set(numbers)) > 5


def test_each_page_says_what_it_compares():
    assert "".join(part(changes(seed(), corrected()), "word/header.xml").itertext()) == "花脸稿　第1稿→第2稿（王明丽）"
