"""撤销整批: all of it while nobody has touched any of it, or nothing."""

import json

import pytest

from accounts.access import Role
from accounts.authorship import author_ids, save
from accounts.models import AuditEntry
from bench import corpus
from bulletin.serialization import digest
from hubs.models import CaseStudy, Hub
from issues import moves
from issues.batches.confirming import take_confident
from issues.batches.situation import judged
from issues.batches.undoing import made_by, undo
from issues.models import AttachedLesson, Issue, Section
from issues.moves import Refused
from issues.snapshot import bulletin_of
from issues.verification import problems
from lessons.models import Lesson
from tests.issues.batches import batch_of, named, with_lessons
from tests.issues.office import edit, submit, write_draft
from tests.people import person

pytestmark = pytest.mark.django_db
MODELS = (Issue, CaseStudy, Hub, Lesson)


@pytest.fixture
def editor():
    return person("editor", Role.EDITOR)


@pytest.fixture
def batch(editor):
    batch = batch_of({"1.txt": with_lessons(1), "2.txt": with_lessons(2)}, editor)
    take_confident(batch, by=editor, seconds=60)
    return batch


def kept():
    return [model.objects.kept().count() for model in MODELS]


def refusal(batch, by):
    before = kept()
    with pytest.raises(Refused) as refused:
        undo(batch, by=by)
    assert kept() == before
    return str(refused.value)


def test_everything_the_batch_made_goes_to_the_trash(batch, editor):
    counts = undo(batch, by=editor)
    assert (counts["issues"], counts["cases"]) == (2, 10)
    assert kept() == [0, 0, 0, 0]
    batch.refresh_from_db()
    assert batch.undone_by == editor
    assert list(problems()) == []


def test_what_was_there_before_stays(editor):
    hub = Hub.objects.create(name=corpus.composed(1).sections[1].heading)
    batch = batch_of(named(1), editor)
    take_confident(batch, by=editor, seconds=60)
    assert hub.case_studies.exists()
    undo(batch, by=editor)
    assert list(Hub.objects.kept()) == [hub]


def test_the_files_can_be_confirmed_anew(batch, editor):
    undo(batch, by=editor)
    assert [row.standing for row in judged(batch).rows] == ["confident", "confident"]
    assert take_confident(batch, by=editor, seconds=60).taken == 2
    undo(batch, by=editor)
    assert kept() == [0, 0, 0, 0]


def test_it_is_in_the_audit_and_whoever_undid_is_an_author(batch, editor):
    other = person("other", Role.EDITOR)
    undo(batch, by=other)
    entry = AuditEntry.objects.get(event="撤销导入批次")
    assert json.loads(entry.detail)["numbers"] == ["2013年第2期", "2013年第1期"]
    assert author_ids([Issue.objects.first()]) == {editor.pk, other.pk}


def test_an_issue_brought_back_brings_its_cases_hubs_and_lessons(batch, editor):
    issue = Issue.objects.get(number=1)
    before = digest(bulletin_of(issue))
    undo(batch, by=editor)
    issue = moves.restore(Issue.objects.get(pk=issue.pk), by=editor)
    assert not CaseStudy.objects.trashed().filter(sections__issue=issue).exists()
    assert not Hub.objects.trashed().filter(case_studies__sections__issue=issue).exists()
    assert not Lesson.objects.trashed().filter(attached__issue=issue).exists()
    assert digest(bulletin_of(issue)) == before


def test_a_draft_that_was_edited_or_sent_refuses_the_whole(batch, editor):
    edit(Issue.objects.get(number=1), editor, title="改过")
    submitted = Issue.objects.get(number=2)
    submitted.attribute = "withheld"
    submit(submitted, editor)
    told = refusal(batch, editor)
    assert "2013年第1期《改过》的草稿已经改过。" in told
    assert "已经是“" in told


@pytest.mark.parametrize("model", [CaseStudy, Hub, Lesson])
def test_a_row_that_was_saved_refuses_the_whole(batch, editor, model):
    row = model.objects.first()
    save(row, by=editor)
    assert f"“{row}”已经改过。" in refusal(batch, editor)


def test_a_row_used_elsewhere_refuses_the_whole(batch, editor):
    case, lesson, hub = CaseStudy.objects.first(), Lesson.objects.first(), Hub.objects.first()
    other = write_draft(editor, number=20)
    Section.objects.create(issue=other, position=9, kind="case", case_study=case)
    AttachedLesson.objects.create(issue=other, position=9, lesson=lesson)
    CaseStudy.objects.create(hub=hub, thesis="另一个")
    told = refusal(batch, editor)
    for row in (f"案例“{case}”已用在{other}里", f"启示“{lesson}”已用在{other}里", f"科创中心“{hub}”已有另外的案例"):
        assert row in told


def test_a_draft_put_in_the_trash_by_hand_does_not_stand_in_the_way(batch, editor):
    moves.put_in_trash(Issue.objects.get(number=1), by=editor)
    assert undo(batch, by=editor)["issues"] == 1
    assert kept() == [0, 0, 0, 0]


def test_who_may_not_import_may_not_undo(batch):
    assert "编辑" in refusal(batch, person("first", Role.FIRST_REVIEWER))


def test_a_batch_without_drafts_has_nothing_to_undo(editor):
    batch = batch_of(named(1), editor)
    assert made_by(batch).rows["issues"] == []
    assert "没有可以撤销的草稿" in refusal(batch, editor)
