"""The issue page: what changed since, where to read on, and what of it whom it is for."""

import dataclasses
import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.timezone import localtime

from bulletin.value import Annotations
from issues import corrections
from issues.models import Audience
from reading import editions
from tests.reading import factories
from tests.reading.html import page_of

pytestmark = pytest.mark.django_db
PATH = "/issues/2022/4/"


@pytest.fixture
def reader_client(client):
    """The browser of somebody who reads inside; `client` itself stays outside."""
    inside = type(client)()
    inside.force_login(factories.make_reader())
    return inside


def changes_on(client):
    """The text of 更正说明, without line ends; "" when there is no such block."""
    found = re.search(r'<aside class="changes.*?</aside>', client.get(PATH).content.decode(), re.DOTALL)
    return re.sub(r"<[^>]*>|\s", "", found[0]) if found else ""


def day(moment):
    moment = localtime(moment)
    return f"{moment.year}年{moment.month}月{moment.day}日"


def annotated(publication, **parts):
    """The same printed words with a source of the case added: 补充资料."""
    bulletin = publication.bulletin
    case = dataclasses.replace(bulletin.annotations.cases[0], sources="新的来源")
    notes = dataclasses.replace(bulletin.annotations, cases=(case,))
    revision = factories.freeze(dataclasses.replace(bulletin, annotations=notes), issue=publication.issue)
    return factories.replace_by(publication, revision, **parts)


# Corrections


def test_an_issue_never_corrected_says_nothing_of_corrections(client):
    factories.publish()
    page = client.get(PATH).content.decode()
    assert changes_on(client) == ""
    assert "更正时间" not in page


def test_a_correction_says_when_what_and_what_it_replaced(client):
    first = factories.publish(since=timedelta(days=40))
    second = factories.correct(first, note="“三百”应为“三千”。", since=timedelta(days=3))
    assert changes_on(client) == (
        f"更正说明{day(second.go_live_at)}更正：“三百”应为“三千”。替换{day(first.go_live_at)}发布的文字。"
    )


def test_source_and_time_lines_say_when_it_came_out_and_when_it_was_corrected(client):
    first = factories.publish(since=timedelta(days=40))
    second = annotated(factories.correct(first, since=timedelta(days=3)), since=timedelta(days=1))
    corrected = second.supersedes
    text = page_of(client.get(PATH)).text
    assert f"发布时间：{localtime(first.go_live_at):%Y-%m-%d %H:%M}" in text
    assert f"更正时间：{localtime(corrected.go_live_at):%Y-%m-%d %H:%M}" in text
    assert "来源：许昌市科技创新公共服务中心" in text


def test_corrections_are_listed_newest_first_each_with_its_own_note(client):
    second = factories.correct(
        factories.publish(since=timedelta(days=9)), "二。", note="其一。", since=timedelta(days=5)
    )
    factories.correct(second, "三。", note="其二。", since=timedelta(days=2))
    said = changes_on(client)
    assert said.index("其二。") < said.index("其一。")


def test_a_later_correction_without_a_note_invents_none_and_keeps_the_earlier_one(client):
    second = factories.correct(
        factories.publish(since=timedelta(days=9)), "二。", note="其一。", since=timedelta(days=5)
    )
    third = factories.correct(second, "三。", since=timedelta(days=2))
    said = changes_on(client)
    assert f"{day(third.go_live_at)}更正。" in said
    assert said.count("其一。") == 1


def test_what_is_not_printed_is_supplied_not_corrected_and_repeats_no_note(client):
    second = factories.correct(factories.publish(since=timedelta(days=9)), note="其一。", since=timedelta(days=5))
    third = annotated(second, since=timedelta(days=2))
    said = changes_on(client)
    assert said.startswith("更正说明")
    assert f"{day(third.go_live_at)}补充资料。印出的文字没有改动。" in said
    assert said.count("其一。") == 1


def test_a_block_with_nothing_but_supplied_matter_does_not_speak_of_corrections(client):
    annotated(factories.publish())
    said = changes_on(client)
    assert said.startswith("补充资料")
    assert "更正" not in said
    assert "更正时间" not in client.get(PATH).content.decode()


def test_the_same_revision_released_to_more_people_is_no_change(client, reader_client):
    inside = factories.publish_internally(since=timedelta(days=2))
    factories.replace_by(inside, inside.revision, audience=Audience.PUBLIC)
    assert changes_on(client) == changes_on(reader_client) == ""


