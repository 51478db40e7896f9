"""Themes × hubs, the page of a theme, and the ways between a lesson and the words it comes from."""

import dataclasses
import re
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bulletin.value import Annotations, Kind, LessonNote, Section
from issues.models import PublishedLesson
from reading.matrix import matrix
from tests.reading import factories
from tests.reading.html import page_of

pytestmark = pytest.mark.django_db


def drawing(number, hubs, *lessons, release=factories.publish, **parts):
    """An issue with a case of each hub; `lessons` are (key, theme, the hubs it rests on)."""
    cases = [
        dataclasses.replace(factories.make_annotations(hub, "-").cases[0], section=place, case_key=f"{hub}-{number}")
        for place, hub in enumerate(hubs)
    ]
    sections = [Section(Kind.CASE, heading=f"{hub}科创中心", text="正文。", level=1) for hub in hubs]
    text = "".join(f"要{key}。" for key, _, _ in lessons)
    notes = [
        LessonNote(theme, f"{theme}主题", key, f"{key}的启示", f"要{key}。", tuple(hubs.index(hub) for hub in on))
        for key, theme, on in lessons
    ]
    return release(
        number=number,
        sections=(*sections, Section(Kind.LESSONS, heading="启示", level=1, text=text)),
        annotations=Annotations(tuple(cases), tuple(notes)),
        **parts,
    )


def cells(client):
    """(theme, hub) → what the cell of the matrix says, as read from the page."""
    found = {}
    html = client.get("/lessons/").content.decode()
    for address, words in re.findall(r'<td><a href="([^"]*)">(.*?)</a></td>', html, re.S):
        parts = urlsplit(address)
        hub = parse_qs(parts.query, keep_blank_values=True)["hub"][0]
        found[parts.path.split("/")[2], hub] = re.sub("<[^>]*>", "", words).split()[1:]
    return found


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_a_cell_counts_the_lessons_of_the_theme_that_rest_on_the_hub(client):
    drawing(1, ["london", "paris"], ("a", "talent", ["london"]), ("b", "talent", ["london", "paris"]))
    drawing(2, ["london"], ("a", "talent", ["london"]), ("c", "capital", ["london"]))
    assert cells(client) == {
        ("talent", "london"): ["2条"],
        ("talent", "paris"): ["1条"],
        ("capital", "london"): ["1条"],
    }


def test_two_cases_of_a_hub_in_an_issue_count_once(client):
    drawing(1, ["london", "tokyo"], ("a", "talent", ["london", "tokyo"]))
    found = PublishedLesson.objects.get()
    found.cases.add(*drawing(2, ["london"]).cases.all())
    assert cells(client)["talent", "london"] == ["1条"]
    assert page_of(client.get("/lessons/talent/?hub=london")).text.count("a的启示") == 1


def test_lessons_that_no_issue_rests_on_a_case_have_a_column_of_their_own(client):
    drawing(1, ["london"], ("a", "talent", []), ("b", "talent", []), ("c", "talent", ["london"]))
    drawing(2, ["london"], ("b", "talent", ["london"]))
    assert cells(client) == {("talent", "london"): ["2条"], ("talent", ""): ["1条"]}
    page = page_of(client.get("/lessons/talent/?hub="))
    assert {"lesson-a"} == {name for name in page.ids if name.startswith("lesson-")}
    assert "没有列出案例的启示，共1条" in page.text


def test_without_a_hub_there_is_no_matrix_but_the_themes(client):
    drawing(1, [], ("a", "talent", []))
    page = page_of(client.get("/lessons/"))
    assert "matrix-title" not in page.ids
    assert "/lessons/talent/#lesson-a" in page.links


def test_a_cell_opens_exactly_its_lessons_with_their_passages(client):
    drawing(1, ["london", "paris"], ("a", "talent", ["london"]), ("b", "talent", ["paris"]))
    drawing(2, ["tokyo"], ("a", "talent", ["tokyo"]))
    page = page_of(client.get("/lessons/talent/?hub=london"))
    assert {name for name in page.ids if name.startswith("lesson-")} == {"lesson-a"}
    assert page.paragraphs.count("要a。") == 1
    assert "/issues/2022/1/#passage-1" in page.links
    assert "/lessons/talent/" in page.links
    assert "2022年第2期" not in page.text
    assert "依据london科创中心案例的启示，共1条" in page.text


@pytest.mark.parametrize("hub", ["", "tokyo", "nowhere", "伦敦", "%00", "a%0Ab", "london%00"])
def test_a_cell_with_nothing_in_it_is_not_there(client, hub):
    drawing(1, ["london"], ("a", "talent", ["london"]))
    drawing(2, ["tokyo"], ("b", "talent", ["tokyo"]), ("c", "talent", []), release=factories.publish_internally)
    assert client.get(f"/lessons/talent/?hub={hub}").status_code == 404


def test_every_cell_leads_to_as_many_lessons_as_it_says(client):
    drawing(1, ["london", "paris"], ("a", "talent", ["london"]), ("b", "talent", []), ("c", "capital", ["paris"]))
    drawing(2, ["london", "tokyo"], ("a", "capital", ["tokyo"]), ("c", "capital", ["tokyo", "london"]))
    drawing(3, ["paris"], ("b", "talent", ["paris"]), ("d", "talent", ["paris"]), ("e", "capital", []))
    for (theme, hub), (count,) in cells(client).items():
        page = page_of(client.get(f"/lessons/{theme}/?hub={hub}"))
        assert f"{sum(name.startswith('lesson-') for name in page.ids)}条" == count, (theme, hub)


