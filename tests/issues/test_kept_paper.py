"""The paper kept with a publication, and how `verify` proves it."""

import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.audit import AuditEntry
from accounts.growing import OnlyGrows, install_triggers, remove_triggers
from bulletin.rendering import pdf
from bulletin.value import public_form
from issues import moves, printing, verification, verifying_paper
from issues.models import Audience, Publication, PublishedFile, Series
from issues.states import State
from tests import pdfs
from tests.issues.office import clear, edit, make_issue, office, release
from tests.issues.test_commands import run
from tests.reading import factories

pytestmark = pytest.mark.django_db
RARE = "\U0002ffff"  # assigned to no character


@pytest.fixture
def cast():
    return office()


def files():
    return {one.kind: one for one in PublishedFile.objects.all()}


def problems():
    return list(verification.problems())


def past_the_triggers(change):
    """As somebody with the database's password could."""
    connection.check_constraints()
    remove_triggers(connection)
    change()
    connection.check_constraints()
    install_triggers(connection)


def forge(content, **columns):
    """Another content, and its SHA-256 with it."""
    sha256 = hashlib.sha256(content).hexdigest()
    past_the_triggers(lambda: PublishedFile.objects.update(content=content, sha256=sha256, **columns))


# Kept


def test_a_public_release_keeps_the_whole_and_the_public_form(cast):
    make_issue(cast, State.PUBLISHED)
    bulletin = Publication.objects.get().bulletin
    assert bytes(files()["whole"].content) == pdf.render(bulletin, fonts=printing.fonts())
    assert bytes(files()["public"].content) == pdf.render(public_form(bulletin), fonts=printing.fonts())
    names = [files()[kind].file_name for kind in ("whole", "public")]
    assert names == ["决策参阅2022年第5期.pdf", "决策参阅2022年第5期（公开版）.pdf"]


def test_an_internal_release_keeps_the_whole_form_alone(cast):
    make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    assert set(files()) == {"whole"}
    assert "内部资料" in pdfs.text(bytes(files()["whole"].content))


def test_the_page_is_that_of_the_series(cast):
    Series.objects.update_or_create(only=True, defaults={"title": "决策参阅", "page_grid": "28x22"})
    make_issue(cast, State.PUBLISHED)
    bulletin = Publication.objects.get().bulletin
    assert bytes(files()["whole"].content) == pdf.render(bulletin, grid="28x22", fonts=printing.fonts())
    Series.objects.update(page_grid="30x23")
    assert problems() == []


def test_the_same_revision_released_again_keeps_the_same_bytes(cast):
    issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    release(issue, cast, Audience.PUBLIC)
    whole = PublishedFile.objects.filter(kind="whole")
    assert whole.count() == 2 and len({one.sha256 for one in whole}) == 1


def test_the_audit_trail_knows_the_file(cast):
    make_issue(cast, State.PUBLISHED)
    entry = AuditEntry.objects.get(event="发布")
    assert all(one.sha256 in entry.detail for one in files().values())


def test_a_kept_file_is_neither_changed_nor_deleted(cast):
    make_issue(cast, State.PUBLISHED)
    with pytest.raises(OnlyGrows):
        PublishedFile.objects.first().delete()


# Refused before it is half done


def test_what_no_font_can_print_is_not_published_and_the_sentence_names_it(cast):
    issue = clear(make_issue(cast, State.APPROVED, title=f"从{RARE}说起"), cast)
    revision = issue.newest_revision
    reasons = moves.reasons_against("publish", issue, by=cast.publisher, audience=Audience.PUBLIC)
    assert any("U+2FFFF" in error and "标题" in error for error in reasons.errors)
    with pytest.raises(moves.Refused, match="印不出来"):
        moves.publish(issue, by=cast.publisher, revision=revision, audience=Audience.PUBLIC)
    assert not Publication.objects.exists() and not PublishedFile.objects.exists()


