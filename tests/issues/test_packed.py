"""A zip of issues: nested, named in GBK, full of junk, or hostile."""

import io
import zipfile

import pytest

from bulletin.secrecy import MarkedSecret
from issues import packed
from issues.files import CannotRead
from issues.packed import is_junk, members_of
from tests.issues.batches import zipped


def names(content, name="过刊.zip"):
    members, skipped = members_of(name, content)
    return [(member.folder, member.name) for member in members], skipped


def refusal(content, name="过刊.zip"):
    (member,), _ = members_of(name, content)
    with pytest.raises(CannotRead) as refused:
        member.read()
    return str(refused.value)


def test_files_in_nested_folders_come_with_their_folder():
    content = zipped({"2015年/上半年/第3期.txt": b"a", "第4期.txt": b"b"})
    assert names(content) == ([("2015年/上半年", "第3期.txt"), ("", "第4期.txt")], 0)
    assert [member.read() for member in members_of("a.zip", content)[0]] == [b"a", b"b"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_are_read_as_windows_and_as_other_systems_write_them(encoding):
    content = zipped({"x" * len("年份/第3期.txt".encode(encoding)): b"a"})
    content = content.replace(b"x" * len("年份/第3期.txt".encode(encoding)), "年份/第3期.txt".encode(encoding))
    assert names(content) == ([("年份", "第3期.txt")], 0)


def test_what_systems_leave_behind_is_skipped_and_counted():
    left = ["__MACOSX/._第3期.txt", ".DS_Store", "甲/Thumbs.db", "甲/~$第3期.docx", "desktop.ini", "甲/._第4期.txt"]
    assert names(zipped({**dict.fromkeys(left, b"x"), "甲/第3期.txt": b"a"})) == ([("甲", "第3期.txt")], 6)


@pytest.mark.parametrize("name", ["第3期.txt", "2015/~第3期.txt", "a$.docx", "MACOSX/第1期.txt"])
def test_what_an_editor_named_is_no_junk(name):
    assert not is_junk(name)


@pytest.mark.parametrize(
    "path", ["../第3期.txt", "/etc/第3期.txt", "C:/第3期.txt", "甲/../../第3期.txt", "甲\\..\\乙.txt"]
)
def test_paths_that_lead_elsewhere_are_refused(path):
    assert "指向别处的路径" in refusal(zipped({path: b"a"}))


def test_an_encrypted_zip_is_refused():
    content = bytearray(zipped({"第3期.txt": b"a"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + at] |= 1
    assert "设了密码" in refusal(bytes(content))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rest", b"x" * 1000])
def test_what_is_no_zip_is_refused(content):
    assert "打不开" in refusal(content)


def test_a_truncated_zip_is_refused():
    assert "打不开" in refusal(zipped({"第3期.txt": b"a" * 5000})[:-30])


def test_a_damaged_file_is_refused_alone():
    content = zipped({"第3期.txt": bytes(range(256)) * 40, "第4期.txt": b"b"})
    at = content.find(b".txt") + 20
    members, _ = members_of("a.zip", content[:at] + b"\xff" * 8 + content[at + 8 :])
    with pytest.raises(CannotRead, match="已损坏"):
        members[0].read()
    assert members[1].read() == b"b"


def test_a_bomb_is_refused_by_what_it_says_of_itself():
    assert "太大" in refusal(zipped(dict.fromkeys("abcdefghijk", b"0" * (19 * 1024 * 1024))))


def test_a_bomb_that_lies_is_read_no_further_than_allowed(monkeypatch):
    monkeypatch.setattr(packed, "MAX_UPLOAD", 1000)
    content = zipped({"第3期.txt": b"0" * 100_000})
    size = (100_000).to_bytes(4, "little")
    content = content.replace(size, (10).to_bytes(4, "little"))
    (member,), _ = members_of("a.zip", content)
    with pytest.raises(CannotRead):
        member.read()


def test_too_many_files_are_refused():
    assert "超过了1000个" in refusal(zipped({f"{number}.txt": b"" for number in range(1001)}))


def test_a_zip_in_a_zip_is_one_file_that_is_not_opened():
    assert names(zipped({"内层.zip": zipped({"第3期.txt": b"a"})})) == ([("", "内层.zip")], 0)


def test_a_zip_whose_name_is_marked_is_not_opened():
    (member,), _ = members_of("机密★10年.zip", zipped({"第3期.txt": b"a"}))
    with pytest.raises(MarkedSecret):
        member.read()


def test_a_zip_whose_comment_is_marked_is_not_opened():
    commented = io.BytesIO(zipped({"第3期.txt": b"a"}))
    with zipfile.ZipFile(commented, "a") as archive:
        archive.comment = "机密★10年".encode("gb18030")
    (member,), _ = members_of("过刊.zip", commented.getvalue())
    with pytest.raises(MarkedSecret):
        member.read()


def test_an_empty_zip_says_so():
    packed_nothing = io.BytesIO()
    zipfile.ZipFile(packed_nothing, "w").close()
    assert "是空的" in refusal(packed_nothing.getvalue())
