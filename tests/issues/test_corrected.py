"""用改好的文件更新: a corrected file taken onto a draft keeps everything attached."""

import datetime
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.audit import AuditEntry
from bulletin.rendering import markdown, word
from bulletin.serialization import digest
from bulletin.value import Kind, Section
from hubs.models import CaseStudy, Hub
from issues import moves
from issues.models import Intake, Issue, Series
from issues.snapshot import bulletin_of
from issues.states import State
from lessons.models import Lesson
from tests.issues.moving_pages import signed_in, text
from tests.issues.office import LESSON, edit, make_issue, office

OLD, NEW = "伦敦汇聚了世界知名的大学。", "伦敦汇聚了世界一流的大学和研究机构。"


@pytest.fixture
def cast(db):
    Series.objects.update(title="决策参阅")
    return office()


@pytest.fixture
def issue(cast):
    issue = make_issue(cast)
    case = CaseStudy.objects.get()
    case.figures.create(position=1, label="大学", value="40所", year=2020)
    case.milestones.create(year=2010, what="科技城启动")
    return issue


def now(issue):
    return Issue.objects.get(pk=issue.pk)


def changed(issue, **fields):
    """What somebody made of the printed issue in Word."""
    bulletin = bulletin_of(issue)
    sections = fields.pop("sections", None) or tuple(
        replace(one, text=one.text.replace(OLD, NEW).replace("导语一段", "导语改过的一段")) for one in bulletin.sections
    )
    return replace(bulletin, sections=sections, **fields)


def upload(user, issue, bulletin, name="第5期（改）.docx"):
    content = word.render(bulletin) if name.endswith("docx") else markdown.render(bulletin).encode()
    return signed_in(user).post(page_of(issue), {"file": SimpleUploadedFile(name, content)})


def page_of(issue):
    return f"/admin/issues/issue/{issue.pk}/corrected/"


def found(response):
    return [row for _, rows in response.context["places"] for row in rows]


def take(user, response, *, leave=(), **given):
    """Press the button under the page, without the ticks of the labels in `leave`."""
    sent = {
        "carried": response.context["carried"],
        "shown": [one.key for one, _ in found(response)],
        "take": [one.key for one, is_ticked in found(response) if is_ticked and one.label not in leave],
    }
    return signed_in(user).post(f"{page_of(response.context['issue'])}take/", {**sent, **given}, follow=True)


@pytest.mark.parametrize("name", ["第5期（改）.docx", "第5期（改）.md"])
def test_the_page_shows_what_differs_and_stores_nothing(cast, issue, name):
    before = digest(bulletin_of(issue))
    response = upload(cast.editor, issue, changed(issue, title="改过的标题"), name)
    assert [(one.place, one.label) for one, _ in found(response)] == [
        ("刊头和刊尾", "标题"),
        ("导语", "改动"),
        ("英国伦敦科技创新中心", "改动"),
    ]
    assert digest(bulletin_of(now(issue))) == before
    assert not Intake.objects.exists()


def test_what_is_taken_keeps_case_study_lesson_figures_and_milestones(cast, issue):
    case, lesson = CaseStudy.objects.get(), Lesson.objects.get()
    take(cast.editor, upload(cast.editor, issue, changed(issue)))
    section = issue.sections.get(kind="case")
    assert section.case_study == case
    case.refresh_from_db()
    assert case.body == NEW
    assert (case.figures.count(), case.milestones.count(), case.hub) == (1, 1, Hub.objects.get())
    assert list(issue.attached_lessons.values_list("lesson", "passage")) == [(lesson.pk, LESSON)]
    assert issue.sections.get(kind="lead").body == "导语改过的一段。"
    notes = bulletin_of(now(issue)).annotations
    assert (notes.cases[0].case_key, notes.lessons[0].rests_on) == (case.key, (1,))


def test_what_is_left_out_stays_as_it_was(cast, issue):
    response = upload(cast.editor, issue, changed(issue, title="改过的标题"))
    take(cast.editor, response, leave=("标题",))
    assert now(issue).title == issue.title
    assert CaseStudy.objects.get().body == NEW


def test_everything_can_be_taken_with_one_button(cast, issue):
    bulletin = changed(issue, title="改过的标题", labels=())
    response = upload(cast.editor, issue, bulletin)
    take(cast.editor, response, leave=("标题",), all="1")
    assert (now(issue).title, now(issue).labels) == ("改过的标题", "")


def test_a_passage_that_is_no_longer_in_the_text_is_named(cast, issue):
    bulletin = bulletin_of(issue)
    lessons = replace(bulletin.sections[2], text="启示如下：要把环境建设好。")
    response = take(
        cast.editor, upload(cast.editor, issue, replace(bulletin, sections=(*bulletin.sections[:2], lessons)))
    )
    assert "启示“营造创新环境”的原文在本期正文里找不到" in text(response)
    assert issue.attached_lessons.get().passage == LESSON


def test_a_case_that_goes_is_kept_and_named(cast, issue):
    bulletin = bulletin_of(issue)
    response = take(cast.editor, upload(cast.editor, issue, replace(bulletin, sections=bulletin.sections[::2])))
    assert "不再印在本期，案例本身还在。" in text(response)
    assert CaseStudy.objects.kept().count() == 1


