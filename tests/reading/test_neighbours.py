"""The issues before, after and related, for an insider and an outsider."""

import dataclasses
import datetime
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bulletin.value import Annotations, LessonNote
from reading import editions, kinship, neighbours
from tests.reading import factories

pytestmark = pytest.mark.django_db


def beside(user, slug, year=2022):
    edition = editions.find(user, year, slug)
    return neighbours.beside(edition, user, editions.subjects(*editions.parts(edition)))


def numbers_beside(user, slug, year=2022):
    found = beside(user, slug, year)
    return tuple(one and (one.year, one.slug) for one in (found.before, found.after))


def related_to(user, slug, year=2022):
    return [one.issue.slug for one in beside(user, slug, year).related]


def publish(number, hubs=("london",), themes=(), make=factories.publish, **parts):
    """An issue that writes of these hubs and draws a lesson under each of these themes."""
    model = factories.make_bulletin(number)
    case, place = model.sections[1], model.annotations.cases[0]
    notes = Annotations(
        tuple(
            dataclasses.replace(place, section=1 + index, hub_slug=hub, hub_name=f"{hub}科创中心")
            for index, hub in enumerate(hubs)
        ),
        tuple(LessonNote(theme, f"{theme}主题", f"{theme}-1", f"{theme}的启示") for theme in themes),
    )
    sections = (model.sections[0], *(dataclasses.replace(case, heading=hub) for hub in hubs), model.sections[2])
    return make(number=number, sections=sections, annotations=notes, **parts)


@pytest.fixture(params=["anonymous", "reader"])
def anybody(request):
    return AnonymousUser() if request.param == "anonymous" else factories.make_reader()


# Before and after


def test_issues_follow_each_other_by_date_then_year_then_number_then_supplement(anybody):
    day = datetime.date(2022, 3, 1)
    factories.publish(number=9, date=datetime.date(2022, 1, 25))
    factories.publish(number=1, date=day)
    factories.publish(number=1, date=day, supplement=True)
    factories.publish(number=2, date=day)
    factories.publish(number=1, year=2021, date=day)
    line = [(2022, "9"), (2021, "1"), (2022, "1"), (2022, "s1"), (2022, "2")]
    for place, (year, slug) in enumerate(line):
        around = tuple(line[near] if 0 <= near < len(line) else None for near in (place - 1, place + 1))
        assert numbers_beside(anybody, slug, year) == around, slug


def test_a_lonely_issue_has_no_neighbours(anybody, client):
    factories.publish()
    assert numbers_beside(anybody, "4") == (None, None)
    assert '<nav class="beside"' not in client.get("/issues/2022/4/").content.decode()


def test_neighbours_are_those_that_this_reader_may_read():
    for number in (1, 4, 7):
        factories.publish(number=number)
    factories.publish_internally(number=3)
    factories.schedule(number=5)
    factories.withdraw(factories.publish(number=6))
    assert numbers_beside(AnonymousUser(), "4") == ((2022, "1"), (2022, "7"))
    assert numbers_beside(factories.make_reader(), "4") == ((2022, "3"), (2022, "7"))


def test_a_corrected_neighbour_is_named_once_as_it_reads_now(anybody):
    factories.publish(number=4)
    after = factories.publish(number=5)
    factories.correct(after)
    found = beside(anybody, "4")
    assert found.after.pk == after.issue.publications.get(sequence=2).pk
    assert len(found.related) == 1


def test_the_page_leads_to_both_neighbours_and_marks_internal_ones(client):
    for number in (3, 4):
        factories.publish(number=number, hub=f"hub{number}", theme=f"t{number}")
    factories.publish_internally(number=5, hub="hub5", theme="t5")
    outside = client.get("/issues/2022/4/").content.decode()
    assert '<a class="prev" rel="prev" href="/issues/2022/3/">' in outside
    assert "第5号文章" not in outside and "/issues/2022/5/" not in outside
    client.force_login(factories.make_reader())
    nav = client.get("/issues/2022/4/").content.decode().partition('<nav class="beside"')[2].partition("</nav>")[0]
    assert '<a class="next" rel="next" href="/issues/2022/5/">' in nav
    assert '<span class="internal">内部</span>' in nav


# Related


def test_shared_hubs_count_before_shared_themes_and_more_before_fewer(anybody):
    publish(1, ("london", "paris"), ("talent", "capital"))
    publish(2, ("rome",), ("talent", "capital"))
    publish(3, ("london",))
    publish(4, ("london",), ("talent",))
    publish(5, ("london", "paris"))
    publish(6, ("oslo",), ("market",))
    assert related_to(anybody, "1") == ["5", "4", "3", "2"]


def test_at_a_draw_the_newest_comes_first_and_five_are_enough(anybody):
    for number in range(1, 9):
        publish(number, date=datetime.date(2022, 1, 20 - number))
    assert related_to(anybody, "8") == ["1", "2", "3", "4", "5"]


def test_each_says_why(client):
    publish(1, ("london", "paris"), ("talent",))
    publish(2, ("london", "paris"), ("talent",))
    publish(3, ("rome",), ("talent",))
    page = client.get("/issues/2022/1/").content.decode()
    assert re.findall(r'<span class="why">(.*?)</span>', page) == [
        "同写：london科创中心、paris科创中心",
        "同一主题：talent主题",
    ]


def test_what_outsiders_may_not_read_is_not_related_to_anything_for_them():
    publish(1)
    publish(2, make=factories.publish_internally)
    publish(3, make=factories.schedule)
    factories.withdraw(publish(4))
    assert related_to(AnonymousUser(), "1") == []
    assert related_to(factories.make_reader(), "1") == ["2"]


def test_an_issue_withdrawn_a_moment_ago_is_not_related_any_more(anybody):
    publish(1)
    later = publish(2)
    assert related_to(anybody, "1") == ["2"]
    factories.withdraw(later)
    assert related_to(anybody, "1") == []


def test_a_scheduled_issue_is_related_from_its_moment_on(monkeypatch, anybody):
    publish(1)
    publish(2, make=factories.schedule)
    assert related_to(anybody, "1") == []
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert related_to(anybody, "1") == ["2"]


def test_an_issue_is_not_related_to_its_own_earlier_texts(anybody):
    factories.correct(publish(1))
    assert related_to(anybody, "1") == []


def test_only_the_newest_appearances_of_a_hub_are_looked_at(anybody):
    publish(1, date=datetime.date(2023, 1, 1))
    publish(2, date=datetime.date(2023, 1, 1))
    for number in range(3, kinship.APPEARANCES + 3):
        publish(number)
    assert related_to(anybody, "10")[0] == "2"
    assert "1" not in related_to(anybody, "10")
