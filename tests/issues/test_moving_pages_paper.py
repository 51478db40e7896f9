"""补录: entering a decision from the signed sheet and confirming it as a second person."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from bulletin.serialization import digest
from issues import moves
from issues.models import Issue, PaperDecision
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.office import make_issue, office

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 a scan"


@pytest.fixture
def cast():
    return office()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def now(issue):
    return Issue.objects.get(pk=issue.pk)


def entry(issue):
    return f"/admin/issues/issue/{issue.pk}/paper/"


def sheet(paper, part=""):
    return f"/admin/issues/issue/paper/{paper.pk}/{part}"


def enter(by, issue, decided_by, move="pass_review", **data):
    told = {
        "move": move,
        "decided_by": decided_by.pk,
        "decided_on": timezone.localdate().isoformat(),
        "words": "圈阅",
        "revision": issue.newest_revision.pk,
        "check_code": issue.newest_revision.check_code,
    }
    return signed_in(by).post(entry(issue), {**told, **data})


def entered(cast, issue, **data):
    assert enter(cast.editor, issue, cast.first, **data).status_code == 302
    return PaperDecision.objects.get()


def test_the_page_asks_first_which_decision_stands_on_the_sheet(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    shown = text(signed_in(cast.editor).get(entry(issue)))
    assert "纸上作的是什么决定？" in shown
    assert "?move=pass_review" in shown
    assert "?move=sign" not in shown


def test_only_those_entitled_can_have_signed(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    shown = text(signed_in(cast.editor).get(entry(issue) + "?move=pass_review"))
    assert f'<option value="{cast.first.pk}">' in shown
    assert f'<option value="{cast.second.pk}">' not in shown


def test_a_decision_takes_effect_only_when_a_second_person_confirms_it(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    paper = entered(cast, issue)
    assert now(issue).state == State.FIRST_REVIEW
    assert signed_in(cast.publisher).post(sheet(paper, "confirm/")).status_code == 302
    review = issue.newest_revision.reviews.get()
    assert (now(issue).state, review.decided_by, review.entered_by) == (State.SECOND_REVIEW, cast.first, cast.editor)
    assert review.remark == "圈阅"


def test_the_one_who_entered_it_cannot_confirm_it(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    paper = entered(cast, issue)
    response = signed_in(cast.editor).post(sheet(paper, "confirm/"))
    assert response.status_code == 422
    assert "录入人不能自己核对" in text(response)
    assert now(issue).state == State.FIRST_REVIEW


def test_the_confirming_page_shows_everything_that_was_entered(cast):
    issue = make_issue(cast, State.FINAL_REVIEW, number=None)
    data = {"move": "sign", "year": 2022, "number": 8, "total": 430, "date": "2022-03-01", "words": "同意，速印"}
    assert enter(cast.editor, issue, cast.signer, **data).status_code == 302
    shown = text(signed_in(cast.publisher).get(sheet(PaperDecision.objects.get())))
    for words in ("签发", "signer", "同意，速印", "2022-03-01", "430", "第1稿"):
        assert words in shown


def test_signing_on_paper_sets_the_numbers_entered(cast):
    issue = make_issue(cast, State.FINAL_REVIEW, number=None)
    data = {"move": "sign", "year": 2022, "number": 8, "total": 430, "date": "2022-03-01"}
    assert enter(cast.editor, issue, cast.signer, **data).status_code == 302
    assert signed_in(cast.publisher).post(sheet(PaperDecision.objects.get(), "confirm/")).status_code == 302
    assert (now(issue).number, now(issue).state) == (8, State.APPROVED)


def test_a_release_at_a_time_can_be_entered_from_paper(cast):
    issue = make_issue(cast, State.APPROVED)
    day = timezone.localdate() + timedelta(days=3)
    data = {"move": "publish", "audience": "internal", "when": "later", "go_live_at": f"{day}T09:00"}
    assert enter(cast.editor, issue, cast.publisher, **data).status_code == 302
    paper = PaperDecision.objects.get()
    assert f"{day.month}月{day.day}日 09:00" in text(signed_in(cast.first).get(sheet(paper)))
    assert signed_in(cast.first).post(sheet(paper, "confirm/")).status_code == 302
    assert issue.publications.pending().exists()


def test_a_withdrawal_on_paper_shows_its_words_to_readers(cast):
    issue = make_issue(cast, State.PUBLISHED)
    data = {"move": "withdraw", "kind": "error", "words": "本期有误。", "lock_version": issue.lock_version}
    assert enter(cast.editor, issue, cast.signer, **data).status_code == 302
    assert signed_in(cast.first).post(sheet(PaperDecision.objects.get(), "confirm/")).status_code == 302
    assert issue.publications.get().withdrawal.notice == "本期有误。"


def test_a_disclosure_decision_on_paper_takes_its_words_as_the_ground(cast):
    issue = make_issue(cast, State.APPROVED)
    data = {"move": "decide_disclosure", "attribute": "public", "words": "可以公开"}
    assert enter(cast.editor, issue, cast.discloser, **data).status_code == 302
    assert signed_in(cast.first).post(sheet(PaperDecision.objects.get(), "confirm/")).status_code == 302
    assert issue.newest_revision.disclosure_decisions.get().ground == "可以公开"


def test_the_words_are_demanded_and_what_was_typed_is_kept(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    response = enter(cast.editor, issue, cast.first, words="", decided_on="2026-01-02")
    assert response.status_code == 422
    assert "只画圈的，写“圈阅”" in text(response)
    assert 'value="2026-01-02"' in text(response)


def test_a_refusal_of_the_move_is_shown_when_it_is_entered(cast):
    issue = make_issue(cast, State.SECOND_REVIEW)
    issue = moves.ask_changes(issue, by=cast.second, revision=issue.newest_revision, remark="改")
    response = enter(cast.editor, issue, cast.first)
    assert response.status_code == 409
    assert "这件事现在不能补录" in text(response)


@pytest.mark.usefixtures("one_day")
def test_a_future_day_is_refused(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    response = enter(cast.editor, issue, cast.first, decided_on=tomorrow)
    assert response.status_code == 422
    assert "签署日期不能在今天之后" in text(response)


def test_an_entry_on_an_old_revision_is_stale(cast):
    issue = make_issue(cast, State.AMENDING)
    old = issue.newest_revision
    sub = issue.sections.first()
    sub.body = "改过的导语。"
    sub.save()
    issue = moves.resubmit(issue, by=cast.editor, digest=digest(bulletin_of(issue)))
    response = enter(cast.editor, issue, cast.first, revision=old.pk)
    assert response.status_code == 409
    assert not PaperDecision.objects.exists()


def test_a_second_entry_waits_for_the_first(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    paper = entered(cast, issue)
    shown = text(signed_in(cast.other_editor).get(entry(issue)))
    assert sheet(paper) in shown
    assert "还有一条补录没有核对" in shown


def test_a_wrong_entry_is_discarded_and_can_be_entered_anew(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    paper = entered(cast, issue)
    assert signed_in(cast.editor).post(sheet(paper, "discard/")).status_code == 302
    assert "作废" in text(signed_in(cast.first).get(sheet(paper)))
    response = signed_in(cast.first).post(sheet(paper, "confirm/"))
    assert response.status_code == 422
    assert enter(cast.editor, issue, cast.first).status_code == 302


def test_the_list_shows_what_is_open(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    client = signed_in(cast.publisher)
    assert "没有待核对的补录" in text(client.get("/admin/issues/issue/paper/"))
    paper = entered(cast, issue)
    assert sheet(paper) in text(client.get("/admin/issues/issue/paper/"))


# The 校验码


def test_without_a_code_it_must_be_said_that_the_sheet_has_none(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    response = enter(cast.editor, issue, cast.first, check_code="")
    assert response.status_code == 422
    assert "请照录审签单右上角的校验码" in text(response)
    paper = entered(cast, issue, check_code="", has_no_code="on")
    assert "请核对纸上的标题和稿次是不是第1稿" in text(signed_in(cast.publisher).get(sheet(paper)))


def test_the_second_person_sees_that_the_code_is_of_this_revision(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    code = issue.newest_revision.check_code
    paper = entered(cast, issue, check_code=code.lower().replace("-", " "))
    shown = text(signed_in(cast.publisher).get(sheet(paper)))
    assert code in shown and "与第1稿相符" in shown


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"check_code": "K7QM-4XR"}, "校验码是八个字母和数字"),
        ({"check_code": "K7QM-4XRT"}, "没有校验码是“K7QM-4XRT”的稿子"),
        ({"has_no_code": "on"}, "这一项就不要勾选"),
    ],
)
def test_a_code_that_does_not_fit_is_refused_with_what_to_do(cast, data, sentence):
    issue = make_issue(cast, State.FIRST_REVIEW)
    response = enter(cast.editor, issue, cast.first, **data)
    assert response.status_code == 422
    assert sentence in text(response)
    assert not PaperDecision.objects.exists()


def test_a_withdrawal_is_ordered_on_any_paper_and_asks_for_no_code(cast):
    issue = make_issue(cast, State.PUBLISHED)
    shown = text(signed_in(cast.editor).get(entry(issue) + "?move=withdraw"))
    assert "check_code" not in shown


# The scan


def with_scan(cast, content=PDF, name="sheet.pdf"):
    issue = make_issue(cast, State.FIRST_REVIEW)
    return issue, enter(cast.editor, issue, cast.first, scan=SimpleUploadedFile(name, content))


def test_a_scan_is_a_download_and_never_a_page(cast):
    with_scan(cast)
    response = signed_in(cast.publisher).get(sheet(PaperDecision.objects.get(), "scan/"))
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["reader", "administrator"])
def test_a_scan_and_its_sheet_are_not_there_for_outsiders(cast, name):
    with_scan(cast)
    paper = PaperDecision.objects.get()
    for part in ("", "scan/"):
        response = signed_in(getattr(cast, name)).get(sheet(paper, part))
        assert response.status_code in (302, 404)
        assert PDF not in response.content
    assert signed_in(getattr(cast, name)).post(sheet(paper, "confirm/")).status_code in (302, 404)
    assert PaperDecision.objects.get().is_open


def test_a_scan_is_judged_by_its_content(cast):
    _, response = with_scan(cast, b"<html><script>", "sheet.pdf")
    assert response.status_code == 422
    assert "扫描件须是 PDF、JPEG 或 PNG" in text(response)


def test_a_scan_that_is_too_large_is_refused(cast):
    _, response = with_scan(cast, PDF + b"0" * (10 * 1024 * 1024))
    assert response.status_code == 422
    assert "超过 10 MB" in text(response)


def test_a_scan_that_cannot_be_looked_into_is_refused(cast):
    _, response = with_scan(cast, PDF + b"\ntrailer<</Encrypt 5 0 R>>")
    assert response.status_code == 422
    assert "请去掉密码再传" in text(response)


def test_the_name_of_a_scan_passes_the_secrecy_gate(cast):
    _, response = with_scan(cast, name="机密★10年的扫描件.pdf")
    assert response.status_code == 422
    assert not PaperDecision.objects.exists()


def test_what_a_scan_says_passes_the_secrecy_gate(cast):
    _, response = with_scan(cast, PDF + "\n机密★10年\n".encode())
    assert response.status_code == 422
    assert not PaperDecision.objects.exists()


def test_a_sheet_without_a_scan_has_none_to_download(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    assert signed_in(cast.first).get(sheet(entered(cast, issue), "scan/")).status_code == 404


def test_the_list_of_sheets_does_not_read_the_scans(cast, django_assert_max_num_queries):
    with_scan(cast)
    client = signed_in(cast.first)
    with django_assert_max_num_queries(60) as queries:
        client.get("/admin/issues/issue/paper/")
        client.get("/admin/")
    column = f"{connection.ops.quote_name('issues_paperdecision')}.{connection.ops.quote_name('scan')}"
    assert not any(column in query["sql"] for query in queries.captured_queries)
