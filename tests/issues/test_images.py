"""插图 that came with a Word file: kept with the draft, shown in the office, described there."""

import io

import pytest
from django.test import Client
from docx import Document

from accounts.audit import AuditEntry
from issues import intake
from issues.files import CannotRead, read, source_of
from issues.models import Attachment, Issue
from tests.bulletin.test_word_page import PNG
from tests.bulletin.typing_word import saved
from tests.issues.moving_pages import signed_in, text
from tests.issues.office import office

LONG = "科技创新中心是世界创新资源的集聚中心和创新活动的控制中心，日益受到重视。"


@pytest.fixture
def cast(db):
    return office()


def word_file(*alts):
    document = Document()
    for words in ("决策参阅", "第9期", "许昌市科技创新公共服务中心　2022年3月1日", "国外怎样建设创新中心", LONG):
        document.add_paragraph(words)
    for number, alt in enumerate(alts):
        document.add_picture(io.BytesIO(PNG + bytes([number])))
        document.inline_shapes[number]._inline.docPr.set("descr", alt)
    return saved(document)


def taken_in(cast, content, name="第9期.docx"):
    source = source_of(name, content)
    parse = read(source)
    outcome = intake.take_in(parse.bulletin, by=cast.editor, file_name=name, sha256=source.sha256, images=parse.images)
    return outcome.issue, outcome.lines


def page_of(issue):
    return f"/admin/issues/issue/{issue.pk}/images/"


def alts(issue):
    return list(issue.attachments.filter(kind="image").order_by("position").values_list("alt", flat=True))


def now(issue):
    return Issue.objects.get(pk=issue.pk)


def test_pictures_of_a_word_file_are_kept_with_the_draft(cast):
    issue, lines = taken_in(cast, word_file("硅谷的位置图", ""))
    images = issue.attachments.order_by("position")
    assert [(one.kind, one.file_name, one.content_type, one.alt) for one in images] == [
        (Attachment.Kind.IMAGE, "图1.png", "image/png", "硅谷的位置图"),
        (Attachment.Kind.IMAGE, "图2.png", "image/png", ""),
    ]
    assert bytes(images[0].content) == PNG + b"\0"
    assert lines[-1] == "保存图片 2 张，其中 1 张还没有说明，请在“插图”页补上。"


def test_the_same_file_again_keeps_no_second_picture(cast):
    content = word_file("")
    issue, _ = taken_in(cast, content)
    taken_in(cast, content)
    assert issue.attachments.count() == 1


def test_what_is_missing_is_asked_for_and_written(cast):
    issue, _ = taken_in(cast, word_file("", ""))
    assert "有 2 张还没有说明，请补上" in text(signed_in(cast.editor).get(page_of(issue)))
    sent = {"alt-1": " 硅谷的\n位置图 ", "alt-2": "", "lock_version": now(issue).lock_version}
    signed_in(cast.editor).post(page_of(issue), sent)
    assert alts(issue) == ["硅谷的 位置图", ""]
    assert AuditEntry.objects.filter(event="修改图片说明").count() == 1


def test_enter_in_a_field_saves_and_removes_nothing(cast):
    issue, _ = taken_in(cast, word_file("甲"))
    page = text(signed_in(cast.editor).get(page_of(issue)))
    form = page[page.index('class="desk-form"') :]
    assert 'name="remove"' not in form[: form.index("</button>")]


def test_one_picture_can_be_taken_off(cast):
    issue, _ = taken_in(cast, word_file("甲", "乙"))
    signed_in(cast.editor).post(page_of(issue), {"remove": "1", "lock_version": now(issue).lock_version})
    assert alts(issue) == ["乙"]


def test_words_with_a_mark_are_refused(cast):
    issue, _ = taken_in(cast, word_file("甲"))
    sent = {"alt-1": "机密★1年", "lock_version": now(issue).lock_version}
    assert signed_in(cast.editor).post(page_of(issue), sent).status_code == 422
    assert alts(issue) == ["甲"]


def test_a_stale_page_and_an_issue_in_review_change_nothing(cast):
    issue, _ = taken_in(cast, word_file("甲"))
    stale = {"alt-1": "乙", "lock_version": now(issue).lock_version + 1}
    assert signed_in(cast.editor).post(page_of(issue), stale).status_code == 409
    assert signed_in(cast.editor).post(page_of(issue), {"alt-1": "乙"}).status_code == 422
    Issue.objects.filter(pk=issue.pk).update(state="first_review")
    closed = {"alt-1": "乙", "lock_version": now(issue).lock_version}
    assert "不能" in text(signed_in(cast.editor).post(page_of(issue), closed))
    assert alts(issue) == ["甲"]


def test_the_picture_is_a_download_for_the_office_only(cast):
    issue, _ = taken_in(cast, word_file("甲"))
    response = signed_in(cast.signer).get(f"{page_of(issue)}1/")
    assert (response.content, response["Content-Type"]) == (PNG + b"\0", "image/png")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert signed_in(cast.reader).get(f"{page_of(issue)}1/").status_code == 302
    assert Client().get(f"{page_of(issue)}1/").status_code == 302


def test_reviewers_see_and_change_nothing(cast):
    issue, _ = taken_in(cast, word_file("甲"))
    response = signed_in(cast.signer).get(page_of(issue))
    assert "保存说明" not in text(response)
    sent = {"alt-1": "乙", "lock_version": now(issue).lock_version}
    assert signed_in(cast.signer).post(page_of(issue), sent).status_code == 403


def test_a_word_file_without_words_says_so():
    with pytest.raises(CannotRead, match="里没有文字"):
        read(source_of("空.docx", saved(Document())))
