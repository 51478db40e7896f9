"""签收: who has received which text; a correction is received again, an annotation is not."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts import grants
from accounts.access import Role
from accounts.audit import AuditEntry
from accounts.growing import OnlyGrows, install_triggers, remove_triggers
from accounts.models import StandIn, User
from issues import disposal, moves, receipts, verification
from issues.models import Audience, Publication, Receipt
from issues.moves import Refused, Stale
from issues.states import State
from tests.issues.office import edit, make_issue, office, release, submit
from tests.people import again, person, stand_in
from tests.reading import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return person("leader", Role.READER)


@pytest.fixture
def secretary(leader):
    user = person("secretary")
    stand_in(leader, user, Role.READER)
    return user


def received(reader):
    return list(Receipt.objects.filter(reader=reader).values_list("publication__number", flat=True))


def asked(reader):
    return sorted(receipts.to_receive(again(reader)).values_list("number", flat=True))


def end(publication):
    Publication.objects.filter(pk=publication.pk).update(ends_at=timezone.now())


def correct(publication, *, text="改正的文字。", **parts):
    end(publication)
    parts = {"number": publication.number, "text": text, **parts}
    return factories.publish(issue=publication.issue, since=timedelta(0), audience=publication.audience, **parts)


class TestSigning:
    def test_a_reader_signs_for_himself_and_it_is_audited(self, leader):
        publication = factories.publish_internally(since=timedelta(0))
        receipt = receipts.receive(publication, by=leader, reader=leader)
        assert (receipt.reader, receipt.signed_by, receipt.publication) == (leader, leader, publication)
        assert not receipt.is_by_deputy
        entry = AuditEntry.objects.first()
        assert (entry.event, entry.actor_id) == ("签收", leader.pk)
        assert "2022年第4期" in entry.subject and "第4号文章" not in entry.subject + entry.detail

    def test_a_secretary_signs_for_the_leader_and_is_recorded(self, leader, secretary):
        receipt = receipts.receive(factories.publish_internally(), by=secretary, reader=leader)
        assert (receipt.reader, receipt.signed_by, receipt.is_by_deputy) == (leader, secretary, True)

    def test_twice_is_once(self, leader, secretary):
        publication = factories.publish_internally()
        first = receipts.receive(publication, by=leader, reader=leader)
        assert receipts.receive(publication, by=secretary, reader=leader) == first
        assert Receipt.objects.get().signed_by == leader
        assert AuditEntry.objects.filter(event="签收").count() == 1

    @pytest.mark.parametrize(
        "roles", [(), (Role.READER,), (Role.EDITOR,), (Role.SIGNER,), (Role.ADMINISTRATOR,), (Role.AUDITOR,)]
    )
    def test_nobody_else_signs_for_him(self, leader, roles):
        with pytest.raises(Refused):
            receipts.receive(factories.publish(), by=person("", *roles), reader=leader)
        assert not Receipt.objects.exists()

    @pytest.mark.parametrize("roles", [(), (Role.ADMINISTRATOR,), (Role.AUDITOR,)])
    def test_who_reads_nothing_internal_signs_for_nothing(self, roles):
        outsider = person("", *roles)
        with pytest.raises(Refused):
            receipts.receive(factories.publish(), by=outsider, reader=outsider)

    @pytest.mark.usefixtures("one_day")
    @pytest.mark.parametrize(("starts", "ends"), [(-3, -1), (1, 3)])
    def test_a_deputy_signs_only_while_it_lasts(self, leader, starts, ends):
        deputy = person("", Role.READER)
        stand_in(leader, deputy, Role.READER, starts=starts, ends=ends)
        with pytest.raises(Refused, match="不能代leader签收"):
            receipts.receive(factories.publish(), by=deputy, reader=leader)

    def test_a_deputy_in_another_role_does_not_sign(self):
        signer, deputy = person("", Role.SIGNER, Role.READER), person()
        stand_in(signer, deputy, Role.SIGNER)
        assert signer not in receipts.signs_for(deputy)

    def test_a_deputy_without_a_role_has_no_list_of_his_own(self, leader, secretary):
        assert receipts.signs_for(secretary) == [leader]
        grants.set_roles(secretary, {Role.READER}, by=None)
        assert receipts.signs_for(again(secretary)) == [secretary, leader]

    def test_two_stand_ins_for_one_leader_are_one_list(self, leader, secretary):
        stand_in(leader, secretary, Role.READER, starts=-1, ends=2)
        assert receipts.signs_for(again(secretary)) == [leader]

    def test_what_was_corrected_meanwhile_is_refused(self, leader):
        seen = factories.publish_internally()
        correct(seen)
        with pytest.raises(Stale, match="更正"):
            receipts.receive(seen, by=leader, reader=leader)
        assert not Receipt.objects.exists()

    def test_what_was_withdrawn_meanwhile_is_refused(self, leader):
        seen = factories.withdraw(factories.publish_internally()).publication
        with pytest.raises(Stale, match="撤下"):
            receipts.receive(seen, by=leader, reader=leader)

    def test_what_was_only_completed_meanwhile_is_signed(self, leader):
        seen = factories.publish_internally()
        newer = correct(seen, text="正文。", annotations=factories.make_annotations("paris", "talent"))
        assert receipts.receive(seen, by=leader, reader=leader).publication == newer

    def test_what_is_not_out_yet_cannot_be_signed(self, leader):
        with pytest.raises(Refused):
            receipts.receive(factories.schedule(), by=leader, reader=leader)


class TestAskedFor:
    def test_what_is_released_after_the_account_was_made_internal_or_public(self, leader):
        factories.publish(number=4, since=timedelta(0))
        factories.publish_internally(number=5, since=timedelta(0))
        factories.schedule(number=6)
        assert asked(leader) == [4, 5]

    def test_nothing_released_before_the_account(self):
        old = factories.publish(number=4)
        assert asked(person("", Role.READER)) == []
        correct(old)
        assert asked(person("late", Role.READER)) == []

    def test_a_correction_of_what_was_out_before_the_account_is_asked_for(self, leader):
        correct(factories.publish(number=4, since=timedelta(days=3)))
        assert asked(leader) == [4]

    def test_neither_going_public_nor_an_annotation_of_an_old_text_is(self, leader):
        old = factories.publish_internally(number=4, since=timedelta(days=3))
        end(old)
        factories.publish(number=4, issue=old.issue, since=timedelta(0))
        assert asked(leader) == []

    def test_no_back_issues(self, leader):
        factories.publish_internally(number=4, since=timedelta(0))
        for year in range(2015, 2022):
            factories.publish_internally(number=1, year=year, since=timedelta(0))
        assert sorted(receipts.to_receive(leader).values_list("year", flat=True)) == [2021, 2022]

    def test_nothing_to_an_outsider_but_what_is_public(self):
        outsider = person()
        factories.publish(number=4, since=timedelta(0))
        factories.publish_internally(number=5, since=timedelta(0))
        assert asked(outsider) == [4]

    def test_not_what_was_received(self, leader, secretary):
        one, two = (factories.publish_internally(number=number, since=timedelta(0)) for number in (4, 5))
        receipts.receive(one, by=secretary, reader=leader)
        assert asked(leader) == [5]
        colleague = person("colleague", Role.READER)
        User.objects.filter(pk=colleague.pk).update(date_joined=leader.date_joined)
        assert asked(colleague) == [4, 5]
        assert two

    def test_not_again_after_an_annotation_or_going_public(self, leader):
        first = factories.publish_internally(since=timedelta(0))
        receipts.receive(first, by=leader, reader=leader)
        second = correct(first, text="正文。", annotations=factories.make_annotations("paris", "talent"))
        assert asked(leader) == []
        end(second)
        factories.publish(issue=first.issue, since=timedelta(0))
        assert asked(leader) == []

    def test_again_after_a_correction_which_is_said(self, leader):
        first = factories.publish_internally(since=timedelta(0))
        assert not receipts.to_receive(leader).get().is_corrected
        receipts.receive(first, by=leader, reader=leader)
        corrected = correct(first)
        assert receipts.to_receive(leader).get().is_corrected
        receipts.receive(corrected, by=leader, reader=leader)
        assert asked(leader) == []
        assert Receipt.objects.count() == 2

    def test_again_after_a_correction_of_a_back_issue_one_signed_for(self, leader):
        factories.publish(number=4, since=timedelta(0))
        old = factories.publish_internally(number=1, year=2015, since=timedelta(0))
        receipts.receive(old, by=leader, reader=leader)
        correct(old, year=2015)
        assert asked(leader) == [1, 4]

    def test_not_what_was_withdrawn(self, leader):
        factories.withdraw(factories.publish_internally(since=timedelta(0)))
        assert asked(leader) == []

    def test_the_office_asks_the_same_people(self, leader):
        people = [leader, person("early", Role.READER), person("late", Role.READER), person("signed", Role.READER)]
        now = timezone.now()
        for user, days in zip(people, (9, 5, -5, 9), strict=True):
            User.objects.filter(pk=user.pk).update(date_joined=now - timedelta(days=days))
        new = factories.publish(number=4, since=timedelta(days=4))
        older = factories.publish_internally(number=5, since=timedelta(days=7))
        back = factories.publish_internally(number=1, year=2015, since=timedelta(0))
        receipts.receive(back, by=again(people[3]), reader=people[3])
        corrected = correct(back, year=2015)
        receipts.receive(new, by=leader, reader=leader)
        for publication in (new, older, corrected):
            by_reader = {user for user in people if publication in receipts.to_receive(again(user))}
            assert set(receipts.still_asked(publication)) == by_reader
        assert {user.username for user in receipts.still_asked(corrected)} == {"signed"}

    def test_an_account_out_of_use_is_not_asked(self, leader):
        publication = factories.publish_internally(since=timedelta(0))
        assert list(receipts.still_asked(publication)) == [leader]
        User.objects.filter(pk=leader.pk).update(is_active=False)
        assert not receipts.still_asked(publication)


class TestTheRow:
    def test_is_neither_changed_nor_deleted(self, leader):
        receipt = receipts.receive(factories.publish(), by=leader, reader=leader)
        for change in (receipt.save, receipt.delete):
            with pytest.raises(OnlyGrows):
                change()
        for change in ("UPDATE issues_receipt SET at = NULL", "DELETE FROM issues_receipt"):
            with pytest.raises(Exception, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)

    def test_is_one_a_text_in_the_database_too(self, leader):
        receipt = receipts.receive(factories.publish(), by=leader, reader=leader)
        again_ = {"issue": receipt.issue, "printed_digest": receipt.printed_digest, "publication": receipt.publication}
        with pytest.raises(IntegrityError), transaction.atomic():
            Receipt.objects.create(reader=leader, signed_by=leader, **again_)

    def test_is_named_by_reader_and_release_in_a_fixture(self, leader, secretary):
        receipt = receipts.receive(factories.publish(), by=secretary, reader=leader)
        options = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
        written = serializers.serialize("json", [receipt], **options)
        (read,) = serializers.deserialize("json", written)
        assert (read.object.pk, read.object.reader, read.object.signed_by) == (receipt.pk, leader, secretary)


class TestWithTheRealMoves:
    @pytest.fixture
    def cast(self):
        return office()

    @pytest.fixture
    def issue(self, cast):
        issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
        receipts.receive(issue.publications.get(), by=cast.of("reader"), reader=cast.reader)
        return issue

    def test_a_correction_is_to_be_received_anew(self, cast, issue):
        issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version)
        issue = submit(edit(issue, cast.editor, title="改正的标题", correction_note="改正标题"), cast.editor)
        issue = moves.pass_review(issue, by=cast.first, revision=issue.newest_revision)
        issue = moves.pass_review(issue, by=cast.second, revision=issue.newest_revision)
        assert not receipts.to_receive(cast.of("reader"))
        release(moves.sign(issue, by=cast.signer, revision=issue.newest_revision), cast, Audience.INTERNAL)
        assert receipts.to_receive(cast.of("reader")).get().is_corrected
        assert list(verification.problems()) == []

    def test_disposal_keeps_the_receipts_which_hold_no_words(self, cast, issue):
        disposal.dispose(issue, by=cast.signer, second=cast.discloser, reason="某文件，某人批准")
        assert Receipt.objects.get().reader == cast.reader
        assert list(verification.problems()) == []

    def test_verification_names_a_receipt_nobody_signed(self, cast, issue):
        receipt = Receipt.objects.get()
        fields = {"publication": receipt.publication, "issue": issue, "printed_digest": receipt.printed_digest}
        Receipt.objects.create(reader=cast.signer, signed_by=cast.signer, **fields)
        assert list(verification.problems()) == ["签收记录“signer 2022年第5期”在审计记录里找不到。"]

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda: Receipt.objects.update(printed_digest="0" * 64), "与所签收的发布不符"),
            (lambda: Receipt.objects.all().delete(), "有1次现在没有签收记录"),
            (lambda: AuditEntry.objects.filter(event="签收").update(detail='{"issue": []}'), "在审计记录里找不到"),
        ],
    )
    def test_verification_names_one_that_was_changed_or_taken_away(self, issue, change, sentence):
        connection.check_constraints()
        remove_triggers(connection)
        change()
        install_triggers(connection)
        assert any(sentence in problem for problem in verification.problems())


def test_the_ex_deputy_keeps_what_he_signed_on_record(leader, secretary):
    publication = factories.publish_internally()
    receipts.receive(publication, by=secretary, reader=leader)
    StandIn.objects.update(cancelled=True)
    assert received(leader) == [4]
    with pytest.raises(Refused):
        receipts.receive(correct(publication), by=again(secretary), reader=leader)
