"""The whole story of an issue, and the by-ways of others, told through the pages."""

import re

import pytest

from accounts.access import Role
from issues.models import Audience, Series
from issues.states import State
from lessons.models import Theme
from tests.browser.story import TEXT, Stage
from tests.issues import office
from tests.people import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(3600)]

TITLE = "国外一流科技创新中心是怎样建设的"
PAGE = "/issues/2022/4/"
FORMATS = [f"/issues/2022/4.{ending}" for ending in ("txt", "md", "json")]
WRONG, RIGHT = "日益成为世界上许多国家", "越来越成为世界上许多国家"


@pytest.fixture
def series():
    known = {"title": "决策参阅", "publisher": "许昌市科技创新公共服务中心"}
    Series.objects.update_or_create(only=True, defaults=known)
    Theme.objects.create(name="创新生态")
    Theme.objects.create(name="科教与人才")


@pytest.fixture
def stage(browser, live_server, series):
    stage = Stage(browser, live_server.url)
    yield stage
    stage.ends()


def hanzi(text):
    return re.sub("[^㐀-鿿〇]", "", text)


def body():
    """Every Hanzi from the title to the line before the imprint, in order."""
    source = TEXT.read_text(encoding="utf-8")
    return hanzi(source[source.index(TITLE) : source.index("《决策参阅》编委会")])


def pass_three_reviews(stage, first, second, signer):
    for reviewer in (first, second):
        with stage.at_work(reviewer) as colleague:
            colleague.opens(TITLE, waiting="等您")
            assert "已记下您的同意" in colleague.presses("同意")
    with stage.at_work(signer) as colleague:
        colleague.opens(TITLE, waiting="等您终审")
        assert "已签发" in colleague.decides("签发")


def release_to_the_public(stage, discloser, publisher, *of):
    """`of` says which 稿 the decision is on, where there are two."""
    with stage.at_work(discloser) as colleague:
        colleague.finds(TITLE)
        said = colleague.decides("公开审查", choose=[*of, "主动公开"], ground="不涉密，可以公开。")
        assert "公开审查决定已记下" in said
    with stage.at_work(publisher) as colleague:
        colleague.opens(TITLE, waiting="等您印发或公开发布")
        assert "已公开发布" in colleague.decides("公开发布")


def test_the_real_issue_from_its_text_to_its_readers_its_correction_and_its_withdrawal(stage):
    editor = person("wang", Role.EDITOR, Role.FIRST_REVIEWER)
    first = person("he", Role.FIRST_REVIEWER)
    second = person("shen", Role.SECOND_REVIEWER)
    signer = person("qian", Role.SIGNER)
    discloser = person("gong", Role.DISCLOSER)
    publisher = person("fa", Role.PUBLISHER)
    reader = stage.visitor()

    with stage.at_work(editor) as colleague:
        colleague.imports(TEXT)
        colleague.gives_theme(1, "创新生态")
        colleague.gives_theme(2, "科教与人才")
        colleague.proposes("主动公开")
        colleague.saves()
        assert body() in hanzi(colleague.previews())
        assert "已送审" in colleague.presses("送审")
        assert "不能再审自己写的内容" in colleague.may_not("同意")
        assert reader.reads(PAGE)[0] == 404

    with stage.at_work(first) as colleague:
        colleague.opens(TITLE, waiting="等您初审")
        assert "已记下您的同意" in colleague.presses("同意")
    with stage.at_work(second) as colleague:
        colleague.opens(TITLE, waiting="等您复审")
        assert "已退回修改" in colleague.decides("退回修改", remark="标题下请加副标题。")

    with stage.at_work(editor) as colleague:
        colleague.opens(TITLE, waiting="已退回修改")
        assert "标题下请加副标题。" in colleague.wishes()
        colleague.fills("subtitle", "五个案例的比较")
        colleague.saves()
        assert "已送审" in colleague.presses("送审")

    pass_three_reviews(stage, first, second, signer)
    assert reader.reads(PAGE)[0] == 404
    release_to_the_public(stage, discloser, publisher)

    status, text = reader.reads(PAGE)
    assert status == 200
    assert body().removeprefix(hanzi(TITLE)) in hanzi(text)
    assert "五个案例的比较" in text
    for address in (PAGE, *FORMATS):
        assert "内部资料" not in reader.reads(address)[1]
    assert TITLE in reader.reads("/")[1]

    with stage.at_work(editor) as colleague:
        colleague.finds(TITLE)
        assert "已转入更正" in colleague.decides("更正", note="导语中一处用词有误，现予更正。")
        colleague.corrects(WRONG, RIGHT)
        colleague.saves()
        assert "已送审" in colleague.presses("送审")
        assert "不能再审自己写的内容" in colleague.may_not("同意")
    pass_three_reviews(stage, first, second, signer)
    status, text = reader.reads(PAGE)
    assert (status, WRONG in text, RIGHT in text, "更正说明" in text) == (200, True, False, False)
    with stage.at_work(publisher) as colleague:
        colleague.opens(TITLE, waiting="等您印发或公开发布")
        assert "公开审查" in colleague.may_not("公开发布")
    release_to_the_public(stage, discloser, publisher, "正在审的")
    status, text = reader.reads(PAGE)
    assert (status, WRONG in text, RIGHT in text) == (200, False, True)
    assert "导语中一处用词有误，现予更正。" in text

    with stage.at_work(signer) as colleague:
        colleague.finds(TITLE)
        notice = "本期因内容有误撤下，请勿引用。"
        assert "已撤下" in colleague.decides("撤下", choose=["内容有误"], notice=notice)
    for address in (PAGE, *FORMATS):
        status, text = reader.reads(address)
        assert status == 410
        assert notice in text
    assert TITLE not in reader.reads("/issues/")[1]


