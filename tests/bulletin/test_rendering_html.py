import itertools
import re

import pytest
from hypothesis import given

from bulletin.markup import plain_text
from bulletin.rendering import masthead
from bulletin.rendering.html import guarded, render, render_text, unguarded
from bulletin.value import Bulletin, Kind, Section, public_form
from tests.bulletin.factories import MARKED, TYPED, issue, two_articles
from tests.bulletin.pages import Page
from tests.bulletin.strategies import bodies, bulletins


def body(text: str) -> str:
    return render(Bulletin(sections=(Section(Kind.LEAD, text=text),)))


@given(bulletins())
def test_the_second_wall_finds_nothing_to_change(bulletin):
    html = unguarded(bulletin)
    assert guarded(html) == html


def test_the_second_wall_stops_what_would_get_past_the_first():
    html = guarded(
        '<p style="a" onclick="b">甲<script>c</script><a href="javascript:d">乙</a><iframe src="/e"></iframe></p>'
    )
    assert html == "<p>甲<a>乙</a></p>"


@given(bulletins())
def test_every_printed_word_stands_on_the_page_in_order(bulletin):
    shown = iter(Page(render(bulletin)).text)
    for section in bulletin.sections:
        opening = section.ordinal + section.heading + section.heading_end + section.subtitle + section.thesis
        assert all(character in shown for character in "".join((opening + plain_text(section.text)).split()))


@given(bulletins())
def test_headings_never_skip_a_step(bulletin):
    ranks = [int(tag[1]) for tag, _ in Page(render(bulletin)).tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(ranks))
    assert ranks.count(1) <= 1


@given(bulletins())
def test_every_id_is_unique_and_every_entry_leads_to_one(bulletin):
    page = Page(render(bulletin))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {f"#{entry.anchor}" for entry in masthead.contents(bulletin)} <= {f"#{anchor}" for anchor in ids}


@pytest.mark.parametrize("line", TYPED.split("\n"))
def test_official_text_stays_exactly_as_typed(line):
    assert Page(body(line)).text.strip("\n") == line


def test_a_paragraph_that_begins_with_spaces_keeps_them_and_says_so():
    assert '<p class="as-typed">    甲</p>' in body("    甲")


def test_marks_become_elements():
    html = body(MARKED)
    assert '增长<strong>百分之五</strong>，见<a href="/media/a.pdf">附件</a>' in html
    assert '<strong><a href="https://a.cn/?a=1&amp;b=2">公告</a></strong>' in html
    assert "<ul><li>第一项</li><li><strong>第二</strong>项</li></ul>" in html
    assert '<img src="/media/b.png" alt="园区&lt;全&gt;&quot;景&quot;">' in html


def test_the_line_before_a_table_that_numbers_it_is_its_caption():
    assert '<table><caption>表1 主要指标</caption><thead><tr><th scope="col">指标</th>' in body(MARKED)


def test_another_line_before_a_table_stays_a_paragraph():
    assert "<p>如下：</p>" in body("如下：\n|甲|\n|---|")


def test_a_case_has_its_heading_and_its_thesis_under_it():
    html = render(issue())
    assert '<section id="hub-london" class="section section-case run-in">' in html
    assert '<h2 class="section-heading">英国伦敦科技创新中心<span class="heading-end">：</span></h2>' in html
    assert '<p class="thesis">成为榜样。</p>' in html


def test_the_masthead_names_the_issue():
    text = Page(render(issue()).partition("<nav")[0]).text.split()
    assert text == [
        "编号：000036",
        "内部资料领导参阅",
        "决策参阅",
        "第4期",
        "（总第418期）",
        "许昌市科技创新公共服务中心",
        "二〇二二年元月二十五日",
    ]


def test_the_date_can_be_read_by_machines():
    assert '<time class="publication-date" datetime="2022-01-25">' in render(issue())


def test_an_issue_of_several_articles_is_headed_by_its_name_and_prints_their_titles_only():
    html = render(two_articles())
    assert '<h1 class="bulletin-series">决策参阅</h1>' in html
    assert '<h2 class="section-heading">第一篇标题</h2>' in html
    assert '<h3 class="section-heading"><span class="ordinal">一、</span>问题</h3>' in html
    assert "bulletin-title" not in html


def test_an_articles_byline_stands_at_its_end():
    text = Page(render(two_articles())).text.partition("编者按")[2]
    assert text.index("问题正文") < text.index("甲科　供稿") < text.index("第二篇标题")


def test_the_public_form_names_no_label_and_no_recipient():
    html = render(public_form(issue()))
    assert not any(words in html for words in ("内部资料", "领导参阅", "000036", "报：", "共印", "distribution"))


def test_nothing_is_shown_of_what_an_empty_draft_lacks():
    assert Page(render(Bulletin())).text.strip() == ""


@given(bulletins())
def test_there_is_no_style_no_script_and_no_foreign_address(bulletin):
    page = Page(render(bulletin))
    assert not {tag for tag, _ in page.tags} & {"script", "style", "iframe", "object", "form", "link"}
    assert page.values("style") == []
    assert all(re.match(r"https?://|mailto:|#|/(?!/)", address) for address in page.values("href"))
    assert all(re.match(r"/(?!/)", address) for address in page.values("src"))


@given(bodies())
def test_body_text_alone_passes_the_second_wall_unchanged_too(text):
    html = render_text(text)
    assert guarded(html) == html
    assert html in render(Bulletin(sections=(Section(Kind.LEAD, text=text),)))
