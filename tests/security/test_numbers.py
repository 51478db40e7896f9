"""Numbers that would take another issue's address, or one no address can hold."""

import pytest

from issues import moves
from issues.models import Audience
from issues.states import State
from tests.issues.moving_pages import now, post, text
from tests.issues.office import edit, make_issue, office, submit, write_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


@pytest.fixture
def renumbered(cast):
    """A correction of 2022年第5期, saved under another number, so that no working row has the 5 any more."""
    issue = make_issue(cast, State.PUBLISHED, number=5)
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改号")
    return edit(issue, cast.editor, number=99, total=999)


def test_a_published_number_is_not_taken_while_its_issue_is_corrected(cast, renumbered):
    other = write_draft(cast.editor, number=5, hub="乙科技创新中心")
    with pytest.raises(moves.Refused, match="2022年第5期已经发布过"):
        submit(other, cast.editor)


def test_a_published_number_is_not_given_by_the_signer(cast, renumbered):
    other = make_issue(cast, State.FINAL_REVIEW, number=None, hub="乙科技创新中心")
    given = {"revision": other.newest_revision.pk, "year": 2022, "number": 5, "date": "2022-03-01"}
    assert "2022年第5期已经发布过" in text(post(cast.signer, other, "sign", **given))
    assert now(other).state == State.FINAL_REVIEW


@pytest.mark.parametrize("number", [10_000, 10**30])
def test_a_number_no_address_can_hold_is_not_signed(cast, number):
    issue = make_issue(cast, State.FINAL_REVIEW, number=None)
    given = {"revision": issue.newest_revision.pk, "year": 2022, "number": number, "date": "2022-03-01"}
    assert post(cast.signer, issue, "sign", **given).status_code == 422
    assert now(issue).state == State.FINAL_REVIEW


def test_a_number_no_address_can_hold_is_not_submitted(cast):
    issue = edit(write_draft(cast.editor), cast.editor, number=10_000)
    with pytest.raises(moves.Refused, match="期号应在1到9999之间"):
        submit(issue, cast.editor)


def test_the_largest_number_has_an_address(cast, client):
    issue = edit(write_draft(cast.editor), cast.editor, number=9_999)
    issue = submit(issue, cast.editor)
    issue = moves.pass_review(issue, by=cast.first, revision=issue.newest_revision)
    issue = moves.pass_review(issue, by=cast.second, revision=issue.newest_revision)
    issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision)
    moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.INTERNAL)
    client.force_login(cast.reader)
    assert client.get("/").status_code == client.get("/issues/2022/9999/").status_code == 200
