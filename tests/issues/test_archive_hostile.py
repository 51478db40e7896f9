"""Archives that somebody broke, changed or made up: each ends in a sentence, and nothing is stored."""

import copy
import hashlib
import io
import json
import random
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.audit import AuditEntry
from accounts.models import User
from bulletin.secrecy import MarkedSecret
from bulletin.serialization import from_json, to_json
from hubs.models import Hub
from issues.archiving import layout
from issues.archiving.restore import restore
from issues.models import Issue, Publication, Revision, Series
from issues.states import State
from tests.issues.archives import bring_back, made, with_sums, zipped
from tests.issues.office import make_issue, office
from tests.scans import PNG

pytestmark = pytest.mark.django_db
FOLDER = "issues/2022-5"
TEXT, RECORD = f"{FOLDER}/1/bulletin.json", f"{FOLDER}/record.json"


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return made(lambda: make_issue(office(), State.PUBLISHED))


@pytest.fixture(autouse=True)
def nothing_stored():
    before = Series.objects.values_list("pk", "title").get()
    yield
    assert not any(model.objects.exists() for model in (User, Hub, Issue, Revision, Publication))
    assert Series.objects.values_list("pk", "title").get() == before


def refused(file) -> str:
    with pytest.raises(layout.Unusable) as refusal:
        restore(file)
    return str(refusal.value)


def edited(content: bytes, *path, value) -> bytes:
    """The JSON `content` with what stands at `path` replaced."""
    data = at = json.loads(content)
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return layout.dump(data)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"MZ\x90\x00 an .exe", b"\x00" * 10_000])
def test_what_is_no_zip_is_refused(content):
    assert "不是归档包" in refused(io.BytesIO(content))


