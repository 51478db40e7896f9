import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import authorship
from accounts.access import Role
from hubs.spreadsheets.formats import FORMATS
from lessons.models import Lesson, Theme
from lessons.resources import LessonResource, ThemeResource
from tests.hubs.factories import make_case_study, make_hub
from tests.hubs.office import at_desk, confirm, seen_on, told, upload
from tests.hubs.sheets import counts, file_of, import_file, problems, sheet
from tests.lessons.factories import make_lesson, make_theme

pytestmark = pytest.mark.django_db

THEMES = "/admin/lessons/theme/"
LESSONS = "/admin/lessons/lesson/"


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", [THEMES, LESSONS])
def test_a_list_costs_the_same_queries_for_ten_rows_and_twenty(address):
    editor, theme = at_desk(Role.EDITOR), make_theme("人才")
    for _ in range(10):
        make_lesson(theme, rests_on=[make_case_study()])
        make_theme()
    ten = queries_of(editor, address)
    for _ in range(10):
        make_lesson(theme, rests_on=[make_case_study()])
        make_theme()
    assert queries_of(editor, address) == ten


@pytest.mark.parametrize("address", [THEMES, LESSONS])
@pytest.mark.parametrize("page", ["add/", "import/", "export/"])
@pytest.mark.parametrize("role", [Role.SECOND_REVIEWER, Role.DISCLOSER, Role.ADMINISTRATOR])
def test_who_is_no_editor_neither_adds_nor_imports_nor_exports(address, page, role):
    assert at_desk(role).get(address + page).status_code == 403


def test_an_editor_adds_a_lesson_with_its_evidence_and_is_its_author():
    editor, theme, case_study = at_desk(Role.EDITOR), make_theme("人才"), make_case_study()
    form = {"theme": theme.pk, "statement": "引进\r\n人才 ", "rests_on": [case_study.pk]}
    assert editor.post(f"{LESSONS}add/", form).status_code == 302
    lesson = Lesson.objects.get()
    assert (lesson.statement, list(lesson.rests_on.all())) == ("引进 人才", [case_study])
    assert authorship.author_ids([lesson]) == {editor.user.pk}


def test_the_list_names_the_hubs_a_lesson_rests_on():
    hub = make_hub("伦敦科技创新中心")
    make_lesson(rests_on=[make_case_study(hub), make_case_study(hub), make_case_study(make_hub("柏林"))])
    assert "伦敦科技创新中心、柏林" in at_desk(Role.EDITOR).get(LESSONS).content.decode()


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_comes_back_into_an_empty_office_exactly(kind):
    cases = [make_case_study(), make_case_study()]
    make_lesson(make_theme("=人才", position=3), statement="-引才", rests_on=cases)
    name = f"表.{kind().get_extension()}"
    files = {resource: file_of(resource, kind) for resource in (ThemeResource, LessonResource)}
    Lesson.objects.all().delete()
    Theme.objects.all().delete()
    for found in ((1, 0, 0), (0, 0, 1)):
        for resource, source in files.items():
            assert counts(resource, source, name) == found
            import_file(resource, source, name=name)
    lesson = Lesson.objects.get()
    assert (lesson.key, lesson.statement, lesson.theme.name, lesson.theme.position) == ("rencai-1", "-引才", "=人才", 3)
    assert set(lesson.rests_on.all()) == set(cases)


def test_a_sheet_without_keys_imported_twice_makes_its_rows_once():
    make_case_study(make_hub("伦敦科技创新中心"))
    themes = sheet("名称,顺序", "人才,1", "资本,2")
    lessons = sheet("主题,启示,依据的案例", "人才,引才。,lundun-1", "资本,引资。,")
    for found in ((2, 0, 0), (0, 0, 2)):
        for resource, source in ((ThemeResource, themes), (LessonResource, lessons)):
            assert counts(resource, source) == found
            import_file(resource, source)


def test_blank_evidence_keeps_the_evidence():
    lesson = make_lesson(make_theme("人才"), statement="引才", rests_on=[make_case_study()])
    import_file(LessonResource, sheet("编号,启示,依据的案例", "rencai-1,引进人才,"))
    lesson.refresh_from_db()
    assert (lesson.statement, lesson.rests_on.count()) == ("引进人才", 1)


def test_a_case_study_that_is_not_there_is_told_by_row_and_column():
    make_theme("人才")
    source = sheet("主题,启示,依据的案例", "人才,引才,mars-1")
    assert problems(LessonResource, source) == ["第 2 行“依据的案例”：没有编号为“mars-1”的案例，请检查编号。"]


def test_the_preview_shows_new_evidence_and_the_confirmation_stores_it():
    editor = at_desk(Role.EDITOR)
    old, new = make_case_study(make_hub("伦敦")), make_case_study(make_hub("柏林"))
    lesson = make_lesson(make_theme("人才"), statement="引才", rests_on=[old])
    page = upload(editor, f"{LESSONS}import/", sheet("编号,依据的案例", "rencai-1,bolin-1"))
    assert "<del>lundun-1</del>" in page.content.decode()
    assert list(lesson.rests_on.all()) == [old]
    assert "修改 1 行" in told(confirm(editor, page))
    assert list(lesson.rests_on.all()) == [new]


def test_evidence_another_added_meanwhile_overtakes_the_form():
    editor, lesson, case_study = at_desk(Role.EDITOR), make_lesson(), make_case_study()
    address = f"{LESSONS}{lesson.pk}/change/"
    form = {"theme": lesson.theme.pk, "statement": "引才", "seen": seen_on(editor, address)}
    lesson.rests_on.add(case_study)
    assert f"对方的“依据的案例”：{case_study}" in told(editor.post(address, form))
    assert list(lesson.rests_on.all()) == [case_study]


def test_a_theme_is_changed_by_who_saw_it_as_it_is():
    editor, theme = at_desk(Role.EDITOR), make_theme("人才")
    address = f"{THEMES}{theme.pk}/change/"
    form = {"name": "人才引进", "position": 2, "seen": seen_on(editor, address)}
    assert editor.post(address, form).status_code == 302
    assert Theme.objects.get().name == "人才引进"