@pytest.mark.parametrize(
    ("state", "move", "name"),
    [(State.DRAFT, "submit", "editor"), (State.FINAL_REVIEW, "sign", "signer")],
)
def test_it_is_a_warning_long_before(cast, state, move, name):
    issue = make_issue(cast, state, title=f"从{RARE}说起")
    assert any("U+2FFFF" in warning for warning in moves.reasons_against(move, issue, by=getattr(cast, name)).warnings)


# Proved


def test_all_holds_after_a_release_and_while_it_is_corrected(cast):
    issue = make_issue(cast, State.PUBLISHED)
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="更正一处")
    edit(issue, cast.editor, subtitle="副标题")
    assert problems() == []


def test_a_file_changed_by_hand_is_named(cast):
    make_issue(cast, State.PUBLISHED)
    past_the_triggers(lambda: PublishedFile.objects.filter(kind="public").update(content=b"%PDF-"))
    assert problems() == ["2022年第5期《第5期的标题》（公开）：留存的“公开版 PDF”与校验值不符。"]


def test_a_file_changed_with_its_digest_is_named_for_the_audit_trail_knows_it(cast):
    make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    forge(b"%PDF-", typeset_with="elsewhere")
    assert any("与审计记录所记的不是同一个文件" in problem for problem in problems())


def test_a_file_of_other_words_is_named_even_without_the_audit_trail():
    publication = factories.publish_internally()
    printing.keep(publication)
    forge(pdf.render(factories.make_bulletin(text="别的。"), fonts=printing.fonts()))
    (found,) = verifying_paper.problems(publication, {})
    assert found == "留存的“内部版 PDF”不是这一稿的内容。"


def test_a_missing_file_is_named(cast):
    make_issue(cast, State.PUBLISHED)
    past_the_triggers(lambda: PublishedFile.objects.filter(kind="whole").delete())
    assert any("没有留存“内部版 PDF”，请执行 manage.py render 补排" in problem for problem in problems())


def test_set_with_other_fonts_only_its_digest_is_compared_and_verify_says_so(cast, capsys):
    make_issue(cast, State.PUBLISHED)
    past_the_triggers(lambda: PublishedFile.objects.update(typeset_with="elsewhere"))
    code, out, _ = run(capsys, "verify")
    assert code == 0 and "2个 PDF 是用别的字体或别的版本排成的，只核对了校验值" in out


# Written later


def test_what_was_released_before_files_were_kept_gets_them_once_and_recorded(capsys):
    factories.publish()
    assert "补排 PDF 2 个" in run(capsys, "render")[1]
    assert "补排 PDF 0 个" in run(capsys, "render")[1]
    assert AuditEntry.objects.filter(event="补排").count() == 1
    assert not list(verifying_paper.problems(Publication.objects.get(), verifying_paper.told_in_audit()))


def test_what_cannot_be_printed_is_named_and_the_others_are_made(capsys):
    factories.publish(title=f"从{RARE}说起")
    factories.publish(number=5)
    code, out, err = run(capsys, "render")
    assert code == 1 and "补排 PDF 2 个" in out and "U+2FFFF" in err


# Exported


def test_the_kept_file_is_exported_whole_or_in_its_public_form(cast, tmp_path):
    make_issue(cast, State.PUBLISHED)
    for arguments, kind in (((), "whole"), (("--public",), "public")):
        call_command("export_issue", "2022", "5", "--format", "pdf", "-o", str(tmp_path / kind), *arguments)
        assert (tmp_path / kind).read_bytes() == bytes(files()[kind].content)
    assert AuditEntry.objects.filter(event="导出").count() == 2


def test_a_pdf_is_not_printed_on_the_screen(cast):
    make_issue(cast, State.PUBLISHED)
    with pytest.raises(CommandError, match="请用 -o 写明存到哪个文件"):
        call_command("export_issue", "2022", "5", "--format", "pdf")
