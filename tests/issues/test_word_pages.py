"""导出 Word and 花脸稿 in the office."""

from urllib.parse import unquote

import pytest

from accounts.access import Role
from accounts.audit import AuditEntry
from bulletin.serialization import digest, printed_digest
from bulletin.value import public_form
from issues import moves
from issues.models import Series
from issues.snapshot import bulletin_of
from issues.states import State
from tests.bulletin.word import DOCUMENT, accepted, part, parts, read, rejected
from tests.issues.moving_pages import signed_in
from tests.issues.office import edit, make_issue, office
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


@pytest.fixture
def issue(cast):
    """Twice submitted: asked to be changed, and changed."""
    issue = edit(make_issue(cast, State.AMENDING), cast.editor, subtitle="按意见改")
    return moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))


def at(issue, page):
    return f"/admin/issues/issue/{issue.pk}/{page}"


def printed(content):
    return printed_digest(read(content).bulletin)


def header(content):
    return "".join(part(content, "word/header.xml").itertext())


PAGES = ("preview.docx", "revisions/1.docx", "revisions/1/2.docx", "revisions/1/now.docx")


def test_the_draft_leaves_as_a_word_file_that_says_so(cast, issue):
    response = signed_in(cast.editor).get(at(issue, "preview.docx"))
    assert printed(response.content) == printed_digest(bulletin_of(issue))
    assert header(response.content) == "草稿"
    assert response["Cache-Control"] == "private, no-store"
    assert unquote(response["Content-Disposition"]).endswith("''决策参阅2022年第5期（草稿）.docx")


def test_every_revision_leaves_whole_or_in_its_public_form(cast, issue):
    whole = signed_in(cast.first).get(at(issue, "revisions/1.docx")).content
    public = signed_in(cast.first).get(at(issue, "revisions/1.docx?form=public")).content
    first = issue.revisions.get(number=1).bulletin
    assert (printed(whole), printed(public)) == (printed_digest(first), printed_digest(public_form(first)))
    assert header(whole) == "第1稿"


def test_a_signed_revision_is_called_the_final_one(cast):
    issue = make_issue(cast, State.APPROVED)
    content = signed_in(cast.publisher).get(at(issue, f"revisions/{issue.newest_revision.number}.docx")).content
    assert header(content).endswith("定稿")


@pytest.mark.parametrize("page", ["revisions/1/2.docx", "revisions/1/now.docx"])
def test_two_revisions_leave_as_one_file_of_tracked_changes(cast, issue, page):
    response = signed_in(cast.first).get(at(issue, page))
    old, new = (printed_digest(issue.revisions.get(number=number).bulletin) for number in (1, 2))
    assert (printed(rejected(response.content)), printed(accepted(response.content))) == (old, new)
    assert "花脸稿，第1稿至" in unquote(response["Content-Disposition"])


def test_the_pages_of_revisions_and_differences_lead_to_the_files(cast, issue):
    client = signed_in(cast.first)
    for page, file in {
        "preview/": "preview.docx?form=whole",
        "revisions/": "revisions/1.docx",
        "revisions/1/": "revisions/1.docx?form=whole",
        "revisions/2/difference/": "revisions/1/2.docx",
        "revisions/1/now/": "revisions/1/now.docx",
    }.items():
        assert f'href="{at(issue, file)}"' in client.get(at(issue, page)).content.decode(), page


def test_the_grid_is_that_of_the_house(cast, issue):
    Series.objects.update(page_grid="28x22")
    content = signed_in(cast.editor).get(at(issue, "preview.docx")).content
    assert b'w:linePitch="579"' in parts(content)[DOCUMENT]


@pytest.mark.parametrize("page", PAGES)
def test_what_was_taken_and_by_whom_is_recorded(cast, issue, page):
    signed_in(cast.first).get(at(issue, page))
    (entry,) = AuditEntry.objects.filter(event="导出")
    assert entry.actor_name == str(cast.first) and "docx" in entry.detail


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_outside_the_office_there_is_nothing(issue, page, role):
    assert signed_in(person("out", role)).get(at(issue, page)).status_code in (302, 404)
    assert not AuditEntry.objects.filter(event="导出").exists()


@pytest.mark.parametrize("page", ["revisions/9.docx", "revisions/0.docx", "revisions/1/9.docx", "revisions/9/now.docx"])
def test_a_revision_there_is_not_answers_404(cast, issue, page):
    assert signed_in(cast.first).get(at(issue, page)).status_code == 404
