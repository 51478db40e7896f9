"""Questions about an issue that several moves ask."""

from accounts import access
from accounts.authorship import author_ids, author_ids_of_each
from accounts.models import StandIn
from bulletin.serialization import digest
from hubs.models import CaseStudy
from issues.models import AttachedLesson, Attribute, Decision, Issue, Review, Section
from issues.snapshot import bulletin_of
from issues.states import EDITABLE, STAGES, Stage
from lessons.models import Lesson


def published_before(issue):
    """The newest publication that has been live, withdrawn ones included; None if readers never had the issue."""
    return issue.publications.been_live().order_by("-sequence").first()


def live(issue):
    return issue.publications.live().first()


def pending(issue):
    return issue.publications.pending().first()


def authors(issue):
    """Ids of all who wrote the issue, its case studies or lessons since the last published revision.

    What that revision did not hold yet is new to the issue, whenever it was written. Whoever wrote as a stand-in
    wrote for the editor he stands in for: both are authors.
    """
    writers = _writers(issue)
    return writers | _principals(writers)


def _principals(writers):
    """Ids of the editors for whom any of `writers`, being none, stands in."""
    deputies = StandIn.objects.filter(role=access.Role.EDITOR, deputy__in=writers)
    deputies = deputies.exclude(deputy__groups__name=access.Role.EDITOR)
    return set(deputies.values_list("principal_id", flat=True))


def authors_of_new(issues):
    """`authors` of issues that readers never had, by their pk, in as many queries for one as for many."""
    writers = author_ids_of_each(Issue, [issue.pk for issue in issues])
    for rows, model, column in ((Section, CaseStudy, "case_study"), (AttachedLesson, Lesson, "lesson")):
        used = rows.objects.filter(issue__in=issues).exclude(**{column: None}).values_list("issue", column)
        wrote = author_ids_of_each(model, used.values(column))
        for issue, part in used:
            writers[issue] |= wrote[part]
    principals = {one: _principals({one}) for one in set().union(*writers.values())}
    return {issue.pk: writers[issue.pk].union(*map(principals.get, writers[issue.pk])) for issue in issues}


def _writers(issue):
    before = published_before(issue)
    cases = [section.case_study for section in issue.sections.select_related("case_study") if section.case_study]
    lessons = [attached.lesson for attached in issue.attached_lessons.select_related("lesson")]
    if not before:
        return author_ids([issue, *cases, *lessons])
    notes = before.revision.bulletin.annotations
    reviewed = {note.case_key for note in notes.cases}, {note.lesson_key for note in notes.lessons}
    added = [*_others(cases, reviewed[0]), *_others(lessons, reviewed[1])]
    return author_ids([issue, *cases, *lessons], since=before.revision.at) | author_ids(added)


def _others(rows, keys):
    return [row for row in rows if row.key not in keys]


def reviews_of_round(revision):
    return Review.objects.filter(revision__issue=revision.issue, revision__round=revision.round)


def deciders_elsewhere(revision, stage):
    """Ids of those who decided another stage of this round, and of those for whom a stand-in did."""
    others = reviews_of_round(revision).exclude(stage__in=(stage, Stage.ANNOTATION))
    rows = others.values_list("decided_by", "stand_in_for")
    return {person for row in rows for person in row if person}


def stages_passed(revision):
    return set(revision.reviews.filter(decision=Decision.PASS).values_list("stage", flat=True))


def one_person_passed_two_stages(revision):
    passes = revision.reviews.filter(decision=Decision.PASS).exclude(stage=Stage.ANNOTATION)
    deciders = list(passes.values_list("decided_by", flat=True))
    return len(set(deciders)) < len(deciders)


def has_three_stages(revision):
    return set(STAGES[3]) <= stages_passed(revision)


def disclosure(revision):
    """The decision on the revision that counts: the newest."""
    return revision.disclosure_decisions.order_by("at", "pk").last()


def is_cleared_for_public(revision):
    newest = disclosure(revision)
    return newest is not None and newest.attribute == Attribute.PUBLIC


def rows_still_give(revision):
    return digest(bulletin_of(revision.issue)) == revision.digest


def open_annotation(issue):
    """The proposed annotation that waits for confirmation, if any."""
    newest, on = issue.newest_revision, live(issue)
    if newest and on and newest.is_annotation and newest.basis_id == on.revision_id:
        return None if newest.reviews.filter(stage=Stage.ANNOTATION).exists() else newest
    return None


def was_ever_live(revision):
    return revision.publications.been_live().exists()


def cases_rewritten_elsewhere(issue, bulletin):
    """(case study, other issue) for each case of `bulletin` that prints other words by now and stands in a draft."""
    for note in bulletin.annotations.cases:
        printed = bulletin.sections[note.section]
        case = CaseStudy.objects.get(key=note.case_key)
        others = Section.objects.filter(case_study=case, issue__state__in=EDITABLE, issue__trashed_at=None)
        other = others.exclude(issue=issue).select_related("issue").first()
        if other and (case.thesis, case.body) != (printed.thesis, printed.text):
            yield case, other.issue
