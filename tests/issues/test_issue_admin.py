"""Writing an issue in the admin: an editor writes, a reviewer reads, an outsider sees nothing."""

import pytest

from accounts.access import Role
from accounts.authorship import author_ids
from issues.models import Issue, Section, Series
from issues.models.issue import AttachedLesson
from issues.states import State
from lessons.models import Lesson
from tests.hubs.factories import make_case_study, make_hub
from tests.issues.issue_form import ADD, LIST, fields_of, opened, page_of, posted, with_row
from tests.issues.office import make_issue, office, write_draft
from tests.people import again, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("wang", Role.EDITOR)


@pytest.fixture
def series():
    known = {"title": "决策参阅", "publisher": "许昌市科技创新公共服务中心", "board": "主任：冀伟", "stages": 3}
    return Series.objects.update_or_create(only=True, defaults=known)[0]


def sign_in(client, user):
    client.force_login(again(user), backend="django.contrib.auth.backends.ModelBackend")
    return client


def save(client, user, issue, **changes):
    fields = opened(client, user, page_of(issue))
    return client.post(page_of(issue), posted({**fields, **changes}), follow=True)


def texts(response):
    return [str(message) for message in response.context["messages"]]


def test_a_new_issue_starts_with_the_masthead_of_the_series(client, editor, series):
    fields = opened(client, editor, ADD)
    assert (fields["publisher"], fields["board"]) == ("许昌市科技创新公共服务中心", "主任：冀伟")


def test_an_empty_draft_can_be_saved(client, editor, series):
    client.post(ADD, posted(opened(client, editor, ADD)))
    issue = Issue.objects.get()
    assert (issue.title, issue.state, issue.series_title, issue.sections.count()) == ("", State.DRAFT, "决策参阅", 0)


def test_the_next_numbers_are_proposed_beside_the_empty_ones(client, editor, series):
    write_draft(editor, number=7)
    sign_in(client, editor)
    issue = write_draft(editor, number=None, year=2022)
    assert "建议：2022年第8期，总第422期" in client.get(page_of(issue)).content.decode()


def test_an_editor_writes_an_issue_with_sections_and_an_attached_case(client, editor, series):
    case = make_case_study(make_hub("伦敦科技创新中心", country="英国"), thesis="世界城市的榜样。")
    fields = {**opened(client, editor, ADD), "title": "标题", "year": "2022", "number": "5"}
    fields |= {"sections-0-kind": "lead", "sections-0-body": "导语。\r\n第二段。"}
    fields = with_row(fields, "sections", kind="case", case_study=case.pk)
    client.post(ADD, posted(fields))
    lead, printed = Issue.objects.get(number=5).sections.all()
    assert (lead.position, lead.body) == (1, "导语。\n第二段。")
    assert (printed.case_study, printed.heading, printed.heading_end, printed.level) == (
        case,
        "英国伦敦科技创新中心",
        "：",
        1,
    )


@pytest.mark.parametrize(("ordinal", "level"), [("一、", 1), ("（二）", 2), ("3.", 3), ("（4）", 4), ("", 1)])
def test_the_level_of_a_heading_is_read_off_its_number(client, editor, ordinal, level):
    issue = write_draft(editor)
    save(client, editor, issue, **{"sections-0-ordinal": ordinal, "sections-0-heading": "背景"})
    assert issue.sections.first().level == level


def test_a_heading_and_its_thesis_are_joined_by_a_colon(client, editor):
    issue = write_draft(editor)
    save(client, editor, issue, **{"sections-0-heading": "背景", "sections-0-thesis": "形势逼人。"})
    assert issue.sections.first().heading_end == "："


def test_a_section_that_was_not_touched_stays_as_it_came(client, editor):
    issue = write_draft(editor)
    issue.sections.filter(position=1).update(heading="附", level=0, heading_end="", thesis="一句。")
    save(client, editor, issue, **{"sections-0-body": "只改正文。"})
    section = issue.sections.first()
    assert (section.level, section.heading_end, section.body) == (0, "", "只改正文。")


def test_text_stays_as_typed_but_for_what_cannot_be_printed(client, editor):
    issue = write_draft(editor)
    typed = "    四个空格\r\n3. 认定后\r\n5*3*2 <a级>\u200b # _"
    save(client, editor, issue, **{"sections-0-body": typed})
    assert issue.sections.first().body == "    四个空格\n3. 认定后\n5*3*2 <a级> # _"


def test_rows_are_renumbered_in_the_order_typed(client, editor):
    issue = write_draft(editor)
    first, second, third = issue.sections.all()
    save(client, editor, issue, **{"sections-2-position": "1", "sections-0-position": "2", "sections-1-position": "3"})
    assert list(issue.sections.values_list("pk", "position")) == [(third.pk, 1), (first.pk, 2), (second.pk, 3)]


def test_a_row_given_the_number_of_another_goes_before_it(client, editor):
    issue = write_draft(editor)
    first, second, third = issue.sections.all()
    save(client, editor, issue, **{"sections-2-position": "1"})
    assert list(issue.sections.all()) == [third, first, second]


def test_a_deleted_row_leaves_no_gap(client, editor):
    issue = write_draft(editor)
    save(client, editor, issue, **{"sections-0-DELETE": "on"})
    assert list(issue.sections.values_list("position", flat=True)) == [1, 2]


def test_a_row_with_nothing_typed_is_no_row(client, editor):
    issue = write_draft(editor)
    fields = with_row(opened(client, editor, page_of(issue)), "sections", position="1")
    client.post(page_of(issue), posted(fields))
    assert issue.sections.count() == 3


