"""导入批次: what is said of each file, what is kept, how files are confirmed."""

import pytest

from accounts.access import Role
from accounts.models import AuditEntry
from bench import corpus
from hubs.models import CaseStudy
from issues import intake, moves, rows
from issues.batches.clearing import clear
from issues.batches.confirming import take, take_confident
from issues.batches.situation import Standing, judged
from issues.intake import CannotTakeIn
from issues.models import BatchFile, Intake, Issue
from issues.snapshot import bulletin_of
from tests.issues.batches import MARKED, MARKER, batch_of, composed, named, rendered
from tests.issues.stored import everything_stored
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("editor", Role.EDITOR)


def standings(batch):
    return [str(row.standing) for row in judged(batch).rows]


def reasons(batch, position):
    return "".join(judged(batch).rows[position - 1].reasons)


# What is said of each file


def test_what_is_read_clearly_may_be_confirmed_without_looking(editor):
    batch = batch_of(named(1, 2), editor)
    assert standings(batch) == [Standing.CONFIDENT, Standing.CONFIDENT]
    file = batch.files.first()
    assert (file.year, file.number, file.total, file.title) == (2013, 1, 1, corpus.composed(1).title)


def test_what_lacks_number_or_title_is_to_be_looked_at(editor):
    batch = batch_of({"a.txt": rendered(1, number=None, total=None, title="")}, editor)
    assert standings(batch) == [Standing.CHECK]
    assert "没有找到期号、" in reasons(batch, 1)


def test_doubtful_words_are_to_be_looked_at(editor):
    batch = batch_of({"a.txt": composed(1) + "\n　　要遵守保密法的规定。\n".encode()}, editor)
    assert "请确认不涉及国家秘密" in reasons(batch, 1)


def test_another_title_cannot_be_imported(editor):
    batch = batch_of({"a.txt": rendered(1, series="科技参考")}, editor)
    assert standings(batch) == [Standing.IMPOSSIBLE]


def test_the_same_bytes_twice_are_told_once(editor):
    batch = batch_of({"a.txt": composed(1), "b.txt": composed(1)}, editor)
    assert standings(batch) == [Standing.CONFIDENT, Standing.DUPLICATE]
    assert "与第1个文件“a.txt”一字不差" in reasons(batch, 2)


def test_two_files_of_one_number_are_both_held_back(editor):
    batch = batch_of({"a.txt": composed(1), "b.txt": rendered(1, title="另一个标题")}, editor)
    assert standings(batch) == [Standing.DUPLICATE, Standing.DUPLICATE]
    assert "第2个文件期号相同" in reasons(batch, 1)


def test_a_number_or_total_that_the_system_has_is_a_duplicate(editor):
    intake.take_in(corpus.composed(1), by=editor, file_name="x.txt", sha256="x")
    batch = batch_of({"a.txt": composed(1), "b.txt": rendered(2, total=1)}, editor)
    assert standings(batch) == [Standing.DUPLICATE, Standing.DUPLICATE]
    assert "2013年第1期已经在系统里" in reasons(batch, 1)
    assert "总第1期已经在系统里" in reasons(batch, 2)


def test_a_file_taken_in_before_is_a_duplicate_until_its_draft_is_in_the_trash(editor):
    first = batch_of(named(1), editor)
    issue = take(first.files.get().pk, by=editor).issue
    again = batch_of(named(1), editor)
    assert "内容相同的文件已经导入过" in reasons(again, 1)
    moves.put_in_trash(issue, by=editor)
    assert standings(again) == [Standing.CONFIDENT]


def test_gaps_are_told_across_batch_and_system(editor):
    intake.take_in(corpus.composed(2), by=editor, file_name="x.txt", sha256="x")
    table = judged(batch_of(named(1, 3, 6), editor))
    assert [row.gap for row in table.rows] == ["", "", "第4至5期"]
    assert table.missing_totals == "总第4至5期"


def test_of_a_number_without_a_year_no_gap_and_no_twin_is_told(editor):
    batch = batch_of({"a.txt": rendered(3, date=None), "b.txt": rendered(4, date=None, number=3)}, editor)
    assert standings(batch) == [Standing.CHECK, Standing.CHECK]
    assert [row.gap for row in judged(batch).rows] == ["", ""]
    assert "期号相同" not in reasons(batch, 1)


def test_the_table_costs_the_same_for_few_and_many(editor, django_assert_num_queries):
    few, many = batch_of(named(1), editor), batch_of(named(*range(2, 12)), editor)
    for batch in (few, many):
        with django_assert_num_queries(4):
            judged(batch)


# What is kept


