"""过刊入库 as 签发 meets it: ticked in the list, looked over on one page, confirmed once."""

import pytest

from issues.admin.ranges import read_ranges, written_ranges
from issues.models import Accession, Intake, Issue, Publication, Series
from issues.models.issue import Kinds
from issues.states import State
from tests.issues.moving_pages import signed_in, text
from tests.issues.office import edit, make_issue, office, write_draft

LIST = "/admin/issues/issue/"


@pytest.fixture
def cast(db):
    return office()


@pytest.fixture
def issues(cast):
    return [write_draft(cast.editor, number=number) for number in (5, 6, 8)]


def page_of(issues):
    return f"{LIST}accession/?issues={written_ranges(issue.pk for issue in issues)}"


def answers(response, **given):
    """What a browser would send back of the page, with the ground and the signer filled in."""
    form = response.context["form"]
    filled = {field.html_name: field.value() for field in form if field.value() not in (None, False, "")}
    return {name: value for name, value in {**filled, "ground": "原件", "signer": "张建国", **given}.items() if value}


def test_is_an_action_of_the_list_for_those_who_sign(cast, issues):
    client = signed_in(cast.signer)
    chosen = {"action": "enter_back_issues", "_selected_action": [issue.pk for issue in issues]}
    assert client.post(LIST, chosen).url == page_of(issues)
    assert "过刊入库" not in text(signed_in(cast.editor).get(LIST))


def test_a_long_choice_fits_into_an_address():
    assert written_ranges([*range(1, 401), 405]) == "1-400,405"
    assert read_ranges("1-3,7,x,9-8,-,2-") == [1, 2, 3, 7]
    assert len(read_ranges("1-999999999")) == 10_000


def test_shows_every_issue_with_gaps_and_repeats_before_the_decision(cast, issues):
    edit(issues[1], cast.editor, title=issues[0].title)
    shown = text(signed_in(cast.signer).get(page_of(issues)))
    assert "共3期，可入库3期" in shown
    assert "2022年第5期、2022年第6期的标题相同" in shown
    assert "2022年还没有录入：第1至4期、第7期。" in shown


def test_one_confirmation_lets_all_of_them_in(cast, issues):
    client = signed_in(cast.signer)
    response = client.post(page_of(issues), answers(client.get(page_of(issues))), follow=True)
    assert "已入库3期" in text(response)
    assert Publication.objects.visible_to(cast.reader).count() == 3


def test_another_signer_and_day_can_be_said_of_one_issue(cast, issues):
    client = signed_in(cast.signer)
    one = {f"signer_{issues[1].pk}": "李卫东", f"signed_on_{issues[1].pk}": "2022-02-01"}
    client.post(page_of(issues), answers(client.get(page_of(issues)), **one))
    told = Accession.objects.get().back_issues.values_list("signer", "signed_on")
    assert [f"{name} {day}" for name, day in told] == ["张建国 2022-02-05", "李卫东 2022-02-01", "张建国 2022-02-08"]


def test_the_signer_printed_in_the_imprint_is_filled_in(cast, issues):
    edit(issues[0], cast.editor, board="主编：王五\n签发：赵六")
    form = signed_in(cast.signer).get(page_of(issues)).context["form"]
    assert form[f"signer_{issues[0].pk}"].value() == "赵六"


def test_an_issue_that_lacks_something_says_what_and_cannot_be_chosen(cast, issues):
    edit(issues[0], cast.editor, title="")
    client = signed_in(cast.signer)
    response = client.get(page_of(issues))
    assert "缺标题：请照原件填写。" in text(response)
    assert f'name="chosen_{issues[0].pk}"' not in text(response)
    client.post(page_of(issues), answers(response, **{f"chosen_{issues[0].pk}": ""}))
    assert [one.number for one in Publication.objects.order_by("number")] == [6, 8]


