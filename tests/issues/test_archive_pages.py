"""归档包 from the office: who may take it away, what is recorded, and that nothing of it stays behind."""

import io
import json
import os
import tempfile

import pytest

from accounts.access import Role
from accounts.audit import AuditEntry
from issues.models import Audience
from issues.states import State
from tests.issues.archives import files_of
from tests.issues.moving_pages import signed_in
from tests.issues.office import make_issue, office
from tests.people import person

pytestmark = pytest.mark.django_db
PAGE = "/admin/issues/issue/archive/"


@pytest.fixture
def cast():
    cast = office()
    make_issue(cast, State.PUBLISHED, number=5)
    make_issue(cast, State.PUBLISHED, number=6, audience=Audience.INTERNAL)
    return cast


@pytest.mark.parametrize(("kind", "issues"), [("whole", {"2022-5", "2022-6"}), ("public", {"2022-5"})])
def test_an_editor_takes_it_away_and_that_is_recorded(cast, kind, issues):
    answer = signed_in(cast.editor).post(PAGE, {"kind": kind})
    files = files_of(io.BytesIO(b"".join(answer.streaming_content)))
    assert {name.split("/")[1] for name in files if "/" in name} == issues
    entry = AuditEntry.objects.get(event="导出")
    assert (entry.actor_id, json.loads(entry.detail)["kind"]) == (cast.editor.pk, kind)
    assert answer["Cache-Control"] == "private, no-store"


def test_nothing_stays_in_the_folder_for_temporary_files(cast, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert signed_in(cast.editor).post(PAGE, {"kind": "whole"}).getvalue()
    assert os.listdir(tmp_path) == []


def test_others_get_neither_the_page_nor_the_way_to_it(cast):
    for who in (cast.signer, cast.reader, cast.administrator, person("auditor", Role.AUDITOR)):
        client = signed_in(who)
        assert client.get(PAGE).status_code in (302, 403)
        assert client.post(PAGE, {"kind": "whole"}).status_code in (302, 403)
    assert "归档包" not in signed_in(cast.signer).get("/admin/issues/issue/").content.decode()
    assert f'href="{PAGE}"' in signed_in(cast.editor).get("/admin/issues/issue/").content.decode()


@pytest.mark.parametrize("kind", ["", "everything"])
def test_another_kind_is_asked_again(cast, kind):
    assert "下载全本归档包" in signed_in(cast.editor).post(PAGE, {"kind": kind}).content.decode()
    assert not AuditEntry.objects.filter(event="导出").exists()