def test_a_marked_file_leaves_its_place_and_nothing_else(editor, caplog):
    batch = batch_of({"a.txt": composed(1), f"{MARKER}.txt": MARKED, f"{MARKER}/b.txt": MARKED}, editor)
    secret = batch.files.get(position=2)
    assert (secret.status, secret.file_name, bytes(secret.content)) == ("secret", "", b"")
    assert secret.sentence.startswith("第2个文件不得接收")
    assert MARKER not in everything_stored() + caplog.text
    assert repr(MARKED)[2:50] not in everything_stored()
    assert AuditEntry.objects.filter(event=intake.REFUSED).count() == 2


def test_of_a_file_that_cannot_be_read_the_name_and_the_reason_are_kept(editor):
    file = batch_of({"表.xlsx": b"PK\x03\x04"}, editor).files.get()
    assert (file.status, file.file_name, bytes(file.content)) == ("unreadable", "表.xlsx", b"")
    assert "是表格" in file.sentence


def test_a_number_no_database_holds_is_none(editor):
    file = batch_of({"a.txt": composed(1).replace("总第1期".encode(), ("总第" + "9" * 30 + "期").encode())}, editor)
    assert file.files.get().total is None


def test_when_a_batch_is_ended_only_what_became_an_issue_is_kept(editor):
    batch = batch_of(named(1, 2), editor)
    take(batch.files.first().pk, by=editor)
    assert clear(batch, by=editor) == 1
    taken, left = batch.files.order_by("position")
    assert bytes(taken.content) == composed(1)
    assert (bytes(left.content), left.recognised, left.title) == (b"", "", "")
    with pytest.raises(CannotTakeIn):
        take(left.pk, by=editor)


# Confirming


def test_a_confirmed_file_is_an_issue_with_its_provenance(editor):
    file = batch_of(named(7), editor).files.get()
    issue = take(file.pk, by=editor).issue
    file.refresh_from_db()
    assert (file.status, file.issue, file.taken_by) == ("taken", issue, editor)
    assert bulletin_of(issue).title == corpus.composed(7).title
    assert Intake.objects.get().sha256 == file.sha256


def test_what_is_confirmed_all_at_once_leaves_out_what_is_to_be_looked_at(editor):
    files = {**named(1, 2), "c.txt": rendered(3, title=""), "d.txt": composed(1), "e.txt": MARKED}
    batch = batch_of(files, editor)
    step = take_confident(batch, by=editor, seconds=60)
    assert (step.taken, step.failed, step.left) == (2, 0, 0)
    assert standings(batch) == ["taken", "taken", "check", "duplicate", "impossible"]


def test_a_step_ends_in_time_and_the_next_goes_on(editor):
    batch = batch_of(named(1, 2, 3), editor)
    assert [take_confident(batch, by=editor, seconds=0).left for _ in range(4)] == [2, 1, 0, 0]
    assert Issue.objects.count() == 3


def test_a_file_is_taken_once_whoever_asks(editor):
    file = batch_of(named(1), editor).files.get()
    take(file.pk, by=editor)
    with pytest.raises(CannotTakeIn, match="被别人处理过"):
        take(file.pk, by=person("other", Role.EDITOR))
    assert Issue.objects.count() == 1


def test_one_that_fails_stops_no_other_and_keeps_its_reason(editor):
    batch = batch_of(named(1, 2), editor)
    BatchFile.objects.filter(position=1).update(
        recognised=BatchFile.objects.get(position=1).recognised.replace("几点启示", "长" * 201)
    )
    step = take_confident(batch, by=editor, seconds=60)
    assert (step.taken, step.failed) == (1, 1)
    assert standings(batch) == [Standing.CHECK, Standing.TAKEN]
    assert "200" in reasons(batch, 1)


def test_one_the_database_refuses_stops_no_other(editor, monkeypatch):
    store = rows.sections

    def refused(issue, bulletin, case_of):
        made = store(issue, bulletin, case_of)
        if bulletin.total == 1:
            made[1].position = made[0].position
        return made

    monkeypatch.setattr(rows, "sections", refused)
    batch = batch_of(named(1, 2), editor)
    step = take_confident(batch, by=editor, seconds=60)
    assert (step.taken, step.failed) == (1, 1)
    assert "数据库存不下" in reasons(batch, 1)
    assert not Issue.objects.filter(total=1).exists()


def test_the_hubs_of_a_batch_are_made_once(editor):
    batch = batch_of(named(*range(1, 9)), editor)
    take_confident(batch, by=editor, seconds=60)
    used = {case.hub.name for case in CaseStudy.objects.select_related("hub")}
    assert len(used) == len({case.hub_id for case in CaseStudy.objects.all()})