def test_a_truncated_archive_is_refused(files):
    whole = zipped(files).getvalue()
    assert "不是归档包" in refused(io.BytesIO(whole[: len(whole) // 2]))


def test_a_damaged_byte_is_named(files):
    whole = bytearray(zipped(files).getvalue())
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        start = opened.getinfo(TEXT).header_offset
    whole[start + 200] ^= 0xFF
    assert TEXT in refused(io.BytesIO(whole))


def test_a_changed_file_is_named(files):
    said = refused(zipped(files | {TEXT: files[TEXT].replace("导语".encode(), "倒语".encode())}))
    assert f"{TEXT} 与 SHA256SUMS 所记的校验值不符" in said


def test_a_missing_file_is_named(files):
    said = refused(zipped({name: text for name, text in files.items() if name != RECORD}))
    assert f"缺少 {RECORD}" in said


@pytest.mark.parametrize("name", [layout.MANIFEST, layout.SUMS])
def test_an_archive_without_its_list_is_refused(files, name):
    assert f"缺少 {name}" in refused(zipped({one: text for one, text in files.items() if one != name}))


def test_a_file_slipped_in_is_named(files):
    assert "extra.txt 不在 SHA256SUMS 里" in refused(zipped(files | {"extra.txt": b"1"}))


def test_a_list_of_sums_written_anew_is_noticed(files):
    forged = with_sums(files | {"extra.txt": b"1"})
    assert "所记的校验值不符，归档包被改动过" in refused(zipped(forged | {layout.MANIFEST: files[layout.MANIFEST]}))


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/passwd", "issues\\..\\x", "C:x", "a/./b", "issues/", "文件"]
)
def test_a_name_that_leads_elsewhere_is_refused(files, name):
    assert "文件名不合规矩" in refused(zipped(files | {name: b"1"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_comes_twice_is_refused(files):
    file = zipped(files)
    with zipfile.ZipFile(file, "a") as pack:
        pack.writestr(TEXT, b"{}")
    assert f"两个 {TEXT}" in refused(file)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(files):
    assert "大得不正常" in refused(zipped(with_sums(files | {"bomb.json": b"0" * 50 * layout.MB})))


def test_a_locked_archive_is_refused(files):
    whole = bytearray(zipped(files).getvalue())
    at = whole.index(b"PK\x01\x02")
    whole[at + 8] |= 1
    assert "加了密码" in refused(io.BytesIO(whole))


@pytest.mark.parametrize("schema", [0, 2, "1", None, {}])
def test_another_schema_is_refused(files, schema):
    assert "格式版本是" in refused(
        zipped(files | {layout.MANIFEST: edited(files[layout.MANIFEST], "schema", value=schema)})
    )


CHANGES = {
    "no JSON": (RECORD, lambda text: b"{", "不是 JSON"),
    "JSON too deep": (RECORD, lambda text: b"[" * 100_000, "不是 JSON"),
    "no UTF-8": (RECORD, lambda text: b"\xff\xfe", "不是 UTF-8"),
    "another shape": (RECORD, lambda text: b"[]", "不是归档包的写法"),
    "rows that are none": (
        RECORD,
        lambda text: edited(text, "issues.review", value=["甲"]),
        "不是归档包的写法",
    ),
    "a field nobody knows": (
        RECORD,
        lambda text: edited(text, "issues.review", 0, "is_superuser", value=True),
        "“审核意见”的字段不符合格式",
    ),
    "a person nobody knows": (
        RECORD,
        lambda text: edited(text, "issues.review", 0, "decided_by", value="nobody"),
        "“审核意见”的“决定人”不符合格式",
    ),
    "a list for a name": (
        RECORD,
        lambda text: edited(text, "issues.review", 0, "decided_by", value=[]),
        "“审核意见”的“决定人”不符合格式",
    ),
    "a time that is none": (
        RECORD,
        lambda text: edited(text, "issues.publication", 0, "go_live_at", value="昨天"),
        "“发布”的“发布时间”不符合格式",
    ),
    "a number too large": (
        RECORD,
        lambda text: edited(text, "issues.publication", 0, "sequence", value=10**30),
        "对不上|不符合格式|缺少",
    ),
    "a revision that is not there": (
        RECORD,
        lambda text: edited(text, "issues.publication", 0, "revision", value=7),
        "对不上",
    ),
    "the same pass twice": (
        RECORD,
        lambda text: edited(text, "issues.review", value=json.loads(text)["issues.review"] * 2),
        "互相矛盾",
    ),
    "a review left out": (
        RECORD,
        lambda text: edited(text, "issues.review", value=json.loads(text)["issues.review"][:2]),
        "发布的稿子没有审满",
    ),
    "no disclosure decision": (
        RECORD,
        lambda text: edited(text, "issues.disclosuredecision", value=[]),
        "没有“主动公开”的决定",
    ),
    "an audience nobody knows": (
        RECORD,
        lambda text: edited(text, "issues.publication", 0, "audience", value="everybody"),
        "互相矛盾",
    ),
    "an issue with no release": (RECORD, lambda text: edited(text, "issues.publication", value=[]), "缺少"),
    "a bulletin that is none": (TEXT, lambda text: b'{"schema":1}', "字段不符合格式"),
    "another schema of the bulletin": (TEXT, lambda text: text.replace(b'"schema":1', b'"schema":9'), "版本是 9"),
    "a bulletin written otherwise": (TEXT, lambda text: text.replace(b'":', b'": ', 1), "不是规范写法"),
    "a note that leads nowhere": (
        TEXT,
        lambda text: text.replace(b'"cases":[{"section":1', b'"cases":[{"section":9'),
        "指向没有的段落",
    ),
    "a control character": (TEXT, lambda text: text.replace("导语".encode(), b"\\u0003"), "控制字符"),
    "no series": (layout.OFFICE, lambda text: edited(text, "issues.series", value=[]), "应有一种刊物"),
    "a name too long": (
        layout.OFFICE,
        lambda text: edited(text, "hubs.hub", 0, "name", value="甲" * 101),
        "“科创中心”的“名称”不符合格式",
    ),
}


@pytest.mark.parametrize(("name", "change", "sentence"), CHANGES.values(), ids=CHANGES)
def test_what_was_made_up_is_named(files, name, change, sentence):
    changed = change(files[name])
    assert changed != files[name]
    with pytest.raises(layout.Unusable, match=sentence) as refusal:
        bring_back(with_sums(files | {name: changed}))
    assert str(refusal.value).endswith("。")


def test_issues_that_the_manifest_does_not_count_are_noticed(files):
    counts = edited(files[layout.MANIFEST], "counts", value={"issues": 2, "publications": 1})
    assert "期数、发布次数" in refused(zipped(files | {layout.MANIFEST: counts}))


def test_one_number_twice_is_noticed(files):
    again = {name.replace("2022-5", "2022-6"): text for name, text in files.items() if name.startswith(FOLDER)}
    key = edited(again["issues/2022-6/record.json"], "issues.issue", "key", value="0" * 32)
    assert "互相矛盾" in refused(zipped(with_sums(files | again | {"issues/2022-6/record.json": key})))


def leaves(data, path=()):
    """The way to every value of `data`."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        yield (*path, step)
        yield from leaves(part, (*path, step))


SOME = 40
ODD = [None, True, -1, 0, 10**30, 1.5, "", "甲", "2022-01-01", "9" * 5000, "\x00", "\ud800", [], [[]], {}, {"a": 1}]


def test_whatever_stands_in_the_place_of_a_value_ends_in_a_sentence(files):
    names = (RECORD, layout.OFFICE, TEXT)
    places = [(name, path) for name in names for path in leaves(json.loads(files[name]))]
    cases = [(name, path, odd) for name, path in places for odd in ODD]
    stumbled = []
    for name, path, odd in random.Random(418).sample(cases, SOME):
        changed = files | {name: json_with(json.loads(files[name]), path, odd)}
        try:
            with transaction.atomic():
                bring_back(with_sums(changed))
                raise layout.Unusable("有的改动无妨，也一样撤回。")
        except (layout.Unusable, MarkedSecret) as refusal:
            assert str(refusal).endswith("。")
        except Exception as error:
            stumbled.append((name, path, str(odd)[:10], repr(error)[:200]))
    assert stumbled == []


def json_with(data, path, value) -> bytes:
    at = data = copy.deepcopy(data)
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return json.dumps(data, separators=(",", ":")).encode("utf-8", "surrogatepass")


MARKS = {
    "in the text": (TEXT, "导语一段", "机密★5年"),
    "in the title": (TEXT, "第5期的标题", "绝密★长期"),
    "in what somebody remarked": (RECORD, "可以公开", "本件属于国家秘密"),
    "in a person's post": (layout.OFFICE, '"post": ""', '"post": "机密★5年"'),
}


@pytest.mark.parametrize(("name", "words", "mark"), MARKS.values(), ids=MARKS)
def test_a_marked_secret_is_refused(files, name, words, mark):
    changed = files[name].replace(words.encode(), mark.encode())
    assert changed != files[name]
    with pytest.raises(MarkedSecret):
        bring_back(with_sums(files | {name: changed}))


@pytest.mark.parametrize("kind", ["attachment", "publishedfile"])
def test_a_mark_in_a_scan_is_refused(files, kind):
    scan = PNG + "机密★10年".encode()
    name = f"{FOLDER}/scan.png"
    told = {"kind": "scan", "position": 1, "file_name": "影像件.png", "content_type": "image/png", "content": name}
    record = json.loads(files[RECORD])
    belongs = {"publication": 0} if kind == "publishedfile" else {"by": record["issues.publication"][0]["by"]}
    told |= {"sha256": hashlib.sha256(scan).hexdigest(), **belongs}
    record[f"issues.{kind}"].append(told)
    with pytest.raises(MarkedSecret):
        bring_back(with_sums(files | {RECORD: layout.dump(record), name: scan}))


def test_the_command_records_a_refused_secret_without_a_trace_of_it(files, tmp_path):
    name, words, mark = MARKS["in the text"]
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(with_sums(files | {name: files[name].replace(words.encode(), mark.encode())})).getvalue())
    with pytest.raises(CommandError, match="不得接收") as refusal:
        call_command("import_archive", str(path))
    assert refusal.value.returncode == 3
    entry = AuditEntry.objects.get()
    assert entry.event == "拒收带密级标志的文件" and mark not in entry.detail


def test_what_is_not_changed_would_have_come(files):
    """So that each refusal above is for its own reason."""
    again = with_sums(files)
    assert again == files
    assert from_json(files[TEXT].decode()) and to_json(from_json(files[TEXT].decode())) == files[TEXT].decode()
