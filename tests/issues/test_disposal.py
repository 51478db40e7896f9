"""涉密处置: two people remove an issue's text for good, and a tombstone stays."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts import office_text
from accounts.growing import missing_triggers
from bench import corpus
from bulletin.rendering import text
from hubs.models import CaseStudy
from hubs.resources import CaseStudyResource
from hubs.spreadsheets.batches import Refused, undo
from issues import disposal, moves, verification
from issues.batches.confirming import take
from issues.models import BatchFile, Disposal, Issue, Publication
from issues.resources import IssueResource
from issues.states import State
from tests.hubs.office import at_desk
from tests.hubs.sheets import import_file, sheet
from tests.issues.batches import batch_of
from tests.issues.office import make_issue, office

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "绝无仅有的一句话"


def everything():
    """Every value of every table, as one text."""
    rows = (row for model in apps.get_models() for row in model._base_manager.values_list())
    return "".join(str(row) for row in rows)


@pytest.fixture
def cast():
    return office()


@pytest.fixture
def issue(cast):
    return make_issue(cast, State.PUBLISHED, body=f"{MARK}。", title=f"标题里{MARK}")


def test_removes_the_text_from_every_table(cast, issue):
    for model in office_text.SEARCHED:
        assert office_text.found(model.objects.all(), MARK).exists() == (model in (Issue, CaseStudy))
    assert MARK in everything()
    disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
    assert MARK not in everything()
    for model in office_text.SEARCHED:
        assert not office_text.found(model.objects.all(), MARK).exists()


def test_leaves_a_tombstone_that_verification_accepts(cast, issue):
    disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
    tombstone = Disposal.objects.get()
    assert (tombstone.by, tombstone.second) == (cast.signer, cast.discloser)
    assert missing_triggers(connection) == []
    assert list(verification.problems()) == []


def test_ends_its_publications_and_every_move(cast, issue):
    disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
    assert not Publication.objects.visible_to(cast.reader).exists()
    issue = Issue.objects.get()
    for move in moves.MOVES:
        assert moves.reasons_against(move, issue, by=cast.editor).errors


def test_leaves_other_issues_alone(cast, issue):
    other = make_issue(cast, State.PUBLISHED, number=6)
    disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
    assert Publication.objects.visible_to(cast.reader).get().issue == other
    assert other.attached_lessons.get().lesson.statement == "营造创新环境"


@pytest.mark.parametrize(
    ("by", "second"), [("signer", "signer"), ("editor", "discloser"), ("signer", "first"), ("administrator", "signer")]
)
def test_takes_a_signer_and_a_discloser(cast, issue, by, second):
    with pytest.raises(moves.Refused):
        disposal.dispose(issue, by=getattr(cast, by), second=getattr(cast, second), reason="依据")
    assert MARK in everything()


def test_takes_a_reason(cast, issue):
    with pytest.raises(moves.Refused, match="依据"):
        disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason=" ")


def test_scrubbing_runs(cast, issue):
    disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
    disposal.scrub()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps a list of all grams")
def test_leaves_no_piece_of_a_word_in_the_readers_index(cast, issue):
    assert "无仅" in _vocabulary()
    disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
    disposal.scrub()
    assert not {"绝无", "无仅", "仅有", "<无仅", "^无仅"} & _vocabulary()


def _vocabulary():
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'issues_publishedgrams', 'row')")
        cursor.execute("SELECT term FROM temp.words")
        words = {word for (word,) in cursor.fetchall()}
        cursor.execute("DROP TABLE temp.words")
    return words


def test_what_was_uploaded_of_it_goes_too(cast):
    source = text.render(replace(corpus.composed(7), title=f"标题里{MARK}")).encode()
    batch = batch_of({f"{MARK}.txt": source, f"{MARK}2.txt": source + b"\n"}, cast.editor)
    issue = take(batch.files.first().pk, by=cast.editor).issue
    disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
    assert MARK not in everything()
    assert [bytes(file.content) for file in BatchFile.objects.all()] == [b"", b""]


def test_removes_what_sheets_had_to_remember(cast):
    issue = make_issue(cast, title=f"标题里{MARK}", body=f"{MARK}。")
    case_study = issue.sections.get(case_study__isnull=False).case_study
    batches = [
        import_file(IssueResource, sheet("编号,标题", f"{issue.key},新标题"), name=f"{MARK}.csv"),
        import_file(CaseStudyResource, sheet("编号,论点", f"{case_study.key},{MARK}，又一句。")),
        import_file(CaseStudyResource, sheet("编号,论点", f"{case_study.key},新论点。")),
    ]
    at_desk(user=cast.editor).post(
        "/admin/issues/issue/import/", {"sheet": SimpleUploadedFile("表.csv", sheet("标题", MARK))}
    )
    disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
    assert MARK not in everything()
    with pytest.raises(Refused, match="已作涉密处置"):
        undo(CaseStudyResource(), batches[-1], by=cast.editor)
