"""A corrected Word file taken onto a draft: some of it left out, everything attached kept."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from bulletin.rendering import word
from hubs.models import CaseStudy
from issues.models import Issue, Series
from issues.snapshot import bulletin_of
from lessons.models import Lesson
from tests.issues.office import BODY, LESSON, make_issue, office
from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def issue():
    known = {"title": "决策参阅", "publisher": "许昌市科技创新公共服务中心"}
    Series.objects.update_or_create(only=True, defaults=known)
    issue = make_issue(office())
    CaseStudy.objects.get().figures.create(position=1, label="大学", value="40所", year=2020)
    return issue


@pytest.fixture
def corrected(issue, tmp_path):
    """The issue as an editor mended it in Word: title, lead and case."""
    bulletin = bulletin_of(issue)
    lead, case, lessons = bulletin.sections
    lead = replace(lead, text="导语改过的一段。\n新加的一段。")
    case = replace(case, text=f"{BODY}\n金融城资金充裕。")
    path = tmp_path / "第5期（改）.docx"
    path.write_bytes(word.render(replace(bulletin, title="改过的标题", sections=(lead, case, lessons))))
    return path


def test_a_corrected_word_file_taken_onto_a_draft_keeps_everything_attached(page, issue, corrected):
    before = CaseStudy.objects.get(), Lesson.objects.get()
    page.goto("/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/issues/issue/{issue.pk}/change/")
    page.click("text=用改好的文件更新")
    page.wait_for_load_state()
    page.set_input_files("[name=file]", corrected)
    page.click("text=读取并比较")
    page.wait_for_load_state()
    expect(page.locator("tbody tr")).to_have_count(4)
    page.locator("tr", has_text="改过的标题").get_by_role("checkbox").uncheck()
    page.locator("tr", has_text="新加的一段").get_by_role("checkbox").uncheck()
    page.click("text=采用勾选的 >> nth=0")
    expect(page.locator("body")).to_contain_text("更新2处，留下2处没有采用。")
    expect(page.locator("body")).to_contain_text("第5期（改）.docx")
    kept = Issue.objects.get(pk=issue.pk)
    assert kept.title == issue.title
    assert kept.sections.get(kind="lead").body == "导语改过的一段。"
    section = kept.sections.get(kind="case")
    assert (section.case_study, section.case_study.body) == (before[0], f"{BODY}\n金融城资金充裕。")
    assert section.case_study.figures.get().value == "40所"
    assert list(kept.attached_lessons.values_list("lesson", "passage")) == [(before[1].pk, LESSON)]
    assert bulletin_of(kept).annotations.lessons[0].rests_on == (1,)
