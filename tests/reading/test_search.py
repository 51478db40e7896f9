"""What readers find by searching, and what they are told when they find nothing."""

import dataclasses
import datetime
import re
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bulletin.value import Annotations, Figure, Kind, LessonNote, Section
from issues.models import PublishedText
from issues.search import grams, index
from reading import search as searching
from reading.search import search
from tests.issues import office
from tests.reading import factories

pytestmark = pytest.mark.django_db


def ask(client, q, **more):
    return client.get("/search/", {"q": q, "format": "json", **more}).json()


def urls(client, q, **more):
    return [row["url"] for row in ask(client, q, **more)["results"]]


def page_of(client, q, **more):
    answer = client.get("/search/", {"q": q, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def words(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def publish(number, text="正文。", **parts):
    return factories.publish(number=number, hub=parts.pop("hub", f"hub{number}"), text=text, **parts)


# What is found


def test_an_entry_is_found_at_its_anchor_with_its_title_kind_and_excerpts(client):
    publish(4, "东京圈定位为“国际商务创新中心”。")
    (row,) = ask(client, "国际商务")["results"]
    assert row == {
        "url": "/issues/2022/4/#hub-hub4",
        "title": "hub4科创中心",
        "kind": "entry",
        "excerpts": ["东京圈定位为“国际商务创新中心”。"],
    }


def test_issues_hubs_and_lessons_are_found_too(client):
    publish(4)
    assert {(row["kind"], row["url"]) for row in ask(client, "文章")["results"]} == {("issue", "/issues/2022/4/")}
    assert ("hub", "/hubs/hub4/") in {(row["kind"], row["url"]) for row in ask(client, "hub4")["results"]}
    lessons = {(row["kind"], row["url"]) for row in ask(client, "talent的启示")["results"]}
    assert lessons == {("lesson", "/lessons/talent/#lesson-talent-1")}


def test_what_a_hubs_page_tells_of_figures_and_milestones_leads_there(client):
    publish(4)
    for known in ("数万家", "设立特区", "统计年鉴"):
        assert urls(client, known) == ["/hubs/hub4/"]


def test_words_across_heading_thesis_and_text_are_one_line_as_on_paper(client):
    publish(4, "汇聚了大学。")
    assert urls(client, "科创中心：提要句。汇聚") == ["/issues/2022/4/#hub-hub4"]


def test_marks_of_body_text_do_not_stand_in_the_way(client):
    publish(4, "一个**很重要**的[链接](https://example.org/)")
    assert urls(client, "很重要的链接") == ["/issues/2022/4/#hub-hub4"]


def test_a_term_does_not_run_from_one_paragraph_into_the_next(client):
    publish(4, "上一段的末尾\n下一段的开头")
    assert urls(client, "末尾下一") == []


@pytest.mark.parametrize(
    "typed", ["ai芯片", "ＡＩ芯片", "Ai 芯片", "AI", "openai", "Open", "2014年", "201", "２０１４"]
)
def test_width_case_and_prefixes_of_latin_words_and_numbers_make_no_difference(client, typed):
    publish(4, "2014年，OpenAI与ＡＩ芯片")
    assert urls(client, typed, kind="entry") == ["/issues/2022/4/#hub-hub4"]


# How a query is read


def test_several_words_mean_all_of_them(client):
    publish(1, "伦敦的金融")
    publish(2, "伦敦的大学")
    assert urls(client, "金融 伦敦") == ["/issues/2022/1/#hub-hub1"]


def test_words_spread_over_an_issue_lead_to_the_issue(client):
    publish(1, "伦敦的金融")
    publish(2, "伦敦的大学")
    assert urls(client, "金融 导语1") == ["/issues/2022/1/"]
    assert urls(client, "金融 导语1 -启示原文") == []
    assert urls(client, "金融 导语1", kind="entry") == []
    assert urls(client, "金融 导语1", hub="hub1") == ["/issues/2022/1/"]
    assert urls(client, "金融 导语1", hub="hub2") == []


def test_quotes_keep_a_phrase_together_and_minus_excludes(client):
    publish(1, "San Jose 的企业")
    publish(2, "Jose San 的企业")
    assert len(urls(client, "san jose")) == 2
    assert urls(client, '"san jose"') == urls(client, "“San　Jose”") == ["/issues/2022/1/#hub-hub1"]
    assert urls(client, '企业 -"san jose"', kind="entry") == ["/issues/2022/2/#hub-hub2"]


def test_title_comes_before_thesis_before_text_and_newer_before_older(client):
    other = Section(Kind.DISCUSSION, text="硅谷在正文里。")
    for number, sections in {1: (), 2: (), 3: (other,), 4: (other,)}.items():
        title = f"第{number}篇谈硅谷" if number < 3 else f"第{number}篇"
        factories.publish(factories.make_bulletin(number, title=title, sections=sections, annotations=Annotations()))
    thesis = Section(Kind.CASE, heading="某中心", heading_end="：", thesis="以硅谷为榜样。", run_in=True, text="正文。")
    factories.publish(factories.make_bulletin(5, sections=(thesis,), annotations=Annotations()))
    assert urls(client, "硅谷") == [
        *("/issues/2022/2/", "/issues/2022/1/"),
        "/issues/2022/5/#section-1",
        *("/issues/2022/4/", "/issues/2022/3/"),
    ]


def test_an_old_issue_brought_in_late_stays_behind_newer_ones(client):
    publish(2, "硅谷")
    publish(1, "硅谷", year=2016)
    assert urls(client, "硅谷") == ["/issues/2022/2/#hub-hub2", "/issues/2016/1/#hub-hub1"]


@pytest.mark.parametrize(
    "typed", ["2022年第4期", "第4期", "第四期", "总第484期", "（总第484期）", "《决策参阅》2022年第4期"]
)
def test_an_issue_is_found_by_its_number(client, typed):
    publish(4)
    publish(5)
    assert urls(client, typed) == ["/issues/2022/4/"]


def test_an_issue_is_found_by_its_date_and_a_supplement_by_its_own_number(client):
    factories.publish(factories.make_bulletin(1, supplement=True, date=datetime.date(2022, 1, 25)))
    for typed in ("2022年1月25日", "二〇二二年元月二十五日", "2022年增刊第1期"):
        assert urls(client, typed) == ["/issues/2022/s1/"]
    assert urls(client, "2022年第1期") == []


@pytest.mark.parametrize(
    "typed", ["", " ", "，", "-硅谷", "\x00", "\ud800", "％" * 400, "第99999999999999999999期", '"', "a" * 5000]
)
def test_nothing_that_can_be_typed_fails(client, typed):
    publish(4, "硅谷")
    assert client.get("/search/", {"q": typed.encode("utf-8", "surrogatepass")}).status_code == 200
    assert client.get("/search/suggestions/", {"q": typed.encode("utf-8", "surrogatepass")}).status_code == 200


@pytest.mark.parametrize(
    "address", ["kind=x", "year=x", "year=99999999999", "hub=%22OR%22", "theme=a%20b", "page=x", "page=0"]
)
def test_a_condition_that_cannot_be_meant_is_left_out_and_the_page_says_so(client, address):
    publish(4, "硅谷")
    page = client.get(f"/search/?q=硅谷&{address}").content.decode()
    assert "找到1条" in page
    assert "没有采用" in page


def test_another_format_is_refused(client):
    assert client.get("/search/?q=硅谷&format=xml").status_code == 400


# Facets and pages


def test_results_are_narrowed_by_kind_year_hub_and_theme(client):
    publish(1, "硅谷", hub="a", theme="t1")
    publish(2, "硅谷", hub="b", theme="t2", year=2021)
    assert len(urls(client, "硅谷")) == 2
    first, second = "/issues/2022/1/#hub-a", "/issues/2021/2/#hub-b"
    assert (
        urls(client, "硅谷", year=2022) == urls(client, "硅谷", hub="a") == urls(client, "硅谷", theme="t1") == [first]
    )
    assert urls(client, "硅谷", kind="entry", year=2021, hub="b", theme="t2") == [second]
    assert urls(client, "硅谷", kind="hub") == []
    page = page_of(client, "硅谷")
    for name in ("2022年", "2021年", "a科创中心", "t2主题"):
        assert name in words(page)


def test_a_facet_counts_what_choosing_it_gives(client):
    for number in range(1, 6):
        publish(number, "硅谷", hub="a" if number < 4 else "b")
    page = page_of(client, "硅谷")
    links = re.findall(r'<li><a href="(\?[^"]+)">([^<]+) <span class="count">(\d+)</span>', page)
    assert len(links) == 2
    for address, name, count in links:
        assert f"找到{count}条" in client.get(f"/search/{unescape(address)}").content.decode(), name


def test_pages_have_addresses_that_keep_the_search(client):
    for number in range(1, 46):
        publish(number, "硅谷")
    first, last = page_of(client, "硅谷", kind="entry"), page_of(client, "硅谷", kind="entry", page=3)
    assert 'href="?q=%E7%A1%85%E8%B0%B7&amp;kind=entry&amp;page=2" rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'page=2" rel="prev"' in last
    assert last.count('class="search-result"') == 5
    assert urls(client, "硅谷", page=4) == []


# What is told


def test_hits_are_marked_and_everything_else_is_escaped(client):
    publish(4, "甲<b>1</b>硅谷&乙")
    page = page_of(client, "硅谷")
    assert "甲&lt;b&gt;1&lt;/b&gt;<mark>硅谷</mark>&amp;乙" in page
    assert "<script>alert" not in page_of(client, "<script>alert(1)</script>")


def test_nothing_found_helps_on(client):
    publish(4, "硅谷的风险投资")
    page = words(page_of(client, "硅谷的天使投资"))
    assert "没有找到含有“硅谷的天使投资”的内容" in page
    assert "分开来找，这些字词是有的：硅谷的、投资。" in page
    assert "分开来找，这些字词是有的：投资。" in words(page_of(client, "火星 投资"))
    assert "分开来找" not in words(page_of(client, "火星"))


def test_suggestions_come_from_hubs_themes_and_titles(client):
    publish(4, hub="london", theme="talent")
    offered = client.get("/search/suggestions/?q=london").json()["suggestions"]
    assert offered == [{"text": "london科创中心", "kind": "科创中心", "url": "/hubs/london/"}]
    assert client.get("/search/suggestions/?q=talent主题").json()["suggestions"][0]["url"] == "/lessons/talent/"
    assert client.get("/search/suggestions/?q=4号").json()["suggestions"][0]["url"] == "/issues/2022/4/"


# Who sees what


def hidden(text):
    """Issues that hold `text` and that the public may not see."""
    factories.publish_internally(number=1, hub="inside", theme="inside", text=text, title=text)
    factories.schedule(number=2, hub="coming", theme="coming", text=text, title=text)
    factories.withdraw(factories.publish(number=3, hub="gone", theme="gone", text=text, title=text))
    corrected = factories.publish(number=4, hub="wrong", text=text, title=text)
    index_of = corrected.issue
    type(corrected).objects.filter(pk=corrected.pk).update(ends_at=corrected.go_live_at + datetime.timedelta(minutes=1))
    index.settle(corrected)
    factories.publish(number=4, hub="right", issue=index_of)
    office.write_draft(office.office().editor, number=9, body=text, title=text)


def test_what_the_public_may_not_see_is_not_found_counted_suggested_or_quoted(client):
    hidden("绝无仅有的话")
    assert ask(client, "绝无仅有") == {"total": 0, "results": []}
    assert ask(client, "绝") == {"total": 0, "results": []}
    assert ask(client, "绝无 仅有 -公开") == {"total": 0, "results": []}
    assert client.get("/search/suggestions/?q=绝无").json() == {"suggestions": []}
    assert client.get("/search/suggestions/?q=inside").json() == {"suggestions": []}
    page = page_of(client, "绝无仅有的话科创中心")
    assert "这些字词是有的：科创中心" in words(page)
    for name in ("inside", "coming", "gone", "wrong"):
        assert name not in page_of(client, "科创中心")
    assert urls(client, "2022年第1期") == urls(client, "2022年第3期") == []


def test_a_reader_inside_finds_internal_issues_marked_as_such_and_nothing_that_is_not_live(client):
    hidden("绝无仅有的话")
    client.force_login(factories.make_reader())
    assert {url.split("#")[0] for url in urls(client, "绝无仅有")} == {"/issues/2022/1/"}
    answer = client.get("/search/?q=绝无仅有")
    assert '<span class="internal">内部</span>' in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_nothing_of_a_draft_is_in_the_readers_index(client):
    office.write_draft(office.office().editor, body="只在草稿里", title="只在草稿里")
    assert not PublishedText.objects.exists()
    assert grams.ids() == set()


def test_a_lesson_drawn_again_is_found_once_as_the_newest_issue_the_reader_may_see_draws_it(client):
    def drawn(number, statement):
        note = LessonNote("talent", "人才主题", "talent-1", statement, "启示原文。", (1,))
        return Annotations(factories.make_annotations(f"hub{number}", "talent").cases, (note,))

    for number, statement in {1: "旧说法", 2: "新说法"}.items():
        factories.publish(number=number, hub=f"hub{number}", annotations=drawn(number, statement))
    inside = factories.publish_internally(number=3, hub="hub3", annotations=drawn(3, "内部说法"))
    assert [urls(client, said) for said in ("旧说法", "新说法", "内部说法")] == [
        [],
        ["/lessons/talent/#lesson-talent-1"],
        [],
    ]
    client.force_login(factories.make_reader())
    assert urls(client, "内部说法") == ["/lessons/talent/#lesson-talent-1"]
    factories.withdraw(inside)
    assert urls(client, "内部说法") == []
    assert urls(client, "新说法") == ["/lessons/talent/#lesson-talent-1"]


def test_withdrawing_the_newest_brings_the_older_back(client):
    for number in (1, 2):
        newest = factories.publish(number=number, hub="london", theme="talent")
    assert len(urls(client, "talent的启示")) == 1
    factories.withdraw(newest)
    assert urls(client, "talent的启示") == ["/lessons/talent/#lesson-talent-1"]
    assert urls(client, "london", kind="hub") == ["/hubs/london/"]


def test_a_hub_that_is_known_for_much_is_found_once_and_hides_nothing_of_what_else_is_found(client):
    figures = tuple(Figure(f"第{number}项指标", "1家") for number in range(3))
    for number in range(1, 26):
        notes = factories.make_annotations("london", "talent")
        case = dataclasses.replace(notes.cases[0], figures=figures, sources=f"第{number}项来源")
        annotations = dataclasses.replace(notes, cases=(case,))
        factories.publish(number=number, hub="london", text=f"第{number}项谈到", annotations=annotations)
    found = search("第", AnonymousUser(), chosen={}, page=1)
    assert len(found.hits) == len({hit.address for hit in found.hits})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "COUNTED", 10)
        patch.setattr(searching, "A_PAGE", 10)
        pages = [search("项", AnonymousUser(), chosen={}, page=page).on_page for page in range(1, 5)]
    assert [len(one) for one in pages] == [10, 10, 6, 0]
    assert len({hit.address for one in pages for hit in one}) == 26


# The index


def test_making_the_index_anew_gives_the_same(capsys):
    for number in range(1, 6):
        factories.publish(number=number, hub="london", theme="talent")
    factories.publish_internally(number=6, hub="london", theme="talent")
    before = list(PublishedText.objects.values())
    call_command("index")
    assert capsys.readouterr().out.startswith(f"已重建检索索引：读者 {len(before)} 条，")
    assert list(PublishedText.objects.values()) == before
    assert list(index.problems()) == []


def test_verify_names_an_index_that_does_not_agree(client):
    publication = publish(4, "硅谷")
    PublishedText.objects.filter(kind="entry").update(body="别的话")
    assert [problem for problem in index.problems() if "2022年第4期" in problem]
    index.rebuild()
    grams.remove(publication.texts.filter(kind="entry").select_related("publication"))
    assert list(index.problems()) == ["检索索引与检索条目不符。请执行 manage.py index 重建。"]


def test_verify_names_a_text_that_is_not_in_the_index_though_somebody_would_miss_it(client):
    publication = publish(4, "硅谷")
    grams.remove(publication.texts.filter(kind="entry").select_related("publication"))
    publication.texts.filter(kind="entry").update(listed=False)
    assert [problem for problem in index.problems() if "没有编入索引" in problem]


def test_a_fixture_is_searched_like_what_was_released_here(client):
    call_command("loaddata", "fixtures/2022-4.json", verbosity=0)
    assert urls(client, "包容开发的城市氛围") == ["/issues/2022/4/#hub-bolin"]
    assert User.objects.exists()


@pytest.mark.parametrize(
    "address", ["q=硅谷", "q=硅谷+导语", "q=2022年第4期", "q=2022年+第4期", "q=没有硅谷", "q=硅谷&kind=entry&page=2"]
)
def test_a_search_costs_at_most_five_queries_however_much_is_found(client, address):
    costs = []
    for numbers in (range(1, 11), range(11, 61)):
        for number in numbers:
            publish(number, "硅谷")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/search/?{address}").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 5
