"""The catalogue as an archive: what is in it, and the commands that take it out and in."""

import hashlib
import json
import os
import subprocess

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from accounts.audit import AuditEntry
from bulletin.serialization import digest, from_json
from hubs.models import CaseStudy, Figure, Hub
from issues import corrections
from issues.archiving import export, fields, layout
from issues.demo.build import build_the_real_issue
from issues.models import Issue, Publication
from issues.snapshot import bulletin_of
from issues.states import State
from lessons.models import Lesson
from tests import pdfs
from tests.issues import archives
from tests.issues.archives import bring_back, exported, made, without_time
from tests.issues.office import make_issue, office
from tests.reading import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return made()


def test_the_real_issue_comes_back_with_its_hubs_cases_and_lessons():
    files = made(lambda: build_the_real_issue(passwords=False))
    bring_back(files)
    assert Hub.objects.count() == CaseStudy.objects.count() == 5
    assert Figure.objects.count() == 6 and Lesson.objects.count() == 5
    assert Hub.objects.get(name__startswith="旧金山").alias_list == ("硅谷", "旧金山湾区")
    issue = Issue.objects.get()
    assert digest(bulletin_of(issue)) == issue.newest_revision.digest


def test_the_same_database_gives_the_same_bytes():
    make_issue(office(), State.PUBLISHED)
    assert without_time(exported()) == without_time(exported())


def test_an_archivist_checks_the_sums_without_a_program_of_ours(tmp_path, catalogue):
    for name, content in catalogue.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    check = subprocess.run(["sha256sum", "--check", "--quiet", layout.SUMS], cwd=tmp_path, check=False)
    assert check.returncode == 0
    assert json.loads(catalogue[layout.MANIFEST])["sha256sums"] == hashlib.sha256(catalogue[layout.SUMS]).hexdigest()


def test_each_release_has_its_text_page_and_metadata(catalogue):
    folder = "issues/2022-5/2"
    told = json.loads(catalogue[f"{folder}/metadata.json"])
    assert (told["title"], told["number"], told["total"]) == ("第5期的标题（更正）", "2022年第5期", 419)
    assert (told["attribute"]["attribute"], told["signed"]["by"], told["published"]["by"]) == (
        *("主动公开", "signer"),
        "publisher",
    )
    assert "第5期的标题（更正）" in catalogue[f"{folder}/bulletin.txt"].decode()
    page = catalogue[f"{folder}/bulletin.html"].decode()
    assert "<style>" in page and "src=" not in page and "http" not in page
    assert json.loads(catalogue["issues/2022-6/1/metadata.json"])["withdrawn"]["notice"] == "数据有误，已撤下。"


def read(name, content):
    return pdfs.text(content) if name.endswith(".pdf") else content.decode()


class TestPublic:
    def test_holds_what_an_outsider_may_read_in_the_public_form(self):
        archives.catalogue()
        files = exported(export.public)
        assert {name.split("/")[1] for name in files if "/" in name} == {"2022-5", "2022-11"}
        inside = ("内部资料", "领导参阅", "signer", "first", "更正）")
        everything = {name: read(name, content) for name, content in files.items() if "2022-11" in name}
        assert "issues/2022-11/public-1.pdf" in everything
        assert [word for word in inside if any(word in text for text in everything.values())] == []
        for publication in Publication.objects.visible_to(AnonymousUser()):
            text = files[f"issues/2022-{publication.number}/bulletin.json"].decode()
            assert from_json(text) == corrections.public_bulletin(publication)

    def test_tells_of_no_correction_the_public_could_not_follow(self):
        before = factories.publish_internally()
        factories.correct(before, note="只有内部读者知道的更正。", audience="public")
        assert "只有内部读者" not in b"".join(exported(export.public).values()).decode()

    def test_restores_nothing(self):
        files = made(lambda: make_issue(office(), State.PUBLISHED), export.public)
        with pytest.raises(layout.Unusable, match="公开版归档包，只供查阅"):
            bring_back(files)


def test_an_office_with_anything_in_it_is_left_alone(catalogue):
    make_issue(office())
    before = Issue.objects.count()
    with pytest.raises(layout.Unusable, match="只能恢复到空的系统"):
        bring_back(catalogue)
    assert Issue.objects.count() == before


def test_every_table_of_the_office_is_in_the_archive_or_is_known_to_stay_behind():
    derived = {"PublishedCase", "PublishedFigure", "PublishedMilestone", "PublishedLesson", "PublishedText"}
    working = {"Section", "AttachedLesson", "CaseStudy", "Figure", "Milestone", "Lesson", "Issue"}
    behind = {"Notice", "Disposal", "StandIn", "PasswordHistory", "AuditEntry", "Contribution", "OfficeText"}
    behind |= {"Batch", "BatchFile", "ImportBatch", "ImportedRow", "SheetUpload"}
    kept = {model.__name__ for model in (*fields.OFFICE, *fields.OF_AN_ISSUE)}
    rooms = ("accounts", "hubs", "lessons", "issues")
    every = {model.__name__ for room in rooms for model in apps.get_app_config(room).get_models()}
    assert every == kept | derived | working | behind


class TestCommands:
    def test_take_the_catalogue_from_one_installation_to_another(self, tmp_path, capsys):
        path = tmp_path / "归档.zip"
        made(lambda: (make_issue(office(), State.PUBLISHED), call_command("export_archive", output=path)))
        assert os.listdir(tmp_path) == ["归档.zip"]
        call_command("import_archive", str(path))
        told = capsys.readouterr().out
        assert told.count("1 期、1 次发布") == 2
        assert hashlib.sha256(path.read_bytes()).hexdigest() in told
        call_command("verify")

    def test_record_the_export(self, tmp_path):
        call_command("export_archive", output=tmp_path / "a.zip", public=True)
        assert json.loads(AuditEntry.objects.get(event="导出").detail)["kind"] == "public"

    @pytest.mark.parametrize(
        ("command", "sentence"),
        [
            (["export_archive", "-o", "/nowhere/a.zip"], "写不了"),
            (["import_archive", "/nowhere/a.zip"], "打不开"),
            (["import_archive", __file__], "不是归档包"),
        ],
    )
    def test_say_what_is_wrong(self, command, sentence):
        with pytest.raises(CommandError, match=sentence):
            call_command(*command)
