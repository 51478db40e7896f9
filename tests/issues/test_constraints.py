"""The database itself refuses what must never be: one attempt for every constraint of the editorial office."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from accounts.growing import GrowOnly
from hubs.models import CaseStudy, Hub
from issues.models import (
    Accession,
    AttachedLesson,
    Attachment,
    BackIssue,
    Batch,
    BatchFile,
    Disposal,
    Issue,
    PaperDecision,
    Publication,
    PublishedCase,
    PublishedFile,
    PublishedLesson,
    PublishedText,
    Receipt,
    Review,
    Revision,
    Section,
    Series,
    Withdrawal,
)
from issues.models.issue import Kinds
from issues.models.review import DisclosureDecision
from issues.states import State
from lessons.models import Lesson, Theme
from tests.people import person

pytestmark = pytest.mark.django_db
DAY = datetime.date(2022, 1, 25)
NUMBERS = {"year": 2022, "number": 4, "date": DAY}


def user():
    return person()


def revision(issue=None, **fields):
    defaults = {"number": 1, "round": 1, "purpose": "submitted", "by": user(), "at": timezone.now()}
    return Revision.objects.create(issue=issue or Issue.objects.create(), **{**defaults, **fields})


def review(**fields):
    decider = fields.pop("decided_by", None) or user()
    defaults = {"stage": "first", "decision": "pass", "decided_by": decider, "entered_by": decider}
    return Review.objects.create(**{"revision": fields.pop("revision", None) or revision(), **defaults, **fields})


def disclosure(**fields):
    decider = user()
    defaults = {"attribute": "public", "ground": "可以公开", "decided_by": decider, "entered_by": decider}
    return DisclosureDecision.objects.create(revision=revision(), **{**defaults, **fields})


def paper(issue=None, **fields):
    frozen = revision(issue)
    people = {"decided_by": user(), "entered_by": fields.pop("entered_by", None) or user()}
    defaults = {"issue": frozen.issue, "revision": frozen, "move": "sign", "decided_on": DAY, "words": "圈阅"}
    return PaperDecision.objects.create(**{**defaults, **people, **fields})


def publication(frozen=None, **fields):
    frozen = frozen or revision()
    defaults = {"issue": frozen.issue, "sequence": 1, "audience": "internal", "go_live_at": timezone.now()}
    return Publication.objects.create(
        revision=frozen, by=frozen.by, supplement=False, **{**defaults, **NUMBERS, **fields}
    )


def section(**fields):
    return Section.objects.create(**{"issue": fields.pop("issue", None) or Issue.objects.create(), **fields})


def case():
    return CaseStudy.objects.create(hub=Hub.objects.create(name="伦敦科技创新中心"))


def lesson(statement="营造环境"):
    theme = Theme.objects.filter(name="创新生态").first() or Theme.objects.create(name="创新生态")
    return Lesson.objects.create(theme=theme, statement=statement)


def attached(issue=None, **fields):
    return AttachedLesson.objects.create(issue=issue or Issue.objects.create(), **fields)


def two_of_a_number():
    Issue.objects.create(year=2022, number=4)
    Issue.objects.create(year=2022, number=4)


def two_of_a_total():
    Issue.objects.create(total=418)
    Issue.objects.create(total=418)


def a_text_received_twice():
    release, reader = publication(), user()
    for _ in range(2):
        Receipt.objects.create(
            issue=release.issue, publication=release, printed_digest="0", reader=reader, signed_by=reader
        )


def two_sections_in_one_place():
    section(issue=section().issue)


def a_case_twice():
    one = case()
    first = section(kind=Kinds.CASE, case_study=one)
    section(issue=first.issue, kind=Kinds.CASE, case_study=one, position=2)


def a_lesson_twice():
    issue, drawn = Issue.objects.create(), lesson()
    attached(issue, lesson=drawn, position=1)
    attached(issue, lesson=drawn, position=2)


def two_lessons_in_one_place():
    issue = Issue.objects.create()
    attached(issue, lesson=lesson())
    attached(issue, lesson=lesson("另一条"))


def two_passes_of_a_stage():
    review(revision=review().revision)


def two_sheets_open():
    frozen = revision()
    people = {"decided_by": user(), "entered_by": user(), "decided_on": DAY, "words": "圈阅"}
    for _ in range(2):
        PaperDecision.objects.create(issue=frozen.issue, revision=frozen, move="sign", **people)


def two_publications_of_a_sequence():
    frozen = revision()
    publication(frozen, ends_at=timezone.now())
    publication(frozen)


def two_publications_without_an_end():
    frozen = revision()
    publication(frozen)
    publication(frozen, sequence=2)


def two_cases_in_one_place():
    on = publication()
    for _ in range(2):
        PublishedCase.objects.create(publication=on, position=1)


def two_published_lessons_in_one_place():
    on = publication()
    for _ in range(2):
        PublishedLesson.objects.create(publication=on, position=1)


def a_sheet_confirmed_by_its_typist():
    typist = user()
    paper(entered_by=typist, confirmed_by=typist, confirmed_at=timezone.now())


def a_disposal_by_one():
    one = user()
    Disposal.objects.create(issue=Issue.objects.create(), by=one, second=one, reason="某人批准")


def attachment(**fields):
    fields.setdefault("issue_id", Issue.objects.create().pk)
    return Attachment.objects.create(**{"kind": "image", "content": b"", "by": user(), **fields})


def two_attachments_in_one_place():
    attachment(issue_id=attachment().issue_id)


def published_file(**fields):
    fields.setdefault("publication_id", publication().pk)
    return PublishedFile.objects.create(**{"kind": "whole", "content": b"", **fields})


def two_published_files_in_one_place():
    published_file(publication_id=published_file().publication_id)


def accession(**fields):
    defaults = {"decided_by": user(), "ground": "逐期核对过", "count": 1, "at": timezone.now()}
    return Accession.objects.create(**defaults | fields)


def a_back_issue_nobody_signed():
    BackIssue.objects.create(accession=accession(), revision=revision(), digest="", signer="", signed_on=DAY)


def batch_file(**fields):
    batch = fields.pop("batch", None) or Batch.objects.create(name="一批", by=user())
    return BatchFile.objects.create(batch=batch, **{"position": 1, "status": "waiting", **fields})


def two_files_in_one_place_of_a_batch():
    batch_file(batch=batch_file().batch)


REFUSED = {
    "issue_number_unique": [two_of_a_number],
    "issue_total_unique": [two_of_a_total],
    "issue_number_has_year": [lambda: Issue.objects.create(number=4)],
    "issue_two_or_three_stages": [lambda: Issue.objects.create(stages=1), lambda: Issue.objects.create(stages=4)],
    "issue_known_state": [lambda: Issue.objects.create(state="done")],
    "issue_amending_for_a_stage": [
        lambda: Issue.objects.create(state=State.AMENDING),
        lambda: Issue.objects.create(state=State.DRAFT, asked_by_stage="first"),
    ],
    "issue_only_drafts_in_trash": [
        lambda: Issue.objects.create(state=State.FIRST_REVIEW, trashed_at=timezone.now()),
    ],
    "issue_signed_has_numbers": [
        lambda: Issue.objects.create(state=State.APPROVED, **{**NUMBERS, "number": None}),
        lambda: Issue.objects.create(state=State.PUBLISHED, **{**NUMBERS, "date": None}),
    ],
    "section_position_unique": [two_sections_in_one_place],
    "section_case_once_an_issue": [a_case_twice],
    "section_position_from_one": [lambda: section(position=0)],
    "section_level_to_four": [lambda: section(level=5)],
    "section_case_has_no_body": [
        lambda: section(kind=Kinds.CASE, body="正文"),
        lambda: section(kind=Kinds.CASE, thesis="提要"),
        lambda: section(kind=Kinds.DISCUSSION, case_study=case()),
    ],
    "section_known_kind": [lambda: section(kind="poem")],
    "section_byline_only_of_article": [lambda: section(byline="张三"), lambda: section(subtitle="副题")],
    "lesson_once_an_issue": [a_lesson_twice],
    "attached_lesson_position_unique": [two_lessons_in_one_place],
    "attached_lesson_position_from_one": [lambda: attached(lesson=lesson(), position=0)],
    "revision_number_unique": [lambda: revision(revision().issue)],
    "revision_from_one": [lambda: revision(number=0), lambda: revision(round=0)],
    "revision_known_purpose": [lambda: revision(purpose="fun")],
    "review_one_pass_a_stage": [two_passes_of_a_stage],
    "review_remark_unless_passed": [lambda: review(decision="send_back"), lambda: review(decision="ask_changes")],
    "review_known_stage": [lambda: review(stage="fourth")],
    "review_known_decision": [lambda: review(decision="perhaps", remark="看看")],
    "review_typed_by_another_from_paper": [lambda: review(entered_by=user())],
    "disclosure_has_ground": [lambda: disclosure(ground="")],
    "disclosure_known_attribute": [lambda: disclosure(attribute="secret")],
    "disclosuredecision_typed_by_another_from_paper": [lambda: disclosure(entered_by=user())],
    "paper_confirmed_by_and_at": [
        lambda: paper(confirmed_by=user()),
        lambda: paper(confirmed_at=timezone.now()),
    ],
    "paper_confirmed_by_a_second_person": [a_sheet_confirmed_by_its_typist],
    "paper_one_open_an_issue": [two_sheets_open],
    "publication_sequence_unique": [two_publications_of_a_sequence],
    "publication_one_without_end": [two_publications_without_an_end],
    "publication_known_audience": [lambda: publication(audience="friends")],
    "withdrawal_has_notice": [
        lambda: Withdrawal.objects.create(publication=publication(), kind="error", notice="", by=user())
    ],
    "published_case_position_unique": [two_cases_in_one_place],
    "published_lesson_position_unique": [two_published_lessons_in_one_place],
    "series_two_or_three_stages": [lambda: Series.objects.update(stages=4)],
    "series_known_grid": [lambda: Series.objects.update(page_grid="40x40")],
    "attachment_known_kind": [lambda: attachment(kind="photo")],
    "attachment_position_unique": [two_attachments_in_one_place],
    "published_file_known_kind": [lambda: published_file(kind="draft")],
    "published_file_position_unique": [two_published_files_in_one_place],
    "batch_file_known_status": [lambda: batch_file(status="lost")],
    "batch_file_position_unique": [two_files_in_one_place_of_a_batch],
    "batch_file_secret_has_no_name": [lambda: batch_file(status="secret", file_name="秘密.docx")],
    "accession_has_ground": [lambda: accession(ground="")],
    "accession_of_one_or_more": [lambda: accession(count=0)],
    "back_issue_has_signer": [a_back_issue_nobody_signed],
    "series_only_one": [lambda: Series.objects.update(only=False)],
    "disposal_by_two_people": [a_disposal_by_one],
    "text_known_kind": [
        lambda: PublishedText.objects.create(
            id=1, publication=publication(), kind="photo", address="/", title="", listed=True
        )
    ],
    "receipt_one_a_text": [a_text_received_twice],
    "disposal_has_reason": [
        lambda: Disposal.objects.create(issue=Issue.objects.create(), by=user(), second=user(), reason="")
    ],
}
ATTEMPTS = [
    pytest.param(name, attempt, id=f"{name}-{number}" if number else name)
    for name, attempts in REFUSED.items()
    for number, attempt in enumerate(attempts)
]


@pytest.mark.parametrize(("name", "attempt"), ATTEMPTS)
def test_the_database_refuses(name, attempt):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        attempt()
    assert told(name) in str(refused.value)


def told(name):
    """What the database says of the constraint: its name, or on SQLite the columns that must be unique."""
    of_name = {constraint.name: (model, constraint) for model, constraint in constraints()}
    model, constraint = of_name[name]
    if connection.vendor != "sqlite" or not isinstance(constraint, models.UniqueConstraint):
        return name
    if issubclass(model, GrowOnly) and constraint.condition is None:
        return f"{model._meta.db_table} only grows"
    columns = (model._meta.get_field(field).column for field in constraint.fields)
    return "UNIQUE constraint failed: " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns)


def constraints():
    return [(model, one) for model in apps.get_app_config("issues").get_models() for one in model._meta.constraints]


def test_every_constraint_has_its_attempt():
    assert {constraint.name for _, constraint in constraints()} == set(REFUSED)


def test_a_second_series_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.create(title="别的刊物")


def test_a_number_in_the_trash_and_one_of_a_supplement_are_free():
    Issue.objects.create(year=2022, number=4, total=418, trashed_at=timezone.now())
    Issue.objects.create(year=2022, number=4, total=418)
    Issue.objects.create(year=2022, number=4, supplement=True)


def test_a_case_section_may_wait_for_its_case():
    assert section(kind=Kinds.CASE).case_study is None
