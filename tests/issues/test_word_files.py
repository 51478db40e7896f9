"""Word files as they come into the house: read, refused in a sentence, or converted first; nothing half-stored."""

import os
import stat
import tempfile
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bulletin.parsing.word import converting
from bulletin.secrecy import MarkedSecret
from issues.files import CannotRead, read, source_of
from issues.models import Attachment, Batch, Intake, Issue
from tests.bulletin.test_word_gate import PLACES
from tests.bulletin.test_word_hostile import HOSTILE
from tests.bulletin.test_word_samples import sample
from tests.bulletin.typing_word import office
from tests.issues.office import office as cast_of

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def stored():
    return [model.objects.count() for model in (Issue, Attachment, Intake, Batch)]


def program(folder, monkeypatch, script):
    """A program of this name on the PATH, as LibreOffice would be."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_by_name(kind):
    content, sentence = HOSTILE[kind]
    with pytest.raises(CannotRead) as refused:
        read(source_of("第4期.docx", content))
    assert str(refused.value).startswith("“第4期.docx”")
    assert sentence in str(refused.value)


def test_a_file_of_200_megabytes_is_refused_unread():
    with pytest.raises(CannotRead, match=r"“第4期.docx”有 200.0 MB，超过了 20 MB。请在 Word 中压缩图片后再导入"):
        source_of("第4期.docx", b"PK\x03\x04" + bytes(200 * 1024 * 1024 - 4))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.wps", "另存为“Word 文档（.docx）”"),
        ("a.rtf", "另存为“Word 文档（.docx）”"),
        ("a.xml", "另存为“Word 文档（.docx）”"),
        ("a.docm", "带宏的 Word 文件"),
        ("a.pdf", "请用它的 Word 原稿（.docx）导入"),
        ("a.exe", "是程序"),
    ],
)
def test_other_formats_get_what_to_save_as(name, sentence):
    with pytest.raises(CannotRead, match=sentence):
        source_of(name, b"whatever")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["zip bomb", "entity bomb", "truncated", "program", "macros", "lone surrogate"])
def test_the_command_stores_nothing_of_a_hostile_file(tmp_path, kind):
    cast_of()
    before = stored()
    (tmp_path / "第4期.docx").write_bytes(HOSTILE[kind][0])
    with pytest.raises(CommandError) as refused:
        call_command("import_issue", str(tmp_path / "第4期.docx"))
    assert refused.value.returncode == 1
    assert stored() == before


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["title", "header", "text box", "hidden", "deleted", "footnote nobody points at"])
def test_the_command_stores_nothing_of_a_marked_file(tmp_path, place):
    cast_of()
    before = stored()
    (tmp_path / "第4期.docx").write_bytes(PLACES[place])
    with pytest.raises(CommandError) as refused:
        call_command("import_issue", str(tmp_path / "第4期.docx"))
    assert refused.value.returncode == 3
    assert stored() == before


def test_an_old_file_without_libreoffice_asks_for_docx(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        CannotRead, match=r"“第4期.doc”读不出来。它是旧版 Word 文件（.doc）。请在 Word 或 WPS 中打开，另存为"
    ):
        read(source_of("第4期.doc", OLD))


def test_an_old_file_is_converted_where_libreoffice_is(tmp_path, monkeypatch):
    (tmp_path / "made.docx").write_bytes(office(sample("seed")))
    program(tmp_path, monkeypatch, f'for last; do :; done; cp {tmp_path}/made.docx "$(dirname "$last")/source.docx"')
    parse = read(source_of("第4期.doc", OLD))
    assert (parse.bulletin.number, parse.bulletin.total) == (4, 418)


def test_a_conversion_that_fails_asks_for_docx_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    program(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(CannotRead, match="没能自动转换"):
        read(source_of("第4期.doc", OLD))
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_conversion_that_takes_too_long_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(converting, "_SECONDS", 3)
    program(tmp_path, monkeypatch, f"sleep 600 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(CannotRead, match="没能自动转换"):
        read(source_of("第4期.doc", OLD))
    child = int((tmp_path / "child").read_text())
    end = time.monotonic() + 60
    while not has_ended(child) and time.monotonic() < end:
        time.sleep(0.1)
    assert has_ended(child)


def has_ended(process):
    try:
        return " Z " in Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_marked_old_file_never_reaches_the_converter(tmp_path, monkeypatch):
    program(tmp_path, monkeypatch, f"touch {tmp_path}/called")
    marked = OLD + "\r机密★1年\r".encode("utf-16-le")
    with pytest.raises(MarkedSecret, match="国家秘密标志"):
        read(source_of("第4期.doc", marked))
    assert not (tmp_path / "called").exists()


def test_a_new_file_with_an_old_ending_is_read_as_what_it_is():
    assert read(source_of("第4期.doc", office(sample("seed")))).bulletin.number == 4
