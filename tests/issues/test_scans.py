"""影像件 in the office: attached to a draft, kept with what is published of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.audit import AuditEntry
from bulletin.serialization import digest
from issues import moves, verification
from issues.models import Attachment, Audience, Issue, PublishedFile
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.moving_pages import signed_in, text
from tests.issues.office import edit, entering, make_issue, office, submit
from tests.scans import PNG, TIFF, pdf


@pytest.fixture
def cast(db):
    return office()


def scan_only(cast, **fields):
    """A draft of which only masthead and title were typed."""
    issue = make_issue(cast, **fields)
    issue.sections.all().delete()
    issue.attached_lessons.all().delete()
    return issue


def page_of(issue):
    return f"/admin/issues/issue/{issue.pk}/scans/"


def upload(user, issue, *files, **given):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return signed_in(user).post(page_of(issue), {"files": sent, "lock_version": issue.lock_version, **given})


def names(issue):
    return list(issue.attachments.order_by("position").values_list("file_name", flat=True))


def now(issue):
    return Issue.objects.get(pk=issue.pk)


def test_several_pages_are_attached_in_their_order(cast):
    issue = make_issue(cast)
    upload(cast.editor, issue, ("第1页.png", PNG), ("第2页.tif", TIFF))
    upload(cast.editor, now(issue), ("其余.pdf", pdf()))
    assert names(issue) == ["第1页.png", "第2页.tif", "其余.pdf"]
    assert set(issue.attachments.values_list("kind", flat=True)) == {Attachment.Kind.SCAN}
    assert "其余.pdf" in text(signed_in(cast.signer).get(page_of(issue)))


def test_attaching_counts_as_writing_and_is_audited(cast):
    issue = make_issue(cast)
    upload(cast.other_editor, issue, ("第1页.png", PNG))
    assert now(issue).lock_version == issue.lock_version + 1
    assert cast.other_editor.pk in moves.facts.authors(issue)
    assert AuditEntry.objects.filter(event="添加影像件").count() == 1


def test_one_page_can_be_taken_off_again(cast):
    issue = make_issue(cast)
    upload(cast.editor, issue, ("第1页.png", PNG), ("第2页.png", PNG))
    sent = {"position": "1", "lock_version": now(issue).lock_version}
    signed_in(cast.editor).post(f"{page_of(issue)}remove/", sent)
    assert names(issue) == ["第2页.png"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("程序.pdf", b"MZ\x90\x00"), "“程序.pdf”不是PDF、JPEG、PNG 或 TIFF"),
        (("空.png", b""), "请先选择文件"),
        (("锁.pdf", b"%PDF-1.4\ntrailer<</Encrypt 5 0 R>>"), "“锁.pdf”加了密码或限制"),
        (("乱.pdf", b"%PDF-1.4\n" + b"(a)" * 300_000), "“乱.pdf”里面的文字太多"),
    ],
)
def test_what_will_not_do_is_refused_with_a_sentence_and_nothing_kept(cast, file, sentence):
    issue = make_issue(cast)
    response = upload(cast.editor, issue, ("好的.png", PNG), file) if file[1] else upload(cast.editor, issue)
    assert response.status_code == 422
    assert sentence in text(response)
    assert not Attachment.objects.exists()


def test_a_page_over_the_limit_takes_the_others_along(cast):
    issue = make_issue(cast)
    response = upload(cast.editor, issue, ("第1页.png", PNG), ("第2页.png", PNG + bytes(20 * 1024 * 1024)))
    assert response.status_code == 422
    assert "有文件超过 20 MB" in text(response)
    assert not Attachment.objects.exists()


SAID = "机密★10年"
JPEG = b"\xff\xd8\xff\xe1\0"


@pytest.mark.parametrize(
    "file",
    [
        ("绝密★长期.pdf", pdf()),
        ("扫描.pdf", pdf(SAID)),
        ("扫描.jpg", JPEG + SAID.encode("utf-16-le")),
        ("扫描.jpg", JPEG + bytes(200_000) + SAID.encode("gb18030")),
        ("扫描.tif", TIFF + bytes(200_000) + SAID.encode("utf-16-be")),
    ],
)
def test_a_marked_scan_leaves_no_trace_but_the_refusal(cast, file):
    issue = make_issue(cast)
    response = upload(cast.editor, issue, ("好的.png", PNG), file)
    assert response.status_code == 422
    assert "不得接收" in text(response)
    assert not Attachment.objects.exists()
    assert AuditEntry.objects.filter(event="拒收带密级标志的文件").exists()


@pytest.mark.parametrize("state", [State.FIRST_REVIEW, State.APPROVED, State.PUBLISHED])
def test_only_what_can_be_edited_takes_a_scan(cast, state):
    issue = make_issue(cast, state)
    assert upload(cast.editor, issue, ("第1页.png", PNG)).status_code == 422
    assert not Attachment.objects.exists()


def test_somebody_elses_save_in_between_is_told(cast):
    issue = make_issue(cast)
    edit(issue, cast.other_editor, title="别的标题")
    assert upload(cast.editor, issue, ("第1页.png", PNG)).status_code == 409
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("signer", 403), ("reader", 302)])
def test_only_an_editor_attaches(cast, who, status):
    assert upload(getattr(cast, who), make_issue(cast), ("第1页.png", PNG)).status_code == status


def test_the_office_downloads_it_and_shows_it_in_no_page(cast):
    issue = make_issue(cast)
    upload(cast.editor, issue, ("第1页.pdf", pdf("标题")))
    response = signed_in(cast.signer).get(f"{page_of(issue)}1/")
    assert response.content == pdf("标题")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "sandbox"


class TestAccession:
    def test_takes_an_issue_with_a_scan_and_no_body(self, cast):
        issue = scan_only(cast)
        upload(cast.editor, issue, ("第1页.png", PNG))
        moves.accession([entering(now(issue))], by=cast.signer, ground="原件")
        kept = PublishedFile.objects.get(kind=PublishedFile.Kind.SCAN)
        assert (kept.file_name, bytes(kept.content), kept.is_intact) == ("第1页.png", PNG, True)
        assert list(verification.problems()) == []

    def test_ordinary_submission_still_demands_a_body(self, cast):
        issue = scan_only(cast)
        upload(cast.editor, issue, ("第1页.png", PNG))
        with pytest.raises(moves.Refused, match="缺正文"):
            submit(now(issue), cast.editor)

    def test_of_a_scan_added_meanwhile_is_refused(self, cast):
        issue = scan_only(cast)
        upload(cast.editor, issue, ("第1页.png", PNG))
        seen = entering(now(issue))
        upload(cast.editor, now(issue), ("第2页.png", PNG))
        with pytest.raises(moves.Stale):
            moves.accession([seen], by=cast.signer, ground="原件")


def test_an_ordinary_publication_keeps_the_scans_too(cast):
    issue = make_issue(cast)
    upload(cast.editor, issue, ("第1页.png", PNG))
    issue = submit(now(issue), cast.editor)
    issue = moves.pass_review(issue, by=cast.first, revision=issue.newest_revision)
    issue = moves.pass_review(issue, by=cast.second, revision=issue.newest_revision)
    issue = moves.sign(issue, by=cast.signer, revision=issue.newest_revision)
    moves.publish(issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.INTERNAL)
    assert PublishedFile.objects.filter(kind=PublishedFile.Kind.SCAN).count() == 1
    assert digest(bulletin_of(now(issue))) == now(issue).newest_revision.digest