def test_what_is_internal_is_counted_and_marked_for_those_inside_only(client):
    drawing(1, ["london"], ("a", "talent", ["london"]))
    drawing(2, ["london", "tokyo"], ("b", "talent", ["london", "tokyo"]), release=factories.publish_internally)
    drawing(3, ["tokyo"], ("a", "talent", ["tokyo"]), release=factories.publish_internally)
    assert cells(client) == {("talent", "london"): ["1条"]}
    assert "tokyo" not in client.get("/lessons/").content.decode()
    client.force_login(factories.make_reader())
    assert cells(client) == {("talent", "london"): ["2条", "含内部"], ("talent", "tokyo"): ["2条", "内部"]}


def test_a_lesson_drawn_again_internally_is_not_marked_where_the_public_reads_it():
    drawing(1, ["london"], ("a", "talent", ["london"]))
    drawing(2, ["london"], ("a", "talent", ["london"]), release=factories.publish_internally)
    ((_, count),) = matrix(factories.make_reader()).rows[0].cells
    assert (len(count), count.mark) == (1, "")


def test_columns_are_named_as_the_newest_issue_names_the_hub(client):
    drawing(1, ["london"], ("a", "talent", ["london"]))
    note = factories.make_annotations("london", "talent").cases[0]
    factories.publish(number=2, annotations=Annotations((dataclasses.replace(note, hub_name="大伦敦"),)))
    html = client.get("/lessons/").content.decode()
    assert '<span class="cell-hub">大伦敦</span>' in html
    assert "依据大伦敦" in re.sub("<[^>]*>", "", client.get("/lessons/talent/?hub=london").content.decode())


def test_a_theme_has_all_its_lessons_on_one_page_the_newest_first(client):
    drawing(1, ["london"], *[(f"l{number}", "talent", ["london"]) for number in range(60)])
    drawing(2, ["london"], ("l30", "talent", ["london"]))
    page = page_of(client.get("/lessons/talent/"))
    found = [name for name in page.ids if name.startswith("lesson-")]
    assert len(found) == 60
    assert found[:3] == ["lesson-l30", "lesson-l0", "lesson-l1"]


def test_of_many_issues_that_drew_a_lesson_ten_are_shown_and_the_rest_counted(client):
    for number in range(1, 14):
        drawing(number, ["london"], ("a", "talent", ["london"]))
    page = page_of(client.get("/lessons/talent/"))
    shown = [link for link in page.links if link.endswith("#passage-1")]
    assert shown[0] == "/issues/2022/11/#passage-1"
    assert len(shown) == 10
    assert "另有3期" in page.text


def test_ten_issues_leave_nothing_to_count(client):
    for number in range(1, 11):
        drawing(number, ["london"], ("a", "talent", ["london"]))
    assert "另有" not in page_of(client.get("/lessons/talent/")).text


def test_the_cases_of_a_lesson_lead_to_the_hub_and_to_the_entry(client):
    drawing(1, ["london"], ("a", "talent", ["london"]))
    links = page_of(client.get("/lessons/talent/")).links
    assert {"/hubs/london/", "/issues/2022/1/#hub-london"} <= set(links)


def test_the_address_of_a_lesson_is_its_place_on_the_page_of_its_theme(client):
    drawing(1, ["london"], ("a", "talent", ["london"]))
    lesson = PublishedLesson.objects.get()
    assert lesson.get_absolute_url() == "/lessons/talent/#lesson-a"
    path, place = urldefrag(lesson.get_absolute_url())
    assert place in page_of(client.get(path)).ids


def test_from_the_lesson_to_its_passage_and_back(client):
    drawing(1, ["london"], ("a", "talent", ["london"]), ("b", "talent", []))
    path, place = urldefrag(PublishedLesson.objects.get(lesson_key="b").passage_url)
    html = client.get(path).content.decode()
    assert f'<span id="{place}" class="passage">要b。</span>' in html
    assert {"#passage-1", "#passage-2", "/lessons/talent/#lesson-a", "/lessons/talent/#lesson-b"} <= set(
        page_of(client.get(path)).links
    )


def test_a_lesson_whose_passage_is_not_in_the_text_leads_to_the_issue(client):
    note = LessonNote("talent", "人才", "a", "引才", "不在正文里的话", ())
    publication = factories.publish(number=1, annotations=Annotations(lessons=(note,)))
    assert publication.lessons.get().passage_url == "/issues/2022/1/"
    page = page_of(client.get("/issues/2022/1/"))
    assert "/lessons/talent/#lesson-a" in page.links
    assert [name for name in page.ids if name.startswith("passage")] == []


def test_an_article_of_several_passages_has_a_place_for_every_address(client):
    text = "要**引才**；要引资；要引才。"
    notes = [
        LessonNote("t", "主题", f"l{n}", "引", one, ())
        for n, one in enumerate(["要**引", "才**；要引资", "要引才", text])
    ]
    publication = factories.publish(
        number=1,
        sections=(Section(Kind.LESSONS, text=text),),
        annotations=Annotations(lessons=tuple(notes)),
    )
    ids = page_of(client.get("/issues/2022/1/")).ids
    assert [lesson.passage_anchor in ids for lesson in publication.lessons.all()] == [True] * 4


def test_pages_of_lessons_cost_five_queries_at_most_the_same_for_ten_and_two_hundred(client):
    paths = ("/lessons/", "/lessons/talent/", "/lessons/talent/?hub=london")

    def publish(number, count):
        hubs = ["london", *(f"hub{number}-{place}" for place in range(3))]
        drawing(number, hubs, *[(f"l{number}-{n}", "talent" if n % 2 else f"t{n % 9}", hubs[:2]) for n in range(count)])

    publish(1, 10)
    few = {path: queries_of(client, path) for path in paths}
    for number in range(2, 12):
        publish(number, 19)
    assert PublishedLesson.objects.count() == 200
    assert {path: queries_of(client, path) for path in paths} == few
    assert max(few.values()) <= 5
