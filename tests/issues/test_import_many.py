"""import_issue over folders and zips: goes on after errors, tells of each file, begins where it left off."""

import csv
import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from accounts.access import Role
from accounts.audit import AuditEntry
from issues.models import Issue
from tests.people import person

pytestmark = pytest.mark.django_db
TEXT = """决策参阅
第{0}期（总第{1}期）
许昌市科技创新公共服务中心　　1998年{0}月5日

第{0}期的标题

　　导语一段话，说明来由。
"""


class Terminal(io.StringIO):
    def isatty(self):
        return True


def issue(number):
    return TEXT.format(number, 100 + number).encode()


@pytest.fixture(autouse=True)
def editor():
    return person("wang", Role.EDITOR)


@pytest.fixture
def folder(tmp_path):
    """过刊: two issues, one of them in a folder, one more in a zip, a table, a marked file, and some junk."""
    place = tmp_path / "过刊"
    (place / "1998").mkdir(parents=True)
    (place / "1.txt").write_bytes(issue(1))
    (place / "1998" / "2.txt").write_bytes(issue(2))
    (place / "目录.xlsx").write_bytes(b"PK")
    (place / "Thumbs.db").write_bytes(b"x")
    (place / "密.txt").write_bytes("机密★10年\n决策参阅".encode())
    with zipfile.ZipFile(place / "补.zip", "w") as archive:
        archive.writestr("后补/3.txt", issue(3))
        archive.writestr("__MACOSX/._3.txt", b"x")
    return place


def run(*arguments, **given):
    out, err = io.StringIO(), given.pop("stderr", io.StringIO())
    status = 0
    try:
        call_command("import_issue", *map(str, arguments), by="wang", stdout=out, stderr=err, **given)
    except CommandError as error:
        status = error.returncode
    return status, out.getvalue(), err.getvalue()


def numbers():
    return sorted(Issue.objects.values_list("number", flat=True))


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_everything_under_a_folder_is_taken_in_and_errors_do_not_end_it(folder):
    status, out, err = run(folder)
    assert status == 3
    assert numbers() == [1, 2, 3]
    assert "是表格" in err
    assert "本系统不得接收" in err
    assert "共5个文件：新建草稿 3，没有导入 1，不得接收 1。" in out


def test_a_second_run_takes_in_only_what_is_new(folder):
    run(folder)
    (folder / "4.txt").write_bytes(issue(4))
    _, out, _ = run(folder)
    assert "新建草稿 1" in out
    assert "导入过 3" in out
    assert numbers() == [1, 2, 3, 4]


def test_the_report_is_a_table_that_excel_opens(folder, tmp_path):
    run(folder, report=tmp_path / "结果.csv")
    assert (tmp_path / "结果.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    heading, *told = rows(tmp_path / "结果.csv")
    assert heading[:2] == ["文件", "结果"]
    (first,) = [row for row in told if row[0].endswith("/1.txt")]
    assert first[1:5] == [
        "新建草稿",
        Issue.objects.get(number=1).get_absolute_url(),
        "1998年第1期（总第101期）",
        "第1期的标题",
    ]
    assert len(first[7]) == 64
    assert any(row[0].endswith("补.zip/后补/3.txt") for row in told)


def test_of_a_marked_file_the_report_tells_neither_name_nor_digest(folder, tmp_path):
    run(folder, report=tmp_path / "结果.csv")
    (marked,) = [row for row in rows(tmp_path / "结果.csv") if row[1] == "不得接收"]
    assert marked[0] == marked[7] == ""
    assert "密.txt" not in (tmp_path / "结果.csv").read_text(encoding="utf-8")
    assert AuditEntry.objects.filter(event="拒收带密级标志的文件").count() == 1


def test_the_report_can_be_json(folder, tmp_path):
    run(folder, report=tmp_path / "结果.json")
    told = json.loads((tmp_path / "结果.json").read_text(encoding="utf-8"))
    assert [one["outcome"] for one in told].count("新建草稿") == 3
    assert set(told[0]) == {"file", "outcome", "issue", "number", "title", "findings", "sentence", "sha256"}


def test_a_title_that_looks_like_a_formula_is_only_text_in_the_report(tmp_path):
    (tmp_path / "1.txt").write_bytes(issue(1).replace("第1期的标题".encode(), "=1+1科技创新的算式".encode()))
    run(tmp_path / "1.txt", report=tmp_path / "结果.csv")
    (told,) = rows(tmp_path / "结果.csv")[1:]
    assert not told[4].startswith("=")


@pytest.mark.parametrize("name", ["结果.xlsx", "没有/结果.csv"])
def test_a_report_that_cannot_be_written_ends_it_before_it_begins(folder, tmp_path, name):
    status, _, _ = run(folder, report=tmp_path / name)
    assert status == 1
    assert not Issue.objects.exists()


def test_a_dry_run_reads_the_same_and_stores_nothing(folder, tmp_path):
    status, out, _ = run(folder, dry_run=True, report=tmp_path / "结果.csv")
    assert (status, numbers()) == (3, [])
    assert "试读 3" in out
    assert not AuditEntry.objects.filter(event="拒收带密级标志的文件").exists()


def test_a_terminal_shows_how_far_it_is(folder):
    _, _, err = run(folder, stderr=Terminal())
    assert "0/5" in err
    assert "4/5 还要约" in err


def test_elsewhere_there_is_no_bar_and_json_stays_json(folder):
    _, out, err = run(folder, json=True)
    assert "/5" not in err
    assert len(json.loads(out)) == 5


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"x" * 100])
def test_a_broken_zip_is_one_sentence(tmp_path, content):
    (tmp_path / "坏.zip").write_bytes(content)
    status, _, err = run(tmp_path / "坏.zip")
    assert status == 1
    assert "坏.zip" in err


def test_an_empty_folder_is_one_sentence(tmp_path):
    status, _, err = run(tmp_path)
    assert status == 1
    assert "文件夹里没有可导入的文件" in err
