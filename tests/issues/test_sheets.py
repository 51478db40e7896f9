"""The metadata of issues and the members of the board as sheets."""

import datetime

import pytest

from accounts import authorship
from accounts.access import Role
from accounts.audit import AuditEntry
from hubs.spreadsheets import batches
from hubs.spreadsheets.formats import FORMATS
from issues.board_sheet import BoardResource
from issues.models import Issue, Series
from issues.resources import IssueResource
from issues.states import State
from tests.hubs.office import at_desk, confirm, told, upload
from tests.hubs.sheets import counts, file_of, import_file, problems, sheet
from tests.issues.office import make_issue, office, write_draft
from tests.people import person

pytestmark = pytest.mark.django_db

ISSUES, SERIES = "/admin/issues/issue/", "/admin/issues/series/"


@pytest.fixture
def cast():
    return office()


def set_board(text):
    Series.objects.update(board=text)


def board():
    return Series.objects.get().board


def test_a_sheet_makes_drafts_that_begin_as_the_series_has_it():
    Series.objects.update(labels="内部资料", stages=2)
    li = person("li", Role.EDITOR)
    source = sheet(
        "年份,期号,增刊,总期号,日期,标题,拟定公开属性", "2021,3,,400,2021年3月5日,标题,主动公开", "2021,1,是,,,增刊,"
    )
    import_file(IssueResource, source, by=li)
    one, supplement = Issue.objects.order_by("supplement")
    assert (one.numbering, one.total, one.date, one.state) == (
        "2021年第3期",
        400,
        datetime.date(2021, 3, 5),
        State.DRAFT,
    )
    assert (one.labels, one.stages, one.attribute) == ("内部资料", 2, "public")
    assert supplement.numbering == "2021年增刊第1期"
    assert authorship.author_ids([one]) == {li.pk}
    assert counts(IssueResource, source) == (0, 0, 2)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_of_issues_changes_nothing_when_it_comes_back(cast, kind):
    write_draft(cast.editor)
    make_issue(cast, State.PUBLISHED, number=7)
    name = f"表.{kind().get_extension()}"
    assert counts(IssueResource, file_of(IssueResource, kind), name) == (0, 0, 2)


def test_a_draft_is_changed_by_the_way_of_the_form(cast):
    issue, other = write_draft(cast.editor), person("", Role.EDITOR)
    key = Issue.objects.get(pk=issue.pk).key
    import_file(IssueResource, sheet("编号,标题", f"{key},新标题"), by=other)
    changed = Issue.objects.get(pk=issue.pk)
    assert (changed.title, changed.lock_version) == ("新标题", issue.lock_version + 1)
    assert other.pk in authorship.author_ids([changed])
    assert changed.sections.count() == issue.sections.count()


@pytest.mark.parametrize("state", [State.FIRST_REVIEW, State.APPROVED, State.PUBLISHED])
def test_what_is_in_review_or_released_is_refused_with_a_sentence(cast, state):
    issue = make_issue(cast, state)
    (told,) = problems(IssueResource, sheet("编号,标题", f"{issue.key},新标题"))
    assert f"现在是“{issue.get_state_display()}”，不能用表格修改" in told


def test_the_state_is_no_column():
    assert "状态" not in IssueResource().columns


def test_numbers_another_issue_has_are_told_in_the_preview(cast):
    issue = make_issue(cast, number=4)
    told = problems(IssueResource, sheet("标题,总期号", f"新的,{issue.total}"))
    assert told == ["第 2 行“总期号”：这个总期号已经有一期了。"]


def test_what_a_row_of_an_issue_must_say_is_told():
    source = sheet("期号,标题,日期,编委会成员,印数", "3,无年,,,", ",,2021-13-01,张三,六十")
    assert problems(IssueResource, source) == [
        "第 2 行“年份”：有期号就要有年份。",
        "第 3 行“日期”：“2021-13-01”不是日期，请写成 2022-01-25 这样。",
        "第 3 行“编委会成员”：第1行“张三”请写成“名目：内容”，如“主编：张三”“报：市委领导”。",
        "第 3 行“印数”：“六十”不是数字，请只写数字，例如：60。",
    ]