def test_a_case_section_with_text_of_its_own_is_refused_naming_the_row_and_keeping_the_text(client, editor):
    issue = write_draft(editor)
    response = save(client, editor, issue, **{"sections-1-body": "写错了地方的正文"})
    page = response.content.decode()
    assert "第2段是案例，正文写在案例里" in page
    assert "写错了地方的正文" in page


def test_a_case_attached_to_another_kind_is_refused(client, editor):
    issue = write_draft(editor)
    response = save(client, editor, issue, **{"sections-1-kind": "discussion"})
    assert "第2段选了案例，类别请选“案例”" in response.content.decode()


def test_a_case_section_may_wait_for_its_case_and_says_so(client, editor):
    issue = write_draft(editor)
    response = save(client, editor, issue, **{"sections-1-case_study": ""})
    assert issue.sections.get(position=2).case_study is None
    assert "第2段是案例，还没有选案例。" in texts(response)


def test_a_passage_that_is_not_in_the_text_is_reported_but_saved(client, editor):
    issue = write_draft(editor)
    response = save(client, editor, issue, **{"attached_lessons-0-passage": "文中没有的句子"})
    assert issue.attached_lessons.get().passage == "文中没有的句子"
    assert any("原文在本期正文里找不到" in text for text in texts(response))


def test_a_lesson_is_drawn_once(client, editor):
    issue = write_draft(editor)
    lesson = issue.attached_lessons.get().lesson
    fields = with_row(opened(client, editor, page_of(issue)), "attached_lessons", lesson=lesson.pk)
    response = client.post(page_of(issue), posted(fields))
    assert response.status_code == 200
    assert AttachedLesson.objects.count() == 1


def test_text_marked_secret_is_refused_in_a_row_and_not_shown_again(client, editor):
    issue = write_draft(editor)
    response = save(client, editor, issue, **{"sections-0-body": "机密★10年"})
    assert "机密★10年" not in response.content.decode()
    assert issue.sections.first().body == "导语一段。"


def test_saving_makes_an_author_also_when_only_a_row_changed(client, editor):
    issue = write_draft(editor)
    colleague = person("li", Role.EDITOR)
    save(client, colleague, issue, **{"sections-0-body": "新的导语。"})
    assert colleague.pk in author_ids([issue])


def test_saving_writes_no_state_and_takes_the_next_version(client, editor):
    issue = write_draft(editor)
    save(client, editor, issue, title="新标题")
    saved = Issue.objects.get(pk=issue.pk)
    assert (saved.title, saved.state, saved.lock_version) == ("新标题", State.DRAFT, issue.lock_version + 1)


def test_a_reviewer_reads_the_form_and_cannot_save(client, editor):
    issue = write_draft(editor)
    sign_in(client, person("li", Role.FIRST_REVIEWER))
    page = client.get(page_of(issue)).content.decode()
    assert "导语一段。" in page
    assert 'name="title"' not in page
    assert client.post(page_of(issue), {"title": "改了"}).status_code == 403
    assert client.get(ADD).status_code == 403


def test_an_administrator_of_the_system_reads_no_draft(client, editor):
    issue = write_draft(editor)
    sign_in(client, person("xi", Role.ADMINISTRATOR))
    assert client.get(page_of(issue)).status_code == 403
    for name in ("preview", "preview_text", "revisions"):
        assert client.get(page_of(issue, name)).status_code == 404


def test_a_reader_is_sent_to_sign_in(client, editor):
    issue = write_draft(editor)
    sign_in(client, person("du", Role.READER))
    for name in ("change", "preview", "preview_text", "revisions"):
        assert client.get(page_of(issue, name)).status_code == 302


def test_an_issue_under_review_is_read_only_for_its_editor(client):
    cast = office()
    issue = make_issue(cast, State.FIRST_REVIEW)
    sign_in(client, cast.editor)
    assert 'name="title"' not in client.get(page_of(issue)).content.decode()


def test_of_a_published_issue_only_the_lessons_can_be_changed(client):
    cast = office()
    issue = make_issue(cast, State.PUBLISHED)
    lesson = Lesson.objects.create(theme=Lesson.objects.get().theme, statement="另一条启示")
    fields = opened(client, cast.editor, page_of(issue))
    assert "title" not in fields
    fields = with_row(fields, "attached_lessons", lesson=lesson.pk)
    client.post(page_of(issue), posted({**fields, "sections-0-body": "偷改", "subtitle": "偷改"}))
    assert issue.attached_lessons.count() == 2
    assert issue.sections.first().body == "导语一段。"
    assert Issue.objects.get(pk=issue.pk).subtitle == ""


def test_only_one_series_and_it_can_be_changed(client, editor, series):
    sign_in(client, editor)
    assert client.get("/admin/issues/series/add/").status_code == 403
    assert client.get(f"/admin/issues/series/{series.pk}/change/").status_code == 200


def test_new_rows_without_scripts_are_asked_for_in_the_address(client, editor):
    issue = write_draft(editor)
    sign_in(client, editor)
    response = client.get(page_of(issue) + "?rows=3")
    assert fields_of(response)["sections-TOTAL_FORMS"] == 6


def test_sections_keep_their_numbers_when_only_the_title_changed(client, editor):
    issue = write_draft(editor)
    before = list(Section.objects.values_list("pk", "position"))
    save(client, editor, issue, title="只改标题")
    assert list(Section.objects.values_list("pk", "position")) == before


def test_the_list_is_for_the_office(client, editor):
    write_draft(editor, title="一份草稿")
    assert "一份草稿" in sign_in(client, person("li", Role.SIGNER)).get(LIST).content.decode()
    assert sign_in(client, person("xi", Role.AUDITOR)).get(LIST).status_code == 403
