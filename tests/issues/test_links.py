"""A text whose links lead nowhere is warned of at 送审 and not published."""

import datetime

import pytest
from django.utils import timezone

from issues import moves
from issues.models import Audience
from issues.moves import Refused
from issues.states import State
from tests.issues.office import clear, make_issue, office, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return office()


def linking(cast, link, state=State.APPROVED, **fields):
    return make_issue(cast, state, number=5, body=f"见[那里]({link})。", **fields)


def refusals(issue, cast, audience=Audience.INTERNAL, **given):
    return moves.reasons_against("publish", issue, by=cast.publisher, audience=audience, **given).errors


def links_of(sentences):
    return [sentence for sentence in sentences if "链接" in sentence]


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("/issues/2022/9/", "没有这一期，或者还没有发布"),
        ("/issues/2022/9", "没有这一期，或者还没有发布"),
        ("/issues/2022/s5.txt", "没有这一期，或者还没有发布"),
        ("/issues/2021/", "这一年没有发布过的期次"),
        ("/hubs/atlantis/", "已发布的各期没有写过这个科创中心"),
        ("/lessons/nothing/", "已发布的各期没有这个主题的启示"),
        ("/media/attachment.pdf", "本站没有这个地址"),
        ("/admin/issues/issue/", "本站没有这个地址"),
        ("/static/css/nothing.css", "没有这个文件"),
        ("/static/../manage.py", "没有这个文件"),
        ("/static/%2e%2e/manage.py", "没有这个文件"),
        ("/static//etc/passwd", "没有这个文件"),
        ("http://localhost:8000/issues/2022/9/", "没有这一期，或者还没有发布"),
    ],
)
def test_a_broken_link_is_warned_of_at_first_and_refused_at_release(cast, link, why):
    draft = linking(cast, link, State.DRAFT)
    sentence = f"正文里的链接“{link}”打不开：{why}。"
    asked = moves.reasons_against("submit", draft, by=cast.editor)
    assert links_of(asked.errors) == []
    assert links_of(asked.warnings) == [f"{sentence}发布前请改正。"]


def test_publishing_is_refused_while_a_link_is_broken(cast):
    issue = linking(cast, "/issues/2022/4/")
    with pytest.raises(Refused, match="/issues/2022/4/"):
        release(issue, cast, Audience.INTERNAL)
    make_issue(cast, State.PUBLISHED, number=4, audience=Audience.INTERNAL)
    assert release(issue, cast, Audience.INTERNAL).state == State.PUBLISHED


@pytest.mark.parametrize(
    "link",
    [
        "/",
        "/issues/",
        "/issues/2022/",
        "/issues/2022/4/",
        "/issues/2022/4",
        "/issues/2022/4/#section-1",
        "/issues/2022/4.txt",
        "/issues/2022/5/",
        "/hubs/",
        "/feed/",
        "/sitemap/",
        "/static/css/base.css",
        "https://example.org/gone/",
        "mailto:a@example.org",
    ],
)
def test_a_link_that_leads_somewhere_is_not_spoken_of(cast, link):
    make_issue(cast, State.PUBLISHED, number=4)
    issue = linking(cast, link)
    assert refusals(issue, cast) == ()
    assert links_of(moves.reasons_against("publish", issue, by=cast.publisher).warnings) == []


def test_hubs_and_themes_of_the_issue_itself_and_of_published_ones_are_there(cast):
    other = make_issue(cast, State.PUBLISHED, number=4, hub="东京科技创新中心", audience=Audience.INTERNAL)
    notes = other.newest_revision.bulletin.annotations
    own = make_issue(cast, State.APPROVED, number=6).newest_revision.bulletin.annotations.cases[0].hub_slug
    text = f"[甲](/hubs/{notes.cases[0].hub_slug}/)[乙](/lessons/{notes.lessons[0].theme_slug}/)[丙](/hubs/{own}/)"
    assert refusals(make_issue(cast, State.APPROVED, number=5, body=text), cast) == ()


def test_the_public_is_not_led_to_an_internal_issue(cast):
    make_issue(cast, State.PUBLISHED, number=4, audience=Audience.INTERNAL)
    issue = clear(linking(cast, "/issues/2022/4/"), cast)
    assert refusals(issue, cast, Audience.INTERNAL) == ()
    assert refusals(issue, cast, Audience.PUBLIC) == (
        "正文里的链接“/issues/2022/4/”打不开：这一期只供内部阅读，公众看不到。",
    )


def test_two_issues_that_name_each_other_are_released_one_after_the_other(cast):
    first = linking(cast, "/issues/2022/6/")
    second = make_issue(cast, State.APPROVED, number=6, body="见[上期](/issues/2022/5/)。")
    warnings = moves.reasons_against("publish", first, by=cast.publisher).warnings
    assert warnings == ("正文里的链接“/issues/2022/6/”指向的一期已签发、还没有发布，请一并发布。",)
    release(first, cast, Audience.INTERNAL)
    release(second, cast, Audience.INTERNAL)
    assert moves.reasons_against("publish", second, by=cast.publisher).warnings == ()


def test_a_link_to_what_will_be_there_in_time_is_good_and_to_what_comes_later_is_not(cast):
    noon = timezone.now() + datetime.timedelta(hours=2)
    release(make_issue(cast, State.APPROVED, number=4), cast, Audience.INTERNAL, noon)
    issue = linking(cast, "/issues/2022/4/")
    assert refusals(issue, cast, go_live_at=noon) == ()
    assert links_of(refusals(issue, cast, go_live_at=noon - datetime.timedelta(minutes=1))) != []
    assert links_of(refusals(issue, cast)) != []


def test_a_withdrawn_issue_leads_nowhere(cast):
    other = make_issue(cast, State.PUBLISHED, number=4)
    moves.withdraw(other, by=cast.signer, lock_version=other.lock_version, kind="error", notice="有误。")
    assert links_of(refusals(linking(cast, "/issues/2022/4/"), cast)) != []
