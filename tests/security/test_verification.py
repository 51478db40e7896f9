"""What `verify` finds, and what still works after 涉密处置."""

import pytest
from django.core.management import call_command
from django.db import connection

from issues import moves, verification
from issues.disposal import dispose
from issues.models import Audience, Disposal, Publication
from issues.states import State
from tests.issues.office import make_issue, office, release
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


@pytest.fixture
def published(cast):
    return make_issue(cast, State.PUBLISHED)


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_withdrawn_publication_brought_back_by_hand_is_found(cast, published):
    moves.withdraw(published, by=cast.signer, lock_version=published.lock_version, kind="error", notice="有误")
    assert not list(verification.problems())
    sql("UPDATE issues_publication SET ends_at = NULL")
    assert any("已经撤下" in problem for problem in verification.problems())


def test_two_publications_made_to_overlap_by_hand_are_found(cast):
    issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    release(issue, cast, Audience.PUBLIC)
    assert not list(verification.problems())
    first = Publication.objects.get(sequence=1)
    sql(f"UPDATE issues_publication SET ends_at = '2099-01-01 00:00:00' WHERE id = {first.pk}")
    assert any("时间重叠" in problem for problem in verification.problems())


def test_pages_are_rendered_anew_beside_an_issue_that_was_disposed_of(cast, published, capsys):
    dispose(published, by=cast.signer, second=cast.discloser, reason="依据")
    call_command("render")
    assert "更新 0，未变 0" in capsys.readouterr().out


def test_the_command_of_disposal_signs_both_people_in(cast, published, monkeypatch):
    names = iter(["signer", "discloser"])
    monkeypatch.setattr("builtins.input", lambda *_: next(names))
    monkeypatch.setattr("issues.management.commands.dispose.getpass", lambda *_: PASSWORD)
    monkeypatch.setattr("issues.disposal.scrub", lambda: None)
    call_command("dispose", "2022", "5", reason="依据")
    assert Disposal.objects.get().second == cast.discloser
