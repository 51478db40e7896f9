"""The commands of the house: what they print, what they store, and how they refuse."""

import io
import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.access import Role
from accounts.audit import AuditEntry
from accounts.models import User
from bulletin.parsing import word
from bulletin.rendering import markdown, text
from bulletin.serialization import from_json, printed_digest, to_json
from bulletin.value import public_form
from hubs.models import CaseStudy, Hub
from issues import moves
from issues.intake import REFUSED
from issues.management.commands import dispose, workflow
from issues.models import Audience, Disposal, Intake, Issue, Publication
from issues.states import State
from tests.issues.office import make_issue, office
from tests.people import PASSWORD, person
from tests.reading.factories import correct, publish_internally

pytestmark = pytest.mark.django_db
SAMPLES = settings.BASE_DIR / "tests" / "bulletin" / "samples"
SEED = settings.BASE_DIR / "fixtures" / "2022-4.txt"
OTHER_TITLE = SAMPLES / "supplement.txt"
SECRET = "这一句谁也不该看见"


@pytest.fixture
def marked(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"机密★5年\n决策参阅\n第4期\n{SECRET}。\n", encoding="utf-8")
    return path


def run(capsys, *arguments):
    """Exit code, standard output and error output of a command."""
    try:
        call_command(*map(str, arguments))
        code = 0
    except CommandError as error:
        code = error.returncode
    said = capsys.readouterr()
    return code, said.out, said.err


def stored():
    return [model.objects.count() for model in (Issue, Hub, CaseStudy, Intake)]


# import_issue


def test_an_imported_file_is_a_draft_of_the_named_editor(capsys):
    editor = person("editor", Role.EDITOR)
    code, out, _ = run(capsys, "import_issue", SEED, "--by", "editor")
    assert code == 0 and "建立草稿 2022年第4期" in out
    assert Intake.objects.get().by == editor


def test_without_a_name_the_command_line_is_the_author_and_nobody_can_sign_in_as_it(capsys):
    run(capsys, "import_issue", SEED)
    by = Intake.objects.get().by
    assert by.username == "command-line" and not by.has_usable_password() and not by.roles


def test_the_same_file_twice_is_one_draft(capsys):
    assert run(capsys, "import_issue", SEED, SEED)[0] == 0
    assert Issue.objects.count() == 1


def test_the_parse_is_printed_as_data_and_nothing_else_on_standard_output(capsys):
    code, out, _ = run(capsys, "import_issue", SEED, "--json")
    (parse,) = json.loads(out)
    assert code == 0 and parse["refused"] is None
    assert parse["bulletin"]["number"] == 4 and parse["bulletin"]["date"] == "2022-01-25"
    assert {"warnings", "changes", "unplaced"} <= set(parse)
    assert Issue.objects.count() == 1


@pytest.mark.parametrize("path", [SEED, OTHER_TITLE], ids=["ours", "another title"])
def test_a_dry_run_parses_any_bulletin_and_stores_nothing(capsys, path):
    code, out, _ = run(capsys, "import_issue", path, path, "--json", "--dry-run")
    assert code == 0 and len(json.loads(out)) == 2
    assert stored() == [0, 0, 0, 0]
    assert not User.objects.exists() and not AuditEntry.objects.exists()


def test_a_bulletin_of_another_title_is_parsed_but_not_stored(capsys):
    code, out, err = run(capsys, "import_issue", OTHER_TITLE, "--json")
    assert code == 1 and json.loads(out)[0]["bulletin"] and "不能导入" in err
    assert stored() == [0, 0, 0, 0]


@pytest.mark.parametrize("options", [(), ("--json",), ("--json", "--dry-run")])
def test_a_marked_secret_exits_3_and_none_of_its_text_is_told_or_stored(capsys, marked, options):
    code, out, err = run(capsys, "import_issue", marked, *options)
    assert code == 3 and "不得接收" in err
    assert SECRET not in out + err and "a.txt" not in out + err
    assert stored() == [0, 0, 0, 0]
    assert AuditEntry.objects.filter(event=REFUSED).exists() is ("--dry-run" not in options)
    assert all(SECRET not in entry.detail + entry.subject for entry in AuditEntry.objects.all())
    if options:
        assert json.loads(out)[0]["refused"]["reason"]


def test_a_marked_secret_among_others_exits_3_and_the_others_are_imported(capsys, marked):
    assert run(capsys, "import_issue", marked, SEED, marked.parent / "none.txt")[0] == 3
    assert Issue.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.txt", None, "打不开这个文件"),
        ("a.txt", b"", "是空的"),
        ("a.docx", b"PK", "文件不完整或已损坏"),
        ("a.txt", b"\x00\x01\xff\xfe\x80", "编码无法识别"),
    ],
)
def test_an_unreadable_file_exits_1_with_a_sentence_and_a_refusal_in_the_data(
    capsys, tmp_path, name, content, sentence
):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = run(capsys, "import_issue", tmp_path / name, "--json")
    (parse,) = json.loads(out)
    assert code == 1 and sentence in err and sentence in parse["refused"]["reason"]
    assert stored() == [0, 0, 0, 0]


@pytest.mark.parametrize(("name", "sentence"), [("nobody", "没有“nobody”这个账号"), ("reader", "没有“编辑”的角色")])
def test_a_name_that_may_not_import_is_refused_before_any_file_is_read(capsys, name, sentence):
    person("reader", Role.READER)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_issue", SEED, "--by", name)
    assert stored() == [0, 0, 0, 0]


# export_issue


@pytest.fixture
def released(request):
    """第5期 released to the public and its first supplement, to readers inside."""
    cast = office()
    make_issue(cast, State.PUBLISHED)
    make_issue(cast, State.PUBLISHED, number=1, supplement=True, total=None, audience=Audience.INTERNAL)


