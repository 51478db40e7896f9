"""导入期次 in the office: upload, the parse beside its source, confirm, and what is never kept."""

import base64
import hashlib
import json
import re
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import AuditEntry
from bulletin.parsing import text as text_parser
from bulletin.rendering import markdown
from hubs.models import Hub
from issues.admin import intake_words
from issues.models import Issue, Section
from tests.issues.office import office
from tests.issues.stored import everything_stored

pytestmark = pytest.mark.django_db
SEED = (Path(__file__).parent.parent / "bulletin" / "samples" / "00-seed.txt").read_bytes()
UPLOAD = "/admin/issues/issue/intake/"
MARKER = "独一无二甲乙丙丁戊己庚辛"
MARKED = f"机密★10年\n决策参阅\n2022年第9期\n{MARKER}的正文。\n".encode()


@pytest.fixture
def cast():
    return office()


@pytest.fixture
def temp_folder(tmp_path, monkeypatch):
    """Where this process puts its temporary files, empty to begin with."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def upload(user, content=SEED, name="第4期.txt"):
    """What is shown after the file was chosen: it beside what was recognised, or a sentence."""
    return signed_in(user).post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def fields_of(response):
    form = response.context["form"]
    return {name: "" if (value := form[name].value()) in (None, False) else value for name in form.fields} | {
        "supplement": "on" if form["supplement"].value() else ""
    }


def confirm(user, *args, **changed):
    shown = upload(user, *args)
    place = shown.redirect_chain[-1][0]
    fields = {name: value for name, value in fields_of(shown).items() if value != ""}
    return signed_in(user).post(place, {**fields, "then": "take", **changed})


# The upload page


def test_the_upload_page_forbids_secrets_first(cast):
    shown = text(signed_in(cast.editor).get(UPLOAD))
    assert "不得导入涉及国家秘密、工作秘密的文件" in shown


@pytest.mark.parametrize("name", ["first", "signer", "reader", "administrator"])
def test_only_editors_import(cast, name):
    user = getattr(cast, name)
    file = upload(cast.editor).context["file"]
    pages = [UPLOAD, *(file.batch.get_absolute_url() + page for page in ("", "confirm/", "undo/", "clear/"))]
    for response in (*map(signed_in(user).post, [*pages, file.get_absolute_url()]), signed_in(user).get(UPLOAD)):
        assert response.status_code in (302, 403)
        assert "Location" not in response or "/login/" in response["Location"]
    assert not Issue.objects.exists()


def test_the_parse_stands_beside_its_source(cast):
    shown = text(upload(cast.editor))
    assert '<li id="L1" value="1"' in shown
    for words in (
        'name="year" value="2022"',
        'name="number" value="4"',
        'name="total" value="418"',
        'value="2022-01-25"',
        "英国伦敦科技创新中心",
        "新建“伦敦科技创新中心”",
    ):
        assert words in shown


def test_the_line_numbers_are_those_of_the_source(cast):
    lines = SEED.decode("utf-8-sig").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if "伦敦科技创新中心" in line)
    shown = text(upload(cast.editor))
    item = re.search(rf'<li id="L{number}"[^>]*>(.*?)</li>', shown, re.DOTALL)
    assert "伦敦科技创新中心" in item[1]


def test_changes_are_told_in_chinese_with_before_and_after(cast):
    shown = text(upload(cast.editor))
    assert "按规则改了写法" in shown
    assert not re.search(r"<summary>[^<]*[a-z]+_[a-z]+", shown)


def test_every_rule_the_parser_reports_has_chinese_words(cast):
    source = "".join(path.read_text() for path in Path(text_parser.__file__).parent.glob("*.py"))
    found = set(re.findall(r'change\([^"\n]*"([a-z_]+)"', source)) | set(
        re.findall(r'Edit\(.*?"([a-z]+_[a-z]+)"', source)
    )
    assert found
    assert not {rule for rule in found if rule not in intake_words.RULES and not rule.endswith("_form")}


def test_a_known_hub_is_recognised(cast):
    Hub.objects.create(name="伦敦科技创新中心", country="英国")
    shown = text(upload(cast.editor))
    assert shown.count("（已有）") == 1
    assert shown.count("新建“") == 4


def test_lessons_are_suggested(cast):
    assert "建议列出的启示" in text(upload(cast.editor))


def test_no_issue_is_made_and_nothing_lies_in_a_folder_before_it_is_confirmed(cast, temp_folder):
    assert "英国伦敦科技创新中心" in text(upload(cast.editor))
    assert not Issue.objects.exists()
    assert not list(temp_folder.rglob("*"))


# Confirming


def test_confirming_makes_the_draft_and_opens_it(cast):
    response = confirm(cast.editor)
    issue = Issue.objects.get()
    assert response["Location"] == f"/admin/issues/issue/{issue.pk}/change/"
    assert (issue.year, issue.number, issue.total) == (2022, 4, 418)
    assert issue.sections.filter(case_study__isnull=False).count() == 5


def test_a_section_said_not_to_be_a_case_becomes_plain_text(cast):
    confirm(cast.editor, hub_1="none")
    assert Section.objects.filter(case_study__isnull=False).count() == 4


def test_the_same_file_again_changes_nothing(cast):
    confirm(cast.editor)
    issue = Issue.objects.get()
    shown = text(upload(cast.other_editor, name="别的名字.txt"))
    assert f"内容相同的文件已经导入过：{issue}" in shown
    assert confirm(cast.other_editor).status_code == 422
    assert Issue.objects.count() == 1


def test_a_number_that_is_taken_is_refused_with_a_sentence(cast):
    confirm(cast.editor)
    response = confirm(cast.editor, SEED + "另一段。\n".encode())
    assert response.status_code == 422
    assert "已经在系统里" in text(response)
    assert Issue.objects.count() == 1


def test_markdown_is_read_back_exactly(cast):
    source = markdown.render(text_parser.parse(SEED).bulletin).encode()
    assert "英国伦敦科技创新中心" in text(upload(cast.editor, source, "第4期.md"))
    assert confirm(cast.editor, source, "第4期.md").status_code == 302
    assert Issue.objects.get().total == 418


def test_a_text_in_gb18030_is_read(cast):
    source = SEED.decode("utf-8-sig").encode("gb18030")
    assert "总第418期" in text(upload(cast.editor, source))
    assert confirm(cast.editor, source).status_code == 302


# What cannot be read


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.txt", b" \n", "是空的"),
        ("文.docx", b"PK\x03\x04rest", "文件不完整或已损坏"),
        ("文.doc", b"\xd0\xcf\x11\xe0", "另存为“Word 文档（.docx）”"),
        ("文.wps", b"x", "请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”后再导入"),
        ("文.pdf", b"%PDF-1.4", "请用它的 Word 原稿（.docx）导入"),
        ("表.xlsx", b"PK\x03\x04", "是表格"),
        ("图.png", b"\x89PNG", "识别"),
        ("假.txt", b"PK\x03\x04rest", "不是文本文件"),
        ("乱.txt", b"\x81\xff\xfe\x00\x9c" * 50, "编码"),
        ("坏.md", "没有刊头".encode(), "第1行"),
    ],
)
def test_other_files_get_a_sentence_that_says_what_to_do(cast, name, content, sentence):
    response = upload(cast.editor, content, name)
    assert response.status_code == 422
    assert sentence in text(response)


def test_a_file_over_two_megabytes_is_refused(cast):
    response = upload(cast.editor, "字".encode() * 800_000)
    assert response.status_code == 422
    assert "超过了 2 MB" in text(response)


def test_a_file_cut_off_for_its_size_is_said_to_be_too_large(cast):
    response = upload(cast.editor, b"a" * (21 * 1024 * 1024))
    assert response.status_code == 422
    assert "文件太大" in text(response)


def test_no_file_at_all_asks_for_one(cast):
    response = signed_in(cast.editor).post(UPLOAD, {})
    assert response.status_code == 422
    assert "请先选择文件" in text(response)


def test_a_file_name_is_escaped_and_clipped(cast):
    shown = text(upload(cast.editor, name=f"<b>{'长' * 150}.txt"))
    assert "<b>长" not in shown
    assert "&lt;b&gt;长" in shown
    assert "长" * 130 not in shown


# Marked secrets


def test_a_marked_secret_leaves_no_trace_of_its_text(cast, caplog, temp_folder):
    response = upload(cast.editor, MARKED, f"{MARKER}.txt")
    assert response.status_code == 422
    shown = text(response)
    assert "从这台电脑上移除" in shown
    assert "告知本单位的保密员" in shown
    encoded = base64.b64encode(MARKED).decode()
    for told in (shown, everything_stored(), caplog.text):
        assert MARKER not in told
        assert encoded not in told
    assert not list(temp_folder.rglob("*"))
    assert not Issue.objects.exists()


def test_a_refusal_is_audited_with_the_digest_of_the_file_name_and_the_rule_only(cast):
    upload(cast.editor, MARKED, "某文件.txt")
    entry = AuditEntry.objects.order_by("-sequence").first()
    assert entry.actor_id == cast.editor.pk
    assert json.loads(entry.detail) == {"rule": "密级标志", "file": hashlib.sha256("某文件.txt".encode()).hexdigest()}
    assert entry.subject == ""


def test_a_file_whose_name_is_marked_is_refused_unread(cast):
    response = upload(cast.editor, SEED, "机密★10年.txt")
    assert response.status_code == 422
    assert "告知本单位的保密员" in text(response)


def test_a_marked_text_in_gb18030_is_refused_too(cast):
    response = upload(cast.editor, MARKED.decode().encode("gb18030"))
    assert "告知本单位的保密员" in text(response)


def test_a_doubtful_word_is_pointed_out_but_not_refused(cast):
    source = SEED + "　　要遵守保密法的规定。\n".encode()
    assert "请确认不涉及国家秘密和工作秘密" in text(upload(cast.editor, source))
