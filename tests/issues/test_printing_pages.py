"""打印: drafts, 付印稿 and the sheets that are signed by hand, as the office gets them."""

import pytest
from django.test import Client

from accounts.audit import AuditEntry
from bulletin.check_code import check_code
from bulletin.serialization import digest
from issues import moves
from issues.models import Audience, Issue
from issues.receipts import receive
from issues.snapshot import bulletin_of
from issues.states import State
from tests import pdfs
from tests.issues.moving_pages import signed_in
from tests.issues.office import edit, make_issue, office, submit, write_draft

pytestmark = pytest.mark.django_db
RARE = "\U0002ffff"  # assigned to no character


@pytest.fixture
def cast():
    return office()


def address(issue, route):
    return f"/admin/issues/issue/{issue.pk}/{route}"


def get(user, issue, route):
    return signed_in(user).get(address(issue, route))


def text(user, issue, route):
    response = get(user, issue, route)
    assert response["Content-Type"] == "application/pdf"
    return pdfs.text(response.content)


# Drafts and revisions


def test_a_draft_says_on_every_page_that_it_is_one_with_the_code_of_its_words(cast):
    issue = write_draft(cast.editor, body="正文很长。" * 400)
    pages = pdfs.pages(get(cast.editor, issue, "preview.pdf").content)
    mark = f"草稿校验码{check_code(digest(bulletin_of(issue)))}"
    assert len(pages) > 2 and all(mark in page for page in pages)


def test_a_draft_without_number_date_or_title_can_be_looked_at_too(cast):
    issue = write_draft(cast.editor, number=None, title="")
    assert "草稿" in text(cast.editor, issue, "preview.pdf")


def test_a_revision_says_which_it_is_and_the_signed_one_that_it_is_final(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    assert f"第1稿校验码{issue.newest_revision.check_code}" in text(cast.first, issue, "revisions/1.pdf")
    signed = make_issue(cast, State.APPROVED, number=6)
    assert "第1稿定稿校验码" in text(cast.first, signed, "revisions/1.pdf")


def test_a_revision_prints_what_was_frozen(cast):
    issue = make_issue(cast, State.FIRST_REVIEW, title="送审时的标题")
    Issue.objects.filter(pk=issue.pk).update(title="后来的标题")
    assert "送审时的标题" in text(cast.first, issue, "revisions/1.pdf")


def test_the_public_form_leaves_out_what_the_public_does_not_get(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    assert "内部资料" in text(cast.first, issue, "revisions/1.pdf")
    assert "内部资料" not in text(cast.first, issue, "revisions/1.pdf?form=public")
    assert "内部资料" not in text(cast.first, issue, "preview.pdf?form=public")


def test_what_no_font_can_print_comes_back_as_a_sentence(cast):
    issue = write_draft(cast.editor, title=f"从{RARE}说起")
    response = signed_in(cast.editor).get(address(issue, "preview.pdf"), follow=True)
    assert "U+2FFFF" in response.content.decode() and response.redirect_chain


def test_the_preview_leads_to_it(cast):
    issue = write_draft(cast.editor)
    page = get(cast.editor, issue, "preview/?form=public").content.decode()
    assert f'href="{address(issue, "preview.pdf")}?form=public"' in page and "看排版（PDF）" in page


# 付印稿


def test_the_paper_for_the_press_bears_no_mark(cast):
    issue = make_issue(cast, State.APPROVED)
    content = get(cast.publisher, issue, "print.pdf").content
    assert "导语一段" in pdfs.text(content) and "内部资料" in pdfs.text(content)
    assert "稿" not in pdfs.text(content) and "校验码" not in pdfs.text(content)
    assert not any(pdfs.slanted(content))


def test_while_a_correction_is_written_it_is_still_what_readers_have(cast):
    issue = make_issue(cast, State.PUBLISHED)
    issue = moves.start_correction(issue, by=cast.editor, lock_version=issue.lock_version, note="改标题")
    edit(issue, cast.editor, title="更正后的标题")
    assert "第5期的标题" in text(cast.editor, issue, "print.pdf")


@pytest.mark.parametrize("state", [State.DRAFT, State.FINAL_REVIEW])
def test_there_is_none_before_it_is_signed(cast, state):
    issue = make_issue(cast, state)
    assert get(cast.editor, issue, "print.pdf").status_code == 404
    assert "签发以后才有付印稿" in get(cast.editor, issue, "print/").content.decode()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("36", ["000036"]), ("000009-000011", ["000009", "000010", "000011"]), ("１至２", ["000001", "000002"])],
)
def test_copies_are_numbered_each_on_its_first_page(cast, typed, printed):
    issue = make_issue(cast, State.APPROVED, body="正文很长。" * 400)
    pages = pdfs.pages(get(cast.publisher, issue, f"print.pdf?copies={typed}").content)
    of_one = len(pdfs.pages(get(cast.publisher, issue, "print.pdf").content))
    assert len(pages) == of_one * len(printed)
    assert [page[:6] for page in pages[::of_one]] == printed
    assert all("导语一段" in page for page in pages[::of_one])
    assert not any(number in page for number in printed for page in pages[1:of_one])


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("copies=1-201", "一次最多印200份"),
        ("copies=5-1", "后一个不能小于前一个"),
        ("copies=0", "份号从1起"),
        ("copies=abc", "份号请写成"),
        ("copies=1234567", "份号请写成"),
        ("copies=7&form=public", "公开版不印份号"),
    ],
)
def test_copy_numbers_that_make_no_sense_are_refused_with_what_to_type(cast, query, sentence):
    issue = make_issue(cast, State.APPROVED)
    response = get(cast.publisher, issue, f"print.pdf?{query}")
    assert response.status_code == 422 and sentence in response.content.decode()