@pytest.mark.parametrize(("format", "render"), [("txt", text.render), ("md", markdown.render), ("json", to_json)])
def test_an_issue_is_exported_whole_or_in_its_public_form(capsys, released, tmp_path, format, render):
    bulletin = Publication.objects.get(supplement=False).bulletin
    file = tmp_path / "5"
    code, out, _ = run(capsys, "export_issue", 2022, "5", "--format", format, "-o", file)
    assert code == 0 and str(file) in out
    assert file.read_text(encoding="utf-8") == render(bulletin)
    assert run(capsys, "export_issue", 2022, "5", "--format", format, "--public")[1] == render(public_form(bulletin))
    assert AuditEntry.objects.filter(event="导出").count() == 2


def test_a_word_file_is_exported_whole_or_in_its_public_form(capsys, released, tmp_path):
    bulletin, file = Publication.objects.get(supplement=False).bulletin, tmp_path / "5.docx"
    for options, form in (((), bulletin), (("--public",), public_form(bulletin))):
        assert run(capsys, "export_issue", 2022, "5", "--format", "docx", "-o", file, *options)[0] == 0
        assert printed_digest(word.parse(word.read(file.read_bytes())).bulletin) == printed_digest(form)


def test_a_supplement_is_named_by_an_s(capsys, released):
    out = run(capsys, "export_issue", 2022, "s1", "--format", "json")[1]
    assert from_json(out).supplement


def test_a_note_on_words_the_public_never_had_is_not_exported_to_it(capsys):
    before = publish_internally()
    correct(before, note="只有内部读者知道的更正。", audience=Audience.PUBLIC)
    assert "只有内部读者" in run(capsys, "export_issue", 2022, "4", "--format", "json")[1]
    assert "只有内部读者" not in run(capsys, "export_issue", 2022, "4", "--format", "json", "--public")[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2022", "6"], "2022年第6期没有发布"),
        (["2022", "1"], "2022年第1期没有发布"),
        (["2022", "s1", "--public"], "2022年增刊第1期没有公开发布"),
        (["2022", "x"], "期号“x”不对"),
        (["2022", "5", "-o", "nowhere/5.txt"], "写不了"),
        (["2022", "5", "--format", "docx"], "docx 文件不能打印在屏幕上。请用 -o 写明存到哪个文件"),
    ],
)
def test_what_cannot_be_exported_is_refused_with_a_sentence_and_not_recorded(released, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("export_issue", *arguments)
    assert not AuditEntry.objects.filter(event="导出").exists()


# verify, render, workflow, dispose


def test_verify_says_that_all_holds(capsys, released):
    code, out, _ = run(capsys, "verify")
    assert code == 0 and "全部完好：2 稿、2 次发布" in out


def test_rendering_anew_mends_pages_and_changes_no_digest(capsys, released):
    publication = Publication.objects.get(supplement=False)
    Publication.objects.filter(pk=publication.pk).update(whole_html="旧", public_html="旧")
    assert run(capsys, "verify")[0] == 1
    assert "更新 1，未变 1" in run(capsys, "render")[1]
    assert run(capsys, "verify")[0] == 0
    assert Publication.objects.get(pk=publication.pk).whole_html == publication.whole_html


def test_the_page_of_the_workflow_is_what_the_command_prints():
    assert (settings.BASE_DIR / "docs" / "workflow.md").read_text(encoding="utf-8") == workflow.page()


@pytest.fixture
def typed(monkeypatch):
    """What two people type at the server's keyboard."""

    def type_in(*names, password=PASSWORD):
        waiting = iter(names)
        monkeypatch.setattr("builtins.input", lambda _: next(waiting))
        monkeypatch.setattr(dispose, "getpass", lambda _: password)

    return type_in


@pytest.mark.django_db(transaction=True)
def test_two_people_who_sign_in_dispose_of_an_issue(capsys, typed):
    issue = make_issue(office(), State.PUBLISHED)
    typed("signer", "discloser")
    code, out, _ = run(capsys, "dispose", 2022, 5, "--reason", "某人批准")
    assert code == 0 and "处理全部备份" in out
    assert Disposal.objects.get().issue == issue
    assert run(capsys, "verify")[0] == run(capsys, "render")[0] == 0


def test_a_wrong_password_disposes_of_nothing(typed):
    make_issue(office())
    typed("signer", "discloser", password="nobody's")
    with pytest.raises(CommandError, match="用户名或密码不对"):
        call_command("dispose", "2022", "5", "--reason", "某人批准")
    assert not Disposal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_issues_of_a_number_the_one_meant_is_named(capsys, typed):
    cast = office()
    dropped = make_issue(cast)
    moves.put_in_trash(dropped, by=cast.editor)
    kept = make_issue(cast)
    with pytest.raises(CommandError, match=f"{kept.pk}、{dropped.pk}。请用 --id"):
        call_command("dispose", "2022", "5", "--reason", "某人批准")
    typed("signer", "discloser")
    assert run(capsys, "dispose", "--id", dropped.pk, "--reason", "某人批准")[0] == 0
    assert Disposal.objects.get().issue == dropped


def test_without_a_keyboard_nothing_is_disposed_of(monkeypatch):
    issue = make_issue(office(), number=None)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="须由两人"):
        call_command("dispose", "--id", str(issue.pk), "--reason", "某人批准")


def test_there_is_nothing_to_dispose_of_without_a_number():
    with pytest.raises(CommandError, match="请写明年份和期号"):
        call_command("dispose", "--reason", "某人批准")


def test_there_is_nothing_to_dispose_of_under_a_number_not_used():
    with pytest.raises(CommandError, match="没有2022年第5期"):
        call_command("dispose", "2022", "5", "--reason", "某人批准")
