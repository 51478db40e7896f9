from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts import authorship
from accounts.authorship import Contribution, author_ids
from accounts.models import User
from tests.people import person

pytestmark = pytest.mark.django_db


def test_whoever_saves_is_an_author():
    author, colleague = person(), person()
    group = Group(name="一组")
    authorship.save(group, by=author)
    assert group.pk
    assert author_ids([group]) == {author.pk}
    authorship.save(group, by=colleague)
    assert author_ids([group]) == {author.pk, colleague.pk}


def test_rows_of_other_models_with_the_same_number_are_told_apart():
    author = person()
    group = Group.objects.create(name="一组")
    authorship.record_authorship(group, by=author)
    assert author_ids([User(pk=group.pk)]) == set()


def test_authors_of_several_rows_are_gathered_with_one_query(django_assert_num_queries):
    one, two = person(), person()
    first, second = Group.objects.create(name="一组"), person()
    authorship.record_authorship(first, by=one)
    authorship.record_authorship(second, by=two)
    with django_assert_num_queries(1):
        assert author_ids([first, second]) == {one.pk, two.pk}


def test_no_rows_have_no_authors(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert author_ids([]) == set()


def test_only_what_was_written_later_counts():
    early, late = person(), person()
    group = Group.objects.create(name="一组")
    now = timezone.now()
    for user, at in ((early, now), (late, now + timedelta(seconds=1))):
        Contribution.objects.create(user=user, subject_type="auth.group", subject_id=group.pk, at=at)
    assert author_ids([group], since=now) == {late.pk}


def test_a_save_that_fails_makes_nobody_an_author():
    author = person()
    Group.objects.create(name="一组")
    with pytest.raises(Exception, match=r"(?i)unique"):
        authorship.save(Group(name="一组"), by=author)