def test_a_new_case_of_a_known_hub_gets_a_case_study_another_is_kept_as_text(cast, issue):
    Hub.objects.create(name="东京科技创新中心", country="日本")
    known = Section(
        Kind.CASE, heading="日本东京科技创新中心", heading_end="：", run_in=True, level=1, text="企业投入很大。"
    )
    unknown = replace(known, heading="某地创新区", text="某地也有一个新的区。")
    bulletin = bulletin_of(issue)
    sections = (*bulletin.sections[:2], known, unknown, bulletin.sections[2])
    response = take(cast.editor, upload(cast.editor, issue, replace(bulletin, sections=sections)))
    told = [str(message) for message in response.context["messages"]]
    assert "“日本东京科技创新中心”是新的案例，已归到“东京科技创新中心（日本）”。" in told
    rows = issue.sections.order_by("position").values_list("kind", "heading")
    assert ("case", "日本东京科技创新中心") in rows
    assert ("discussion", "某地创新区") in rows
    assert issue.sections.get(heading="某地创新区").body == "某地也有一个新的区。"


def test_it_counts_as_writing_and_where_it_came_from_is_kept(cast, issue):
    response = upload(cast.other_editor, issue, changed(issue))
    take(cast.other_editor, response)
    intake = Intake.objects.get()
    assert (intake.issue, intake.file_name, intake.by) == (issue, "第5期（改）.docx", cast.other_editor)
    assert intake.sha256 == response.context["file"].sha256
    assert cast.other_editor.pk in moves.facts.authors(now(issue))
    assert AuditEntry.objects.filter(event="采用改好的文件").count() == 1


def test_somebody_elses_save_in_between_is_refused_and_nothing_is_lost(cast, issue):
    response = upload(cast.editor, issue, changed(issue, title="改过的标题"))
    edit(issue, cast.other_editor, subtitle="别人加的副标题")
    again = take(cast.editor, response, leave=("标题",))
    assert again.status_code == 409
    assert now(issue).subtitle == "别人加的副标题"
    assert CaseStudy.objects.get().body == OLD
    assert {one.label: is_ticked for one, is_ticked in found(again) if one.label in ("标题", "改动")} == {
        "标题": False,
        "改动": True,
    }
    take(cast.editor, again, leave=("副标题",))
    assert (now(issue).subtitle, CaseStudy.objects.get().body) == ("别人加的副标题", NEW)


def test_a_case_study_changed_elsewhere_in_between_is_refused(cast, issue):
    response = upload(cast.editor, issue, changed(issue))
    CaseStudy.objects.update(body="别处改过的正文。")
    assert take(cast.editor, response).status_code == 409
    assert CaseStudy.objects.get().body == "别处改过的正文。"


def test_a_number_that_is_taken_is_refused_with_everything_still_there(cast, issue):
    make_issue(cast, number=6)
    response = upload(cast.editor, issue, changed(issue, number=6, date=datetime.date(2022, 3, 1)))
    again = take(cast.editor, response)
    assert again.status_code == 422
    assert "这个年份和期号已经有一期了。" in text(again)
    assert CaseStudy.objects.get(sections__issue=issue).body == OLD


def test_ticking_nothing_changes_nothing(cast, issue):
    response = upload(cast.editor, issue, changed(issue))
    again = take(cast.editor, response, leave=("改动",))
    assert again.status_code == 422
    assert "没有勾选任何改动" in text(again)
    assert now(issue).lock_version == issue.lock_version


def test_a_file_that_says_the_same_is_said_to(cast, issue):
    assert "没有不同，不需要更新" in text(upload(cast.editor, issue, bulletin_of(issue)))


def test_a_marked_file_is_refused_without_a_trace(cast, issue):
    marked = SimpleUploadedFile("改.txt", "机密★10年\n决策参阅".encode())
    response = signed_in(cast.editor).post(page_of(issue), {"file": marked})
    assert response.status_code == 422
    assert "不得接收" in text(response)
    assert AuditEntry.objects.filter(event="拒收带密级标志的文件").count() == 1


@pytest.mark.parametrize(("name", "sentence"), [("改.pdf", "是 PDF 文件"), ("改.txt", "是空的")])
def test_an_unsuitable_file_is_refused_with_a_sentence(cast, issue, name, sentence):
    content = b"%PDF-1.4" if name.endswith("pdf") else b" "
    response = signed_in(cast.editor).post(page_of(issue), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert sentence in text(response)


@pytest.mark.parametrize("carried", ["", "x", "1:2:3"])
def test_a_page_that_was_tampered_with_is_refused(cast, issue, carried):
    response = signed_in(cast.editor).post(f"{page_of(issue)}take/", {"carried": carried, "take": ["x"]})
    assert response.status_code == 422


def test_the_page_of_one_issue_is_nothing_to_another(cast, issue):
    other = make_issue(cast, number=6)
    response = upload(cast.editor, issue, changed(issue))
    sent = {"carried": response.context["carried"], "all": "1"}
    assert signed_in(cast.editor).post(f"{page_of(other)}take/", sent).status_code == 422


@pytest.mark.parametrize("state", [State.FIRST_REVIEW, State.APPROVED, State.PUBLISHED])
def test_only_what_can_be_edited_is_updated(cast, state):
    issue = make_issue(cast, state)
    assert "不能修改" in text(signed_in(cast.editor).get(page_of(issue)))


@pytest.mark.parametrize(("who", "status"), [("signer", 403), ("reader", 302)])
def test_only_an_editor_updates(cast, issue, who, status):
    assert signed_in(getattr(cast, who)).get(page_of(issue)).status_code == status
