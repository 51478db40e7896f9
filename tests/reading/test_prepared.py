"""Queries written out once give what the queryset they came from gives."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from issues.models import Publication
from reading import editions
from reading.prepared import Prepared
from tests.reading import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [-2, -1, 0, 1, 2, 3])
def test_the_issue_query_asks_what_visible_to_asks_at_any_time(days):
    factories.publish(number=1)
    factories.publish(number=1, year=2021)
    factories.publish(number=1, supplement=True)
    factories.publish_internally(number=2)
    factories.schedule(number=3)
    factories.withdraw(factories.publish(number=4))
    at = timezone.now() + timedelta(days=days)
    for supplement, prepared in editions.ANYONES.items():
        for number in range(1, 5):
            expected = Publication.objects.visible_to(AnonymousUser(), at).numbered(2022, number, supplement)
            found = map(editions.Edition._make, prepared.tuples(at=at, year=2022, number=number))
            assert {one.pk for one in found} == {one.pk for one in expected}


def test_a_query_that_swallows_one_of_its_values_is_refused():
    prepared = Prepared(lambda number: Publication.objects.filter(number__in=[number + 1]).values_list(), number=31001)
    with pytest.raises(ValueError, match="number"):
        prepared.tuples(number=4)


def test_the_columns_come_as_the_model_has_them():
    publication = factories.publish(number=1)
    edition = editions.find(AnonymousUser(), 2022, "1")
    for name in (*editions.SHOWN, "numbering", "slug", "is_public"):
        assert getattr(edition, name) == getattr(publication, name), name
    assert edition.html == publication.public_html
    assert edition.get_absolute_url() == publication.get_absolute_url()


def test_parts_are_those_of_the_publication_alone_lessons_theme_by_theme():
    publication = factories.publish(number=1)
    factories.publish(number=2)
    entries, lessons = editions.parts(publication)
    assert entries == list(publication.cases.values_list(*editions.ENTRY))
    assert lessons == list(publication.lessons.values_list(*editions.DRAWN))
