"""A decision signed on the printed 审签单, on its way back into the system."""

import pytest

from issues.models import Issue
from issues.states import State
from tests import pdfs
from tests.browser.story import Stage
from tests.issues import office

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.django_db(transaction=True)]
TITLE = "怎样建设"


@pytest.fixture
def stage(browser, live_server):
    stage = Stage(browser, live_server.url)
    yield stage
    stage.ends()


def test_a_sheet_is_printed_signed_entered_with_its_code_and_confirmed_by_another(stage):
    cast = office.office()
    office.make_issue(cast, State.FIRST_REVIEW, title=TITLE)
    other = office.make_issue(cast, State.FIRST_REVIEW, number=6, title="别的一期")

    with stage.at_work(cast.editor) as colleague:
        colleague.finds(TITLE)
        sheet = colleague.prints("第1稿审签单（PDF）")
        assert TITLE in pdfs.text(sheet)
        wrong = other.newest_revision.check_code
        said = colleague.enters_from_paper("同意", of="first", words="圈阅", check_code=wrong)
        assert "这张审签单是2022年第6期《别的一期》 第1稿的" in said
        assert "请另一位同事核对" in colleague.corrects_the_code(pdfs.code(sheet).lower())

    with stage.at_work(cast.publisher) as colleague:
        assert "first的“同意”生效" in colleague.confirms_paper()
        assert "初审：同意，first" in colleague.history().replace("补录", "")
    assert Issue.objects.get(title=TITLE).state == State.SECOND_REVIEW
