"""A marked text typed into any field of any form of the office is refused and stays nowhere."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection

from accounts.access import Role
from issues.models import Series
from issues.states import State
from tests.issues.batches import batch_of, named
from tests.issues.issue_form import fields_of, posted
from tests.issues.moving_pages import address, signed_in
from tests.issues.office import make_issue, office, write_draft
from tests.people import stand_in

pytestmark = pytest.mark.django_db
MARKED = "绝密★长期"


@pytest.fixture
def cast():
    return office()


def rows_with_the_mark():
    """The tables that hold the mark anywhere."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [table for row in cursor.fetchall() if MARKED in " ".join(map(str, row))]
    sessions = [session for session in Session.objects.all() if MARKED in str(session.get_decoded())]
    return found + ["session"] * len(sessions)


def refuses_everywhere(client, address, fields, caplog):
    """Post the form once for each text in it, with the mark there."""
    texts = [name for name, value in fields.items() if isinstance(value, str) and not name.endswith(("_FORMS", "-id"))]
    for name in texts:
        answer = client.post(address, posted({**fields, name: MARKED}))
        assert MARKED not in answer.content.decode(), name
        assert rows_with_the_mark() == [], name
        assert MARKED not in caplog.text, name
        assert answer.status_code in (200, 302, 409, 422), name
    return texts


def form_at(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return fields_of(answer)


@pytest.mark.parametrize("path", ["hubs/hub", "hubs/casestudy", "lessons/theme", "lessons/lesson"])
@pytest.mark.parametrize("is_new", [True, False])
def test_of_places_and_lessons(cast, caplog, path, is_new):
    write_draft(cast.editor)
    client = signed_in(cast.of("editor"))
    row = apps.get_model(path.replace("/", ".")).objects.first()
    address = f"/admin/{path}/add/" if is_new else f"/admin/{path}/{row.pk}/change/"
    assert refuses_everywhere(client, address, form_at(client, address), caplog)


@pytest.mark.parametrize("is_new", [True, False])
def test_of_an_issue(cast, caplog, is_new):
    issue = write_draft(cast.editor)
    client = signed_in(cast.of("editor"))
    address = "/admin/issues/issue/add/?rows=1" if is_new else f"/admin/issues/issue/{issue.pk}/change/"
    assert len(refuses_everywhere(client, address, form_at(client, address), caplog)) > 20


def test_of_a_stale_issue(cast, caplog):
    issue = write_draft(cast.editor)
    client = signed_in(cast.of("editor"))
    address = f"/admin/issues/issue/{issue.pk}/change/"
    fields = {**form_at(client, address), "lock_version": "77"}
    assert refuses_everywhere(client, address, fields, caplog)


def test_of_the_series(cast, caplog):
    client = signed_in(cast.of("editor"))
    address = f"/admin/issues/series/{Series.objects.get().pk}/change/"
    assert refuses_everywhere(client, address, form_at(client, address), caplog)


def test_of_accounts_and_stand_ins(cast, caplog):
    deputy = stand_in(cast.first, cast.second, Role.FIRST_REVIEWER)
    client = signed_in(cast.of("administrator"))
    for page in ("user/add/", f"user/{cast.first.pk}/change/", "standin/add/", f"standin/{deputy.pk}/change/"):
        where = f"/admin/accounts/{page}"
        assert refuses_everywhere(client, where, form_at(client, where), caplog)


@pytest.mark.parametrize(
    ("state", "person", "move", "names"),
    [
        (State.FIRST_REVIEW, "first", "pass_review", ["remark"]),
        (State.FIRST_REVIEW, "first", "send_back", ["remark"]),
        (State.FINAL_REVIEW, "signer", "sign", ["remark"]),
        (State.APPROVED, "discloser", "decide_disclosure", ["ground"]),
        (State.PUBLISHED, "signer", "withdraw", ["notice"]),
        (State.PUBLISHED, "editor", "start_correction", ["note"]),
    ],
)
def test_of_a_move(cast, caplog, state, person, move, names):
    issue = make_issue(cast, state)
    client = signed_in(cast.of(person))
    form = client.get(address(issue, move)).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields} | {"attribute": "public", "kind": "error"}
    for name in names:
        answer = client.post(address(issue, move), {**shown, name: MARKED})
        assert (answer.status_code, MARKED in answer.content.decode()) == (422, False)
    assert rows_with_the_mark() == []


def test_of_a_decision_on_paper(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    client = signed_in(cast.of("editor"))
    where = f"/admin/issues/issue/{issue.pk}/paper/"
    told = {"move": "pass_review", "decided_by": cast.first.pk, "decided_on": "2099-01-01", "words": MARKED}
    answer = client.post(where, {**told, "revision": issue.newest_revision.pk})
    assert (answer.status_code, MARKED in answer.content.decode(), rows_with_the_mark()) == (422, False, [])


def test_of_a_file_on_the_intake_desk(cast, caplog):
    file = batch_of(named(1), cast.editor).files.get()
    client = signed_in(cast.of("editor"))
    form = client.get(file.get_absolute_url()).context["form"]
    values = {name: form[name].value() for name in form.fields}
    fields = {name: str(value) for name, value in values.items() if value not in (None, False)}
    assert refuses_everywhere(client, file.get_absolute_url(), fields, caplog)
    data = {**fields, "then": MARKED, "batch": MARKED, "name": MARKED, "path": MARKED, "too_large": MARKED}
    assert refuses_everywhere(client, "/admin/issues/issue/intake/", data, caplog)
