"""第N期 restarts every year, 总第N期 never; what comes next is proposed, what looks wrong is said."""

import datetime

import pytest
from django.utils import timezone

from issues import moves, numbering
from issues.models import Issue
from issues.states import State
from tests.issues.office import make_issue, office

pytestmark = pytest.mark.django_db


def issue(year, number, total=None, day=None, **fields):
    date = day and datetime.date(year, *day)
    return Issue.objects.create(year=year, number=number, total=total, date=date, **fields)


def test_the_first_issue_of_all_is_number_one_without_a_total():
    assert numbering.proposed(Issue(year=2022)) == numbering.Numbers(2022, 1, None)


def test_the_next_number_follows_the_last_of_the_year_and_of_all():
    issue(2021, 12, 414)
    issue(2022, 4, 418)
    assert numbering.proposed(Issue(year=2022)) == numbering.Numbers(2022, 5, 419)


def test_a_new_year_starts_at_one_and_the_total_goes_on():
    issue(2021, 12, 414)
    assert numbering.proposed(Issue(year=2022)) == numbering.Numbers(2022, 1, 415)


@pytest.mark.usefixtures("one_day")
def test_without_a_year_it_is_this_year():
    assert numbering.proposed(Issue()).year == timezone.localdate().year


def test_supplements_are_counted_apart_and_have_no_total():
    issue(2022, 4, 418)
    issue(2022, 1, supplement=True)
    assert numbering.proposed(Issue(year=2022, supplement=True)) == numbering.Numbers(2022, 2, None)
    assert numbering.proposed(Issue(year=2022)) == numbering.Numbers(2022, 5, 419)


def test_a_dropped_draft_burns_no_number():
    issue(2022, 4, 418)
    issue(2022, 5, 419, trashed_at=timezone.now())
    assert numbering.proposed(Issue(year=2022)) == numbering.Numbers(2022, 5, 419)


def test_an_issue_does_not_count_itself():
    assert numbering.proposed(issue(2022, 4, 418)) == numbering.Numbers(2022, 1, None)


def test_issues_in_order_need_no_remark():
    issue(2022, 3, 417, (1, 18))
    assert numbering.remarks(issue(2022, 4, 418, (1, 25))) == []


def test_without_a_number_there_is_nothing_to_say():
    issue(2022, 4, 418)
    assert numbering.remarks(Issue(year=2022)) == []


def test_a_gap_names_what_is_missing():
    issue(2022, 3, 417)
    assert numbering.remarks(issue(2022, 5, 419)) == [
        "期号不连续：2022年第4期还没有录入。",
        "总期号不连续：总第418期还没有录入。",
    ]


def test_a_long_gap_is_named_by_its_ends():
    issue(2022, 1, 415)
    assert "期号不连续：2022年第2期到第4期还没有录入。" in numbering.remarks(issue(2022, 5, 419))


def test_a_number_or_total_that_is_taken_is_said():
    issue(2022, 4, 418)
    said = numbering.remarks(Issue(year=2022, number=4, total=418))
    assert said[:2] == ["2022年第4期已经有了，请核对期号。", "总第418期已经是2022年第4期，请核对总期号。"]


def test_a_date_before_that_of_the_issue_before_is_said():
    issue(2022, 3, 417, (1, 18))
    assert numbering.remarks(issue(2022, 4, 418, (1, 11))) == ["日期早于上一期（2022年第3期，2022-01-18），请核对。"]


def test_the_first_of_a_year_is_compared_with_the_last_of_the_year_before():
    issue(2021, 12, 414, (12, 30))
    late = Issue.objects.create(year=2022, number=1, total=415, date=datetime.date(2021, 12, 1))
    assert "日期早于上一期（2021年第12期，2021-12-30），请核对。" in numbering.remarks(late)


def test_a_date_after_that_of_the_issue_after_is_said():
    issue(2022, 5, 419, (2, 8))
    between = Issue.objects.create(year=2022, number=4, total=418, date=datetime.date(2022, 2, 15))
    assert "日期晚于下一期（2022年第5期，2022-02-08），请核对。" in numbering.remarks(between)


def test_supplements_are_not_compared_with_issues():
    issue(2022, 3, 417, (1, 18))
    assert numbering.remarks(issue(2022, 1, None, (1, 11), supplement=True)) == []


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"number": 0}, "期号应在1到9999之间"),
        ({"number": 10_000}, "期号应在1到9999之间"),
        ({"number": 5, "total": -1}, "总期号应在1到99999之间"),
    ],
)
def test_signing_takes_only_numbers_that_can_be_printed(numbers, sentence):
    cast = office()
    waiting = make_issue(cast, State.FINAL_REVIEW, number=None)
    day = datetime.date(2022, 2, 8)
    with pytest.raises(moves.Refused, match=sentence):
        moves.sign(waiting, by=cast.signer, revision=waiting.newest_revision, year=2022, date=day, **numbers)
    assert Issue.objects.get().number is None


@pytest.mark.parametrize(("text", "number"), [("4", (4, False)), ("s1", (1, True)), ("S12", (12, True))])
def test_a_number_is_read_as_addresses_write_it(text, number):
    assert numbering.read_number(text) == number


@pytest.mark.parametrize("text", ["", "s", "ss1", "四", "-1", "4.5", "99999"])
def test_what_is_no_number_is_said_in_a_sentence(text):
    with pytest.raises(ValueError, match="应写数字"):
        numbering.read_number(text)