def test_the_public_hears_nothing_of_the_time_when_an_issue_was_internal(client, reader_client):
    inside = factories.publish_internally(since=timedelta(days=40))
    again = factories.correct(inside, "二。", note="内部稿的差错。", since=timedelta(days=20))
    out = factories.correct(again, "三。", note="公开前改定。", audience=Audience.PUBLIC, since=timedelta(days=10))
    assert changes_on(client) == ""
    page = client.get(PATH).content.decode()
    assert f'发布时间：<time datetime="{localtime(out.go_live_at):%Y-%m-%d %H:%M}">' in page
    annotated(out, since=timedelta(days=1))
    for address in ("/issues/2022/4/", *(f"/issues/2022/4.{name}" for name in ("txt", "md", "json")), "/feed/"):
        whole = client.get(address).content.decode()
        assert not [words for words in ("内部稿的差错", "公开前改定") if words in whole], address
    assert "内部稿的差错。" in changes_on(reader_client)
    assert "公开前改定。" in changes_on(reader_client)


def test_corrections_after_it_went_public_are_the_publics(client):
    inside = factories.publish_internally(since=timedelta(days=40))
    out = factories.correct(inside, "二。", note="公开前改定。", audience=Audience.PUBLIC, since=timedelta(days=10))
    factories.correct(out, "三。", note="公开后的差错。", since=timedelta(days=1))
    said = changes_on(client)
    assert "公开后的差错。" in said
    assert "公开前改定。" not in said
    assert json.loads(client.get("/issues/2022/4.json").content)["annotations"]["correction_note"] == "公开后的差错。"


def test_a_note_on_an_internal_text_between_two_public_ones_stays_inside(client, reader_client):
    public = factories.publish(since=timedelta(days=40))
    factories.withdraw(public)
    inside = factories.publish_internally(issue=public.issue, text="二。", since=timedelta(days=20))
    out = factories.correct(inside, "三。", note="改了内部稿。", audience=Audience.PUBLIC, since=timedelta(days=10))
    assert changes_on(client) == f"更正说明{day(out.go_live_at)}更正。替换{day(public.go_live_at)}发布的文字。"
    assert "改了内部稿。" not in client.get("/issues/2022/4.json").content.decode()
    assert "改了内部稿。" in changes_on(reader_client)


def test_what_replaces_a_withdrawn_issue_says_why(client):
    public = factories.publish(since=timedelta(days=40))
    factories.withdraw(public)
    notes = factories.make_annotations("london", "talent", "数据已核实改正。")
    factories.publish(issue=public.issue, text="二。", annotations=notes, since=timedelta(days=20))
    assert "数据已核实改正。" in changes_on(client)


def test_a_correction_that_waits_for_its_time_or_was_called_off_is_not_told(client):
    public = factories.publish(since=timedelta(days=2))
    waiting = factories.correct(public, note="明天的更正。", since=timedelta(hours=-5))
    assert changes_on(client) == ""
    type(waiting).objects.filter(pk=waiting.pk).update(ends_at=timezone.now())
    assert changes_on(client) == ""


def test_the_history_costs_one_query(django_assert_num_queries):
    edition = factories.publish(since=timedelta(days=9))
    for days in (5, 4, 3):
        edition = factories.correct(edition, f"{days}。", since=timedelta(days=days))
    found = editions.find(AnonymousUser(), 2022, "4")
    with django_assert_num_queries(1):
        assert len(corrections.history(found, AnonymousUser()).changes) == 3


# The rest of the page


def test_a_long_issue_has_its_contents_beside_it_and_a_short_one_has_no_room_for_them(client):
    factories.publish()
    short = factories.make_bulletin(5)
    short = dataclasses.replace(short, sections=short.sections[:1], annotations=Annotations())
    factories.publish(short)
    assert '<div class="issue with-contents">' in client.get(PATH).content.decode()
    assert '<div class="issue">' in client.get("/issues/2022/5/").content.decode()


def test_every_entry_has_a_link_to_its_place(client):
    factories.publish()
    page = page_of(client.get(PATH))
    assert page.links.count("#hub-london") == 2  # in the contents and beside its citation
    assert "hub-london" in page.ids


def test_lessons_lead_to_their_passage_and_their_theme(client):
    factories.publish()
    block = client.get(PATH).content.decode().partition('<section class="drawn"')[2].partition("</section>")[0]
    assert '<a href="/lessons/talent/">talent主题</a>' in block
    place = re.search(r'<a href="#([^"]+)">talent的启示</a>', block)[1]
    assert place in page_of(client.get(PATH)).ids


def test_every_format_that_is_named_is_there(client):
    factories.publish()
    links = [link for link in page_of(client.get(PATH)).links if link.startswith("../")]
    assert links == ["../4.pdf", "../4.docx", "../4.txt", "../4.md", "../4.json"]
    assert {client.get(f"/issues/2022/{link[3:]}").status_code for link in links} == {200}


def test_the_size_of_the_text_is_offered(client):
    factories.publish()
    assert 'class="text-size"' in client.get(PATH).content.decode()


def test_nothing_is_kept_without_asking(client, reader_client):
    factories.publish()
    assert client.get(PATH)["Cache-Control"] == "no-cache"
    assert reader_client.get(PATH)["Cache-Control"] == "private, no-store"