# 审签单


def test_the_review_sheet_has_a_box_for_each_stage_and_the_code_of_the_frozen_words(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    response = get(cast.first, issue, "revisions/1/review-sheet.pdf")
    words = pdfs.text(response.content)
    assert pdfs.code(response.content) == issue.newest_revision.check_code
    for printed in ("审签单", "2022年第5期（总第419期）", "第5期的标题", "第1稿（送审稿）", "初审", "复审", "终审"):
        assert printed in words
    assert words.count("签名：") == 3 and "审查人：" in words and "不予公开" in words
    assert len(pdfs.pages(response.content)) == 1


def test_stages_are_called_as_the_house_calls_them_and_two_suffice_where_two_review(cast):
    issue = write_draft(cast.editor, stages=2)
    issue = submit(issue, cast.editor)
    words = text(cast.first, issue, "revisions/1/review-sheet.pdf")
    assert "复审" not in words and words.count("签名：") == 2


def test_numbers_not_yet_given_are_asked_for_where_it_is_signed(cast):
    issue = make_issue(cast, State.FIRST_REVIEW, number=None)
    words = text(cast.first, issue, "revisions/1/review-sheet.pdf")
    assert "（待编号）" in words and "定为年第期（总第期）" in words


def test_what_was_decided_on_screen_stands_in_its_box(cast):
    issue = make_issue(cast, State.SECOND_REVIEW)
    words = text(cast.second, issue, "revisions/1/review-sheet.pdf")
    assert "同意first" in words and words.count("签名：") == 2


# 呈阅单, 签收单


def test_the_reading_sheet_has_a_line_for_each_leader_typed(cast):
    issue = make_issue(cast, State.APPROVED)
    client = signed_in(cast.editor)
    content = client.post(address(issue, "reading-sheet.pdf"), {"leaders": "张三 副市长\n李四"}).content
    words = pdfs.text(content)
    for printed in ("呈阅单", "2022年第5期", "第5期的标题", "导语一段。", "批示", "张三副市长", "李四", "圈阅或意见"):
        assert printed in words


def test_a_name_no_font_can_print_comes_back_as_a_sentence(cast):
    issue = make_issue(cast, State.APPROVED)
    response = signed_in(cast.editor).post(address(issue, "reading-sheet.pdf"), {"leaders": f"张{RARE}"}, follow=True)
    assert "U+2FFFF" in response.content.decode()


def test_the_readers_are_proposed_and_too_many_are_refused(cast):
    issue = make_issue(cast, State.APPROVED)
    assert "reader</textarea>" in get(cast.editor, issue, "print/").content.decode()
    response = signed_in(cast.editor).post(address(issue, "reading-sheet.pdf"), {"leaders": "某\n" * 31})
    assert response.status_code == 422 and "最多30位" in response.content.decode()


def test_the_receipt_sheet_lists_the_recipients_and_who_received_on_screen(cast):
    names = "报：市委书记、市长，市委常委\n发：市直各单位（20份）。"
    issue = make_issue(cast, State.PUBLISHED, distribution=names, copies=80)
    receive(issue.publications.get(), by=cast.reader, reader=cast.reader)
    words = text(cast.editor, issue, "receipt-sheet.pdf")
    for printed in ("签收单", "1报市委书记、市长", "2报市委常委", "3发市直各单位20", "共印80份", "reader", "本人"):
        assert printed in words


# Who gets them


ROUTES = ("preview.pdf", "revisions/1.pdf", "revisions/1/review-sheet.pdf", "print.pdf", "receipt-sheet.pdf", "print/")


@pytest.mark.parametrize("route", ROUTES)
def test_it_is_for_the_office_alone_and_stays_in_no_cache(cast, route):
    issue = make_issue(cast, State.PUBLISHED, audience=Audience.INTERNAL)
    response = get(cast.discloser, issue, route)
    assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"
    assert get(cast.administrator, issue, route).status_code == 404
    assert get(cast.reader, issue, route).status_code in (302, 404)
    assert Client().get(address(issue, route)).status_code == 302


def test_a_reading_sheet_is_for_the_office_alone(cast):
    issue = make_issue(cast, State.APPROVED)
    response = signed_in(cast.reader).post(address(issue, "reading-sheet.pdf"), {"leaders": "张三"})
    assert response.status_code in (302, 404)


def test_every_file_that_is_taken_is_in_the_audit_trail_under_its_name(cast):
    issue = make_issue(cast, State.PUBLISHED)
    for route in ("preview.pdf", "revisions/1.pdf", "revisions/1/review-sheet.pdf", "print.pdf?copies=1-2"):
        get(cast.editor, issue, route)
    told = list(AuditEntry.objects.filter(event="导出").order_by("sequence").values_list("detail", flat=True))
    names = ("草稿", "第1稿定稿", "第1稿审签单", "000001—000002")
    assert len(told) == 4 and all(name in one for name, one in zip(names, told, strict=True))


def test_it_is_saved_under_a_chinese_name(cast):
    issue = make_issue(cast, State.PUBLISHED)
    name = get(cast.editor, issue, "print.pdf")["Content-Disposition"]
    assert name.startswith("inline; filename*=utf-8''%E5%86%B3%E7%AD%96%E5%8F%82%E9%98%85")


def test_a_revision_that_is_not_there_has_no_paper(cast):
    issue = make_issue(cast, State.FIRST_REVIEW)
    for route in ("revisions/2.pdf", "revisions/0.pdf", "revisions/2/review-sheet.pdf"):
        assert get(cast.first, issue, route).status_code == 404