def test_a_refusal_keeps_what_was_typed_and_lets_none_in(cast, issues):
    client = signed_in(cast.signer)
    response = client.post(page_of(issues), answers(client.get(page_of(issues)), signer=""))
    assert response.status_code == 422
    assert "2022年第5期《第5期的标题》：缺原签发人" in text(response)
    assert "原件</textarea>" in text(response)
    assert not Publication.objects.exists()


def test_a_date_that_is_none_names_its_issue(cast, issues):
    client = signed_in(cast.signer)
    sent = answers(client.get(page_of(issues)), **{f"signed_on_{issues[0].pk}": "去年"})
    response = client.post(page_of(issues), sent)
    assert "2022年第5期《第5期的标题》：原签发日期请写成" in text(response)


def test_what_changed_meanwhile_is_shown_and_only_then_can_be_confirmed(cast, issues):
    client = signed_in(cast.signer)
    sent = answers(client.get(page_of(issues)))
    edit(issues[0], cast.editor, title="改过的标题")
    response = client.post(page_of(issues), sent)
    assert response.status_code == 409
    assert "改过的标题" in text(response)
    assert not Publication.objects.exists()
    client.post(page_of(issues), answers(response))
    assert Publication.objects.count() == 3


def test_what_is_typed_passes_the_gate(cast, issues):
    client = signed_in(cast.signer)
    response = client.post(page_of(issues), answers(client.get(page_of(issues)), ground="机密★10年"))
    assert response.status_code == 422
    assert "机密★10年" not in text(response)
    assert not Publication.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("signer", 200), ("editor", 403), ("publisher", 403), ("reader", 302)])
def test_only_those_who_sign_may_open_it(cast, issues, who, status):
    assert signed_in(getattr(cast, who)).get(page_of(issues)).status_code == status


def test_whoever_wrote_an_issue_is_told_so_in_its_row(cast, issues):
    mine = write_draft(cast.signer, number=9)
    assert "参与过本期的撰写" in text(signed_in(cast.signer).get(page_of([mine])))


def test_the_issues_page_tells_of_the_decision(cast, issues):
    client = signed_in(cast.signer)
    client.post(page_of(issues), answers(client.get(page_of(issues))))
    shown = text(client.get(f"{LIST}{issues[0].pk}/change/"))
    assert "原签发人：张建国，2022年2月5日签。依据：原件（同批3期）" in shown


def test_todays_board_under_an_old_issue_typed_by_hand_is_told(cast, issues):
    Series.objects.update(board="主编：王明丽")
    Issue.objects.filter(pk=issues[0].pk).update(board="主编：王明丽")
    Issue.objects.filter(pk=issues[1].pk).update(board="主编：老主编")
    shown = text(signed_in(cast.signer).get(page_of(issues)))
    assert shown.count("编委会成员是现在的名单") == 1
    Intake.objects.create(issue=issues[0], file_name="x.txt", sha256="x", by=cast.editor)
    assert "编委会成员是现在的名单" not in text(signed_in(cast.signer).get(page_of(issues)))


def test_more_issues_cost_no_more_queries(cast, issues, django_assert_max_num_queries):
    more = [write_draft(cast.editor, number=number) for number in range(10, 28)]
    client = signed_in(cast.signer)
    client.get(page_of(issues))
    with django_assert_max_num_queries(40):
        client.get(page_of([*issues, *more]))


def test_without_a_choice_it_says_where_to_choose(cast):
    make_issue(cast, State.DRAFT)
    shown = text(signed_in(cast.signer).get(f"{LIST}accession/"))
    assert "在“动作”里选“过刊入库”" in shown
    assert Issue.objects.filter(sections__kind=Kinds.LEAD).exists()


def test_the_page_of_an_old_draft_leads_there_and_no_other_does(cast, issues):
    change = f"{LIST}{issues[0].pk}/change/"
    assert page_of(issues[:1]) in text(signed_in(cast.signer).get(change))
    assert "accession/" not in text(signed_in(cast.editor).get(change))
    published = make_issue(cast, State.PUBLISHED, number=20)
    assert "accession/" not in text(signed_in(cast.signer).get(f"{LIST}{published.pk}/change/"))