def test_a_batch_of_issues_is_undone_while_nobody_wrote_in_them(cast):
    issue = write_draft(cast.editor)
    title = issue.title
    source = sheet("编号,标题,年份,期号", f"{issue.key},新标题,,", ",另一期,2020,9")
    batch = import_file(IssueResource, source)
    batches.undo(IssueResource(), batch, by=person("", Role.EDITOR))
    assert Issue.objects.get(pk=issue.pk).title == title
    assert Issue.objects.trashed().get().title == "另一期"
    batch = import_file(IssueResource, sheet("标题", "第三期"))
    Issue.objects.filter(title="第三期").update(lock_version=1)
    with pytest.raises(batches.Refused, match="有人改过“《第三期》”"):
        batches.undo(IssueResource(), batch, by=person("", Role.EDITOR))


def test_issues_are_imported_and_exported_on_their_pages_by_editors_only(cast):
    editor = at_desk(Role.EDITOR)
    listed = editor.get(ISSUES).content.decode()
    assert f"{ISSUES}import/" in listed
    assert f"{ISSUES}export/" in listed
    page = confirm(editor, upload(editor, f"{ISSUES}import/", sheet("标题", "新的一期"), name="目录.csv"))
    assert "新增 1 行" in told(page)
    assert "目录.csv</a>新增" in editor.get(Issue.objects.get().get_absolute_url()).content.decode()
    file = editor.post(f"{ISSUES}export/", {"format": 1, "resource": "0"})
    assert "新的一期" in file.content.decode()
    assert AuditEntry.objects.filter(event="导出", subject="期次").exists()
    reviewer = at_desk(Role.FIRST_REVIEWER)
    assert f"{ISSUES}import/" not in reviewer.get(ISSUES).content.decode()
    assert reviewer.get(f"{ISSUES}export/").status_code == 403


def test_a_board_comes_in_and_out_as_rows_of_post_and_name():
    set_board("主编：张三\n委员：李四、王五")
    assert BoardResource().export().dict == [{"职务": "主编", "姓名": "张三"}, {"职务": "委员", "姓名": "李四、王五"}]
    source = sheet("职务,姓名", "主编,赵六", "委员,李四、王五")
    li = person("li", Role.EDITOR)
    batch = import_file(BoardResource, source, by=li)
    assert board() == "主编：赵六\n委员：李四、王五"
    assert authorship.author_ids([Series.objects.get()]) == {li.pk}
    assert counts(BoardResource, source) == (0, 0, 2)
    batches.undo(BoardResource(), batch, by=li)
    assert board() == "主编：张三\n委员：李四、王五"


def test_another_order_of_the_board_is_a_change():
    set_board("主编：张三\n委员：李四")
    source = sheet("职务,姓名", "委员,李四", "主编,张三")
    assert counts(BoardResource, source) == (0, 2, 0)
    import_file(BoardResource, source)
    assert board() == "委员：李四\n主编：张三"


def test_who_is_not_in_the_sheet_is_shown_as_leaving():
    set_board("主编：张三\n委员：李四")
    editor = at_desk(Role.EDITOR)
    page = upload(editor, f"{SERIES}import/", sheet("职务,姓名", "主编,张三"))
    content = page.content.decode()
    assert "删去 1" in content
    assert "新增 0 行，修改、删去 1 行" in content
    assert "表里没有的成员会从编委会里删去" in editor.get(f"{SERIES}import/").content.decode()
    assert "原有" in content
    confirm(editor, page)
    assert board() == "主编：张三"


def test_a_wrong_row_of_the_board_is_told():
    told = problems(BoardResource, sheet("职务,姓名", "主编,", "委员：,李四", "委员,王五", "委员,王五"))
    assert told == [
        "第 2 行“姓名”：请填写这一列。",
        "第 3 行“职务”：这里不能有冒号，职务和姓名各写一列。",
        "第 5 行：与前面第 4 行是同一人同一职务，请删去一行。",
    ]
