"""An issue is found by any piece of its words, drafts included, and by nothing else."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.access import Role
from accounts.office_text import OfficeText, catch_up, found
from bench.corpus import composed
from bulletin.rendering.text import render
from bulletin.searching import normalised
from bulletin.value import Bulletin, Kind, Section
from hubs.models import CaseStudy, Hub
from issues import moves, rows
from issues.models import AttachedLesson, Issue
from issues.models import Section as SectionRow
from issues.snapshot import bulletin_of
from issues.states import State
from lessons.models import Lesson, Theme
from tests.hubs.factories import make_hub
from tests.issues.issue_form import LIST
from tests.issues.office import edit, make_issue, office, write_draft
from tests.people import again, person

pytestmark = pytest.mark.django_db
HUB = "世界之都科技创新中心"


def listed(client, user, query, **more):
    client.force_login(again(user), backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(LIST, {"q": query, **more})
    assert response.status_code == 200
    return {issue.pk for issue in response.context["cl"].queryset}


def finds(query):
    return set(found(Issue.objects.all(), query).values_list("pk", flat=True))


def quoted(text):
    return f"“{text}”"


def stored(bulletin):
    """A draft with the words of `bulletin` and nothing round them."""
    issue = Issue()
    rows.fill(issue, bulletin)
    issue.save()
    cases = [place for place, section in enumerate(bulletin.sections) if section.kind is Kind.CASE]
    hub = (Hub.objects.filter(name=HUB).first() or make_hub(HUB)) if cases else None
    case_of = {place: _case(hub, bulletin.sections[place]) for place in cases}
    SectionRow.objects.bulk_create(rows.sections(issue, bulletin, case_of))
    return issue


def _case(hub, section):
    return CaseStudy.objects.create(hub=hub, thesis=section.thesis, body=section.text)


class TestAgainstAScan:
    """100 drafts, 100 random pieces of what they print, against a look at every printed line."""

    QUERIES = 100

    @pytest.fixture
    def drafts(self):
        return [stored(self._bare(composed(total))) for total in range(1, 101)]

    @staticmethod
    def _bare(bulletin):
        return Bulletin(title=bulletin.title, subtitle="副题", editor_note="编者的话。", sections=bulletin.sections)

    def test_every_draft_that_holds_the_piece_is_found_and_no_other(self, drafts):
        printed = {draft.pk: normalised(f"{render(bulletin_of(draft))}\n{HUB}") for draft in drafts}
        chance = Random(4)
        for _ in range(self.QUERIES):
            piece = self._piece(chance, render(bulletin_of(chance.choice(drafts))))
            expected = {pk for pk, text in printed.items() if normalised(piece) in text}
            assert expected and finds(quoted(piece)) == expected, piece

    @staticmethod
    def _piece(chance, text):
        line = chance.choice([line.strip() for line in text.splitlines() if len(line.strip()) > 1])
        while True:
            length = chance.randint(1, 12)
            start = chance.randrange(len(line))
            piece = line[start : start + length].strip().strip('“”"')
            if any(character.isalnum() for character in piece) and not set(piece) & set('“”"'):
                return piece


WORDS = st.text(st.sampled_from("科技创新ＡｂＣＤ１2Ⅲß％%_\\'，。、—（ ）-*|　\n"), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), title=WORDS, note=WORDS, own=WORDS, thesis=WORDS, body=WORDS)
def test_every_piece_of_a_draft_finds_it(data, title, note, own, thesis, body):
    title = " ".join(title.split())
    sections = (Section(Kind.LEAD, text=own), Section(Kind.CASE, heading="某地", thesis=thesis, text=body))
    draft = stored(Bulletin(title=title, editor_note=note, sections=sections))
    line = data.draw(
        st.sampled_from([line for text in (title, note, own, thesis, body) for line in _lines(text)] or [""])
    )
    start = data.draw(st.integers(0, max(len(line) - 1, 0)))
    piece = line[start : start + data.draw(st.integers(1, 12))].strip()
    if any(character.isalnum() for character in normalised(piece)):
        assert draft.pk in finds(quoted(piece)), piece
    draft.delete()


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


class TestWhatBelongsToAnIssue:
    @pytest.fixture
    def editor(self):
        return person("wang", Role.EDITOR)

    @pytest.fixture
    def issue(self, editor):
        write_draft(editor, number=5, hub="柏林科技创新中心", body="别的话。")
        return write_draft(
            editor, number=4, title="标题一", subtitle="副标题二", editor_note="编者按三", body="案例正文四"
        )

    @pytest.mark.parametrize(
        "query",
        [
            "标题一",
            "题二",
            "者按三",
            "正文四",
            "“英国伦敦科技创新中心：成为世界城市”",
            "榜样。案例正文",
            "标题一 正文四 营造创新环境",
            "2022年第4期",
            "总第418期",
            "418",
            "2022-4",
            "2022/4",
            "２０２２－４",
            "2022 伦敦 -柏林",
        ],
    )
    def test_it_is_found_by_its_words_its_cases_its_lessons_and_its_numbers(self, client, editor, issue, query):
        assert listed(client, editor, query) == {issue.pk}

    def test_the_words_of_a_case_edited_elsewhere_find_the_issues_that_print_it(self, editor, issue):
        assert finds("改过的话") == set()
        case_study = CaseStudy.objects.get(body="案例正文四")
        case_study.body = "改过的话"
        case_study.save()
        assert finds("改过的话") == {issue.pk}
        Hub.objects.filter(pk=case_study.hub_id).update(name="大伦敦")
        assert finds("大伦敦") == {issue.pk}
        Lesson.objects.update(statement="换一条启示")
        assert issue.pk in finds("换一条启示")

    def test_what_leaves_the_issue_finds_it_no_longer(self, issue):
        assert finds("正文四") == finds("标题一 营造创新环境") == {issue.pk}
        issue.attached_lessons.all().delete()
        issue.sections.filter(case_study__isnull=False).delete()
        assert finds("正文四") == finds("标题一 营造创新环境") == set()
        theme = Theme.objects.create(name="另一主题")
        lesson = Lesson.objects.create(theme=theme, statement="后加的启示")
        AttachedLesson.objects.create(issue=issue, position=1, lesson=lesson, passage="后加的原句")
        assert finds("后加的启示 后加的原句") == {issue.pk}

    def test_a_section_moved_to_another_issue_takes_its_words_along(self, issue):
        other = Issue.objects.exclude(pk=issue.pk).get()
        SectionRow.objects.filter(issue=issue, case_study__isnull=False).update(issue=other, position=9)
        assert finds("正文四") == {other.pk}

    def test_marks_of_the_text_are_in_nobodys_way(self, issue):
        issue.sections.filter(kind="lead").update(body="发展**科技**创新；见[决定](https://example.org/a)全文")
        for query in ("发展科技创新", "**科技**创新", "见决定全文"):
            assert issue.pk in finds(query)

    def test_a_supplement_and_a_draft_without_numbers(self, client, editor, issue):
        supplement = write_draft(editor, number=1, supplement=True, total=None, hub="东京科技创新中心")
        bare = Issue.objects.create(year=1999, title="只有年份")
        assert listed(client, editor, "2022年增刊第1期") == listed(client, editor, "2022-S1") == {supplement.pk}
        assert listed(client, editor, "1999") == {bare.pk}

    def test_an_address_nobody_has_is_looked_for_in_the_words(self, client, editor, issue):
        edit(issue, editor, subtitle="2021-30 规划")
        assert listed(client, editor, "2021-30") == {issue.pk}


def test_every_state_is_found_by_the_words_it_has_now():
    cast = office()
    published = make_issue(cast, State.PUBLISHED, number=5, title="印出来的标题")
    reviewed = make_issue(cast, State.SECOND_REVIEW, number=6, title="在审的标题")
    assert finds("的标题") == {published.pk, reviewed.pk}
    correction = moves.start_correction(published, by=cast.editor, lock_version=published.lock_version, note="改错字")
    edit(correction, cast.editor, title="改过的题目")
    assert finds("改过的题目") == {published.pk}
    assert finds("印出来") == set()


def test_an_issue_in_the_bin_is_found_only_there(client):
    cast = office()
    issue = make_issue(cast, State.DRAFT, title="不要的稿子")
    moves.put_in_trash(issue, by=cast.editor)
    assert listed(client, cast.editor, "不要的稿子") == listed(client, cast.editor, "2022-5") == set()
    assert listed(client, cast.editor, "不要的稿子", trash="1") == {issue.pk}


def test_searching_two_hundred_issues_costs_the_queries_of_ten(client):
    editor = person("wang", Role.EDITOR)
    issues = [Issue(title=f"第{number}份", year=2020, number=number, total=number) for number in range(1, 201)]

    def cost():
        catch_up(Issue)
        with CaptureQueriesContext(connection) as queries:
            assert len(listed(client, editor, "份", all="")) == Issue.objects.count()
        return len(queries)

    Issue.objects.bulk_create(issues[:10])
    cost()  # signs in for the first time
    few = cost()
    Issue.objects.bulk_create(issues[10:])
    assert cost() == few


def test_a_search_reads_only_what_changed():
    editor = person("wang", Role.EDITOR)
    write_draft(editor, number=5)
    kept = write_draft(editor, number=6, hub="柏林科技创新中心")
    finds("任何字")
    before = dict(OfficeText.objects.filter(subject_type="issues.issue").values_list("subject_id", "pk"))
    Issue.objects.filter(number=5).update(title="改了")
    finds("任何字")
    after = dict(OfficeText.objects.filter(subject_type="issues.issue").values_list("subject_id", "pk"))
    assert [pk for pk in before if before[pk] == after[pk]] == [kept.pk]
