"""Two processes at the same issue: one wins, the other gets the sentence, nothing is half done."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from accounts.audit import AuditEntry
from hubs.models import CaseStudy, Hub
from issues import verification
from issues.batches.confirming import take_confident
from issues.models import Issue, Publication, Receipt, Review
from issues.states import State
from issues.uses import create_series
from tests.issues.batches import batch_of, named
from tests.issues.office import make_issue, office

pytestmark = pytest.mark.django_db(transaction=True)


def database_url():
    """The address of this test's database, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def contender():
    started = []

    def start(verb, issue, user):
        command = [sys.executable, "-m", "tests.issues.contender", database_url(), verb, str(issue.pk), user.username]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=settings.BASE_DIR)
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def go(process):
    process.stdin.write("go\n")
    process.stdin.flush()


def race(contender, issue, *runners):
    """What each of the two processes said, the winner's word first."""
    processes = [contender(verb, issue, user) for verb, user in runners]
    for process in processes:
        go(process)
    return sorted((process.stdout.readline().strip() for process in processes), key=lambda said: said != "won")


def assert_one_won(said):
    assert said[0] == "won" and said[1] != "won"
    assert said[1].endswith("。")


def test_two_who_publish(contender):
    cast = office()
    issue = make_issue(cast, State.APPROVED)
    assert_one_won(race(contender, issue, ("publish", cast.publisher), ("publish", cast.publisher)))
    assert Publication.objects.count() == 1
    assert AuditEntry.objects.filter(event="发布").count() == 1
    assert list(verification.problems()) == []


def test_one_who_agrees_and_one_who_sends_back(contender):
    cast = office()
    issue = make_issue(cast, State.FIRST_REVIEW)
    assert_one_won(race(contender, issue, ("pass_review", cast.first), ("send_back", cast.first)))
    review = Review.objects.get()
    expected = State.SECOND_REVIEW if review.decision == "pass" else State.DRAFT
    assert Issue.objects.get().state == expected


def test_two_who_save(contender):
    cast = office()
    issue = make_issue(cast)
    assert_one_won(race(contender, issue, ("save", cast.editor), ("save", cast.other_editor)))


def test_two_who_withdraw(contender):
    cast = office()
    issue = make_issue(cast, State.PUBLISHED)
    assert_one_won(race(contender, issue, ("withdraw", cast.signer), ("withdraw", cast.signer)))


def test_one_who_presses_in_two_tabs_receives_once(contender):
    cast = office()
    issue = make_issue(cast, State.PUBLISHED)
    assert race(contender, issue, ("receive", cast.reader), ("receive", cast.reader)) == ["won", "won"]
    assert Receipt.objects.count() == 1
    assert AuditEntry.objects.filter(event="签收").count() == 1
    assert list(verification.problems()) == []


def test_an_import_killed_at_its_last_step_leaves_nothing(contender):
    cast = office()
    create_series()
    issue = make_issue(cast)
    before = Issue.objects.count(), Hub.objects.count(), CaseStudy.objects.count(), AuditEntry.objects.count()
    process = contender("import", issue, cast.editor)
    go(process)
    assert process.stdout.readline() == "written\n"
    process.kill()
    process.wait()
    after = Issue.objects.count(), Hub.objects.count(), CaseStudy.objects.count(), AuditEntry.objects.count()
    assert after == before


def test_two_who_confirm_one_batch_make_every_draft_once(contender):
    cast = office()
    create_series()
    issue = make_issue(cast)
    batch_of(named(*range(1, 7)), cast.editor)
    assert race(contender, issue, ("confirm", cast.editor), ("confirm", cast.other_editor)) == ["won", "won"]
    assert sorted(Issue.objects.filter(year=2013).values_list("total", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Hub.objects.values("name").distinct().count() == Hub.objects.count()
    assert list(verification.problems()) == []


def test_a_batch_goes_on_after_the_server_died_in_the_middle(contender):
    cast = office()
    create_series()
    issue = make_issue(cast)
    batch = batch_of(named(1, 2, 3, 4), cast.editor)
    process = contender("confirm_two", issue, cast.editor)
    go(process)
    assert process.stdout.readline() == "written\n"
    process.kill()
    process.wait()
    assert batch.files.filter(status="taken").count() == 2
    step = take_confident(batch, by=cast.editor, seconds=60)
    assert (step.taken, step.left) == (2, 0)
    assert sorted(Issue.objects.filter(year=2013).values_list("total", flat=True)) == [1, 2, 3, 4]
