"""What an empty installation is after the archive of another has come."""

import json
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from accounts.audit import AuditEntry
from accounts.growing import install_triggers, remove_triggers
from accounts.models import User
from bulletin.serialization import digest, printed_digest
from issues import verification, verifying_paper
from issues.archiving import layout
from issues.models import Attachment, BackIssue, Issue, PaperDecision, Publication, PublishedFile, Receipt, Review
from issues.search import index
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues import archives
from tests.issues.archives import bring_back, exported, made, without_time

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def back(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        files = made()
        yield SimpleNamespace(files=files, counts=bring_back(files))
        transaction.set_rollback(True)


def test_everything_holds(back):
    assert back.counts == {"issues": 8, "publications": 9}
    assert list(verification.problems()) == []


def test_exported_again_it_is_the_same_byte_for_byte(back):
    assert without_time(exported()) == without_time(back.files)


def test_every_digest_is_the_one_that_was_approved(back):
    told = [json.loads(text) for name, text in back.files.items() if name.endswith("metadata.json")]
    assert len(told) == 9
    for one in told:
        publication = Publication.objects.get(issue__key=one["issue"], sequence=one["release"])
        frozen = publication.revision
        assert (frozen.digest, frozen.printed_digest) == (one["digest"], one["printed_digest"])
        assert (digest(frozen.bulletin), printed_digest(frozen.bulletin)) == (frozen.digest, frozen.printed_digest)


def test_readers_read_and_find_what_they_did(back, client):
    page = client.get("/issues/2022/5/").content.decode()
    assert "第5期的标题（更正）" in page and "更正：标题。" in page
    assert client.get("/issues/2022/7/").status_code == client.get("/issues/2022/9/").status_code == 404
    assert list(index.problems()) == []


def test_who_decided_is_named_and_cannot_sign_in(back):
    names = set(Review.objects.values_list("decided_by__full_name", flat=True))
    assert names == {"first", "second", "signer"}
    assert not User.objects.filter(is_active=True).exists()
    assert not any(user.has_usable_password() or user.groups.exists() for user in User.objects.all())


def test_the_desk_has_the_words_that_were_released_last(back):
    for issue in Issue.objects.all():
        assert issue.state == State.PUBLISHED
        assert digest(bulletin_of(issue)) == issue.newest_revision.digest
    assert "（更正）" not in Issue.objects.get(number=11).title


def test_what_was_not_released_is_not_in_it(back):
    everything = b"".join(back.files.values()).decode(errors="replace")
    assert "还没有发布的一期" not in everything and "第11期的标题（更正）" not in everything
    assert not Issue.objects.filter(number__in=(10, 12)).exists()


def test_paper_scans_and_pictures_come_along(back):
    assert bytes(PaperDecision.objects.get().scan) == archives.SCAN
    assert bytes(PublishedFile.objects.get(kind="scan").content) == archives.SCAN
    assert {bytes(one.content) for one in Attachment.objects.all()} == {archives.SCAN, archives.PICTURE}


def test_the_paper_is_the_one_that_was_kept_and_the_trail_holds_it(back):
    kept = PublishedFile.objects.filter(publication__issue__number=5, kind="whole").order_by("publication__sequence")
    for file in kept:
        content = back.files[f"issues/2022-5/{file.publication.sequence}/whole-1.pdf"]
        assert bytes(file.content) == content and content.startswith(b"%PDF")
    told = verifying_paper.told_in_audit()
    assert [told[str(one.publication.issue.key), one.publication.sequence, "whole"] for one in kept] == [
        one.sha256 for one in kept
    ]
    assert len(kept) == 2


def test_back_issues_keep_their_signer(back):
    assert BackIssue.objects.filter(signer="张建国", accession__count=2).count() == 2


def test_the_audit_trail_says_what_came(back):
    entries = AuditEntry.objects.filter(event=layout.RESTORED)
    assert entries.count() == 8
    told = json.loads(AuditEntry.objects.get(event="导入").detail)
    assert told["issues"] == 8 and len(told["sha256"]) == 64


def test_a_release_or_receipt_changed_since_is_named(back):
    connection.check_constraints()
    remove_triggers(connection)
    Publication.objects.filter(number=7).update(go_live_at="2022-01-01T00:00:00Z")
    Receipt.objects.all().delete()
    connection.check_constraints()
    install_triggers(connection)
    problems = "".join(verification.problems())
    assert "所记的发布（期次 " in problems and "所记的签收里，有1次现在没有签收记录" in problems
