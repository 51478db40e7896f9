"""A public issue for pasting elsewhere: only what a platform's editor keeps, and nothing internal."""

import re

import pytest
from hypothesis import given

from bulletin.markup import plain_text
from bulletin.rendering.pasteboard import render
from bulletin.value import Bulletin, Kind, Section
from tests.bulletin.factories import MARKED, TYPED, issue, two_articles
from tests.bulletin.pages import Page
from tests.bulletin.strategies import bulletins

KEPT = {"section", "p", "strong", "table", "tbody", "tr", "td"}


def body(text: str) -> str:
    return render(Bulletin(sections=(Section(Kind.LEAD, text=text),)))


@given(bulletins())
def test_it_is_made_of_what_an_editor_keeps(bulletin):
    page = Page(render(bulletin))
    assert {tag for tag, _ in page.tags} <= KEPT
    assert {name for _, attributes in page.tags for name in attributes} <= {"style"}


@given(bulletins())
def test_every_word_of_the_text_stands_in_it_in_order(bulletin):
    shown = iter(Page(render(bulletin)).text)
    for section in bulletin.sections:
        opening = section.ordinal + section.heading + section.heading_end + section.thesis
        words = plain_text(re.sub(r"!\[[^\]]*\]\([^)]*\)", "", section.text))
        assert all(character in shown for character in "".join((opening + words).split()))


def test_title_source_and_date_stand_above_the_text():
    words = Page(render(issue())).text.split("\n")
    assert words[1] == "科技创新中心是怎样建设的"
    assert "来源：《决策参阅》2022年第4期（许昌市科技创新公共服务中心）　日期：2022年1月25日" in words


def test_nothing_internal_is_in_it():
    html = render(issue())
    inside = issue()
    assert inside.labels and inside.distribution.recipients and inside.copy_number
    internal = [*inside.labels, inside.copy_number, *(one.names for one in inside.distribution.recipients)]
    assert [word for word in internal if word in html] == []


def test_an_image_leaves_a_mark_and_no_address():
    html = body("甲\n![园区全景](/media/b.png)\n乙")
    assert "［此处有图：园区全景，请另行插入］" in html
    assert "/media" not in html


def test_a_link_tells_its_address_in_words():
    assert "见公告（https://a.cn/?a=1&amp;b=2）。" in body("见[公告](https://a.cn/?a=1&b=2)。")
    assert "见附件。" in body("见[附件](/media/a.pdf)。")


def test_a_table_has_its_borders_with_it():
    assert re.search(r'<td style="[^"]*border:1px solid[^"]*">指标</td>', body(MARKED))


def test_a_run_in_heading_opens_the_first_paragraph():
    assert re.search(r"<p [^>]*><strong>英国伦敦科技创新中心：</strong>成为榜样。[^<]", render(issue()))


def test_each_articles_byline_stands_at_its_end():
    words = Page(render(two_articles())).text
    assert words.index("问题正文") < words.index("甲科　供稿") < words.index("第二篇标题")


@pytest.mark.parametrize("line", TYPED.split("\n"))
def test_official_text_stays_exactly_as_typed(line):
    assert line.strip() in Page(body(line)).text
