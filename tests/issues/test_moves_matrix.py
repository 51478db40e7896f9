"""Every move, in every state, by every role: what the table does not allow is refused, and changes nothing."""

import datetime

import pytest
from django.utils import timezone

from accounts.access import Role
from bulletin.serialization import digest
from issues import moves
from issues.models import Attribute, Audience, Issue, Publication, Review, Revision, Withdrawal
from issues.snapshot import bulletin_of
from issues.states import State
from tests.issues.office import entering, make_issue, office
from tests.people import person

pytestmark = pytest.mark.django_db

# move → states it starts from → roles that may make it there (the issue is public where it is published)
REVIEWERS = {
    State.FIRST_REVIEW: {Role.FIRST_REVIEWER},
    State.SECOND_REVIEW: {Role.SECOND_REVIEWER},
    State.FINAL_REVIEW: {Role.SIGNER},
}
ALLOWED = {
    "submit": {State.DRAFT: {Role.EDITOR}},
    "pass_review": {state: REVIEWERS[state] for state in (State.FIRST_REVIEW, State.SECOND_REVIEW)},
    "ask_changes": REVIEWERS,
    "send_back": {**REVIEWERS, State.APPROVED: {Role.SIGNER}},
    "recall": {},  # only by an author: told in test_reviewing
    "resubmit": {},  # only after a change: told in test_reviewing
    "sign": {State.FINAL_REVIEW: {Role.SIGNER}},
    "decide_disclosure": {state: {Role.DISCLOSER} for state in State if state not in (State.DRAFT, State.AMENDING)},
    "publish": {State.APPROVED: {Role.PUBLISHER}},
    "cancel_schedule": {},
    "annotate": {},
    "confirm_annotation": {},
    "decline_annotation": {},
    "start_correction": {State.PUBLISHED: {Role.EDITOR}},
    "abandon_correction": {},
    "withdraw": {State.PUBLISHED: {Role.SIGNER}},
    "accession": {State.DRAFT: {Role.SIGNER}},
}


def attempt(move, issue, by):
    seen = {"revision": issue.newest_revision} if issue.newest_revision else {"revision": None}
    version, now = {"lock_version": issue.lock_version}, {"digest": digest(bulletin_of(issue))}
    arguments = {
        "submit": now,
        "resubmit": now,
        "annotate": now,
        "recall": version,
        "cancel_schedule": version,
        "start_correction": version,
        "abandon_correction": version,
        "pass_review": seen,
        "sign": seen,
        "confirm_annotation": seen,
        "ask_changes": {**seen, "remark": "改一处"},
        "send_back": {**seen, "remark": "重写"},
        "decline_annotation": {**seen, "remark": "不必"},
        "withdraw": {**version, "kind": Withdrawal.Kind.ERROR, "notice": "有误"},
        "publish": {"revision": moves.publishable(issue), "audience": Audience.INTERNAL},
        "decide_disclosure": {**seen, "attribute": Attribute.PUBLIC, "ground": "可以公开"},
    }
    if move == "accession":
        return moves.accession([entering(issue)], by=by, ground="原件在档案柜")
    return getattr(moves, move)(issue, by=by, **arguments[move])


def everything():
    rows = [list(model.objects.order_by("pk").values()) for model in (Issue, Revision, Review, Publication)]
    return rows, Withdrawal.objects.count()


def everybody():
    """One person a role, a superuser without roles, and one with none."""
    roles = {role: person(f"a-{role}", role) for role in Role}
    return roles | {"superuser": person("boss", is_superuser=True), "nobody": person("nobody")}


@pytest.mark.parametrize("move", moves.MOVES)
@pytest.mark.parametrize("state", State.values)
def test_only_whom_the_table_names_may_make_a_move(move, state):
    cast = office()
    issue = make_issue(cast, state, audience=Audience.PUBLIC)
    people = everybody()
    before = everything()
    for role, by in people.items():
        if role in ALLOWED[move].get(state, set()):
            assert not moves.reasons_against(move, issue, by=by).errors
            continue
        with pytest.raises(moves.Refused) as refusal:
            attempt(move, issue, by)
        assert refusal.value.reasons
        assert all(reason.endswith("。") for reason in refusal.value.reasons)
        assert everything() == before
    for role in ALLOWED[move].get(state, set()):
        attempt(move, issue, people[role])
        assert everything() != before or move == "decide_disclosure"


def test_every_move_has_a_rule_and_a_verb():
    assert set(ALLOWED) == set(moves.MOVES)
    assert all(callable(getattr(moves, move)) for move in moves.MOVES)


def test_a_scheduled_time_in_the_past_is_refused():
    cast = office()
    issue = make_issue(cast, State.APPROVED)
    past = timezone.now() - datetime.timedelta(minutes=1)
    with pytest.raises(moves.Refused, match="已经过去"):
        moves.publish(
            issue, by=cast.publisher, revision=issue.newest_revision, audience=Audience.INTERNAL, go_live_at=past
        )
