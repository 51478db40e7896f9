"""The words a lesson comes from are marked in the article, and no printed character changes."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.rendering import passages
from bulletin.rendering.html import guarded, render, unguarded
from bulletin.value import Annotations, Bulletin, Kind, LessonNote, Section
from tests.bulletin.pages import Page
from tests.bulletin.strategies import bulletins


def lesson(passage: str) -> LessonNote:
    return LessonNote("talent", "人才", "talent-1", "引才", passage)


def drawing(bulletin: Bulletin, *quoted: str) -> Bulletin:
    return replace(bulletin, annotations=Annotations(lessons=tuple(map(lesson, quoted))))


def article(text: str, *quoted: str, kind: Kind = Kind.LESSONS) -> str:
    return render(drawing(Bulletin(sections=(Section(kind, text=text),)), *quoted))


def body(text: str, *quoted: str) -> str:
    """What stands in the section."""
    section = r'<section id="section-1" class="section section-lessons">\n(.*)\n</section>'
    found = re.search(section, article(text, *quoted), re.S)
    assert found
    return found[1].replace(' class="passage"', "")


@st.composite
def quoting(draw: st.DrawFn) -> Bulletin:
    """A bulletin some of whose lessons quote any stretch of its text."""
    bulletin = draw(bulletins())
    quoted = []
    for section in bulletin.sections:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(section.text))] * 2)))
        quoted += [section.text[start:end], draw(st.sampled_from(section.text.split("\n")))]
    notes = tuple(map(lesson, quoted)) + bulletin.annotations.lessons
    return replace(bulletin, annotations=replace(bulletin.annotations, lessons=notes))


@given(quoting())
def test_marking_passages_changes_no_character_of_what_is_read(bulletin):
    unmarked = replace(bulletin, annotations=replace(bulletin.annotations, lessons=()))
    assert Page(render(bulletin)).text == Page(render(unmarked)).text


@given(quoting())
def test_every_passage_that_stands_in_the_text_has_one_place_to_go_to(bulletin):
    ids = Page(render(bulletin)).values("id")
    assert len(ids) == len(set(ids))
    expected = {
        f"passage-{number}"
        for number, note in enumerate(bulletin.annotations.lessons, 1)
        if note.passage and any(note.passage in section.text for section in bulletin.sections)
    }
    assert {name for name in ids if name and name.startswith("passage-")} == expected


@given(quoting())
def test_the_second_wall_changes_no_passage(bulletin):
    html = unguarded(bulletin)
    assert guarded(html) == html


@pytest.mark.parametrize(
    ("text", "quoted", "html"),
    [
        ("甲乙丙。", "乙", '<p>甲<span id="passage-1">乙</span>丙。</p>'),
        ("甲乙丙。", "甲乙丙。", '<p><span id="passage-1">甲乙丙。</span></p>'),
        ("甲**乙**丙", "**乙**丙", '<p>甲<span id="passage-1"><strong>乙</strong>丙</span></p>'),
        ("甲**乙**丙", "乙", '<p>甲<span id="passage-1"><strong>乙</strong></span>丙</p>'),
        (
            "**甲乙**丙丁",
            "乙**丙",
            '<p><strong>甲</strong><span id="passage-1"><strong>乙</strong>丙</span>丁</p>',
        ),
        ("见[附件](/a)。", "见[附件](/a)", '<p><span id="passage-1">见<a href="/a">附件</a></span>。</p>'),
        ("**见[附](/a)件**", "[附](/a)", None),
        ("- 甲乙\n- 丙", "乙", '<ul><li>甲<span id="passage-1">乙</span></li><li>丙</li></ul>'),
        ("- 甲\n- 乙", "- 乙", '<ul><li>甲</li><li><span id="passage-1">乙</span></li></ul>'),
        ("    甲乙", "乙", '<p class="as-typed">    甲<span id="passage-1">乙</span></p>'),
        ("甲。\n乙。\n丙。", "。\n乙。\n", '<p>甲<span id="passage-1">。</span></p>\n<p>乙。</p>\n<p>丙。</p>'),
        ("甲。\n\n　　乙。", "\n\n　　乙", '<p>甲。</p>\n<p class="as-typed"><span id="passage-1">　　乙</span>。</p>'),
        ("甲乙甲乙", "乙", '<p>甲<span id="passage-1">乙</span>甲乙</p>'),
        ("A&B<甲>", "B<", '<p>A&amp;<span id="passage-1">B&lt;</span>甲&gt;</p>'),
    ],
)
def test_the_passage_is_marked_exactly(text, quoted, html):
    expected = html or (
        '<p><strong>见</strong><span id="passage-1"><strong><a href="/a">附</a></strong></span><strong>件</strong></p>'
    )
    assert body(text, quoted) == expected


def test_a_passage_is_marked_in_a_cell_and_in_a_caption_too():
    table = "表1 指标\n| 指标 | 数 |\n|---|---|\n| 人才 |  一百万  |"
    html = body(table, "一百万", "指标 | 数", "表1")
    assert '<td><span id="passage-1">一百万</span></td>' in html
    assert '<th scope="col"><span id="passage-2">指标</span></th>' in html
    assert '<caption><span id="passage-3">表1</span> 指标</caption>' in html


def test_a_passage_inside_another_stands_inside_it():
    assert body("甲乙丙丁", "乙", "甲乙丙") == (
        '<p><span id="passage-2">甲<span id="passage-1">乙</span>丙</span>丁</p>'
    )


def test_two_lessons_from_the_same_words_have_a_place_each():
    assert body("甲乙", "甲", "甲") == '<p><span id="passage-1"><span id="passage-2">甲</span></span>乙</p>'


def test_of_two_passages_that_cross_the_second_ends_with_the_first():
    assert body("甲乙丙", "乙丙", "甲乙") == ('<p><span id="passage-2">甲<span id="passage-1">乙</span></span>丙</p>')


def test_a_passage_without_words_leads_to_the_opening_of_its_section():
    assert body("甲\n![图](/media/a.png)", "![图](/media/a.png)").startswith('<span id="passage-1"></span><p>甲</p>')


@pytest.mark.parametrize("quoted", ["", "没有的话"])
def test_a_passage_that_is_not_there_marks_nothing(quoted):
    assert "passage" not in article("甲乙", quoted)


def test_a_passage_is_looked_for_among_the_lessons_first():
    sections = (Section(Kind.CASE, text="要引才。"), Section(Kind.LESSONS, text="甲。要引才。"))
    place = passages.places(drawing(Bulletin(sections=sections), "要引才。"))[0]
    assert (place.section, place.start, place.end) == (1, 2, 6)
    html = render(drawing(Bulletin(sections=sections), "要引才。"))
    assert "<p>要引才。</p>" in html
    assert '<p>甲。<span id="passage-1" class="passage">要引才。</span></p>' in html


def test_a_passage_elsewhere_is_found_in_the_first_section_that_has_it():
    sections = (Section(Kind.LEAD, text="导语。"), Section(Kind.CASE, text="引才。"), Section(Kind.NOTE, text="引才。"))
    assert passages.places(drawing(Bulletin(sections=sections), "引才"))[0].section == 1
