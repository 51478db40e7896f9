"""What the panel tells of an issue's history."""

import pytest

from bulletin.serialization import digest
from issues import moves
from issues.models import Audience, Decision
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.moving_pages import now, page, signed_in, text
from tests.issues.office import edit, make_issue, office, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def test_the_history_tells_revisions_opinions_decisions_and_releases(cast):
    issue = make_issue(cast, State.AMENDING)
    issue = edit(issue, cast.editor, subtitle="按意见改")
    issue = moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    shown = text(signed_in(cast.second).get(page(issue)))
    for words in ("经过（2稿）", "第2稿</strong>（修改稿）editor", "初审：同意（附修改），first", "改一处"):
        assert words in shown


def test_a_carried_pass_is_marked(cast):
    issue = make_issue(cast, State.SECOND_REVIEW)
    issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="改")
    issue = edit(issue, cast.editor, subtitle="按意见改")
    issue = moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    assert issue.newest_revision.reviews.filter(decision=Decision.PASS, carried_from__isnull=False).exists()
    assert '<span class="history-mark">沿用</span>' in text(signed_in(cast.second).get(page(issue)))


def test_a_remark_is_shown_as_text(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    moves.send_back(issue, by=cast.first, revision=issue.newest_revision, remark="<script>alert(1)</script>")
    shown = text(signed_in(cast.editor).get(page(issue)))
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


def test_releases_and_their_ends_are_told(cast):
    issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    release(issue, cast, Audience.PUBLIC)
    shown = text(signed_in(cast.editor).get(page(issue)))
    assert shown.count("第1稿，") >= 2
    assert "公开发布</strong>" in shown
    assert "印发（内部）</strong>" in shown


def test_the_panel_costs_the_same_queries_however_long_the_history(cast, django_assert_max_num_queries):
    issue = make_issue(cast, State.PUBLISHED)
    client = signed_in(cast.first)
    with django_assert_max_num_queries(200) as short:
        client.get(page(issue))
    for number in range(3):
        issue = moves.start_correction(now(issue), by=cast.editor, lock_version=now(issue).lock_version, note="改")
        issue = edit(issue, cast.editor, subtitle=f"改{number}")
        issue = moves.submit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
        for stage in (cast.first, cast.second):
            issue = moves.pass_review(issue, by=stage, revision=issue.newest_revision)
        issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision)
        issue = release(issue, cast, Audience.PUBLIC)
    with django_assert_max_num_queries(len(short.captured_queries)):
        client.get(page(issue))