def test_one_agrees_with_changes_and_another_on_paper(stage):
    cast = office.office()
    office.make_issue(cast, State.FIRST_REVIEW, title="怎样建设")

    with stage.at_work(cast.first) as colleague:
        colleague.opens("怎样建设", waiting="等您初审")
        assert "已记下您的意见" in colleague.decides("同意（附修改）", remark="“导语一段”请写实。")
    with stage.at_work(cast.editor) as colleague:
        colleague.opens("怎样建设", waiting="附有修改意见")
        assert "“导语一段”请写实。" in colleague.wishes()
        assert "还没有按意见改动任何内容" in colleague.may_not("改后再送")
        colleague.corrects("导语一段", "近年来各地积极建设")
        colleague.saves()
        assert "已再次送审" in colleague.presses("改后再送")
    with stage.at_work(cast.first) as colleague:
        colleague.opens("怎样建设", waiting="等您初审")
        colleague.presses("同意")

    with stage.at_work(cast.editor) as colleague:
        colleague.finds("怎样建设")
        said = colleague.enters_from_paper("同意", of="second", words="圈阅")
        assert "请另一位同事核对" in said
    with stage.at_work(cast.signer) as colleague:
        assert "second的“同意”生效" in colleague.confirms_paper()
        assert "复审：同意，second" in colleague.history().replace("补录", "")
        assert "已签发" in colleague.decides("签发")


def test_a_release_set_for_later_is_not_seen_and_can_be_cancelled(stage):
    cast = office.office()
    issue = office.clear(office.make_issue(cast, State.APPROVED, title="怎样建设"), cast)
    reader = stage.visitor()

    with stage.at_work(cast.publisher) as colleague:
        colleague.opens("怎样建设", waiting="等您印发或公开发布")
        said = colleague.decides("公开发布", choose=["定时"], go_live_at="2099-01-01T09:00")
        assert "已定时公开发布" in said
        assert reader.reads("/issues/2022/5/")[0] == 404
        assert "怎样建设" not in reader.reads("/")[1]
        colleague.opens("怎样建设", waiting="2099年1月1日 09:00")
        assert "已取消定时发布" in colleague.decides("取消定时发布")
        assert reader.reads("/issues/2022/5/")[0] == 404
        assert "已公开发布" in colleague.decides("公开发布")

    assert reader.reads("/issues/2022/5/")[0] == 200
    assert issue.publications.live().get().audience == Audience.PUBLIC
