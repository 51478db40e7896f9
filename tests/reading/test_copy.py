"""复制为网页格式: what of an issue is laid out for pasting elsewhere, and for whom."""

import pytest

from tests.issues.moving_pages import signed_in
from tests.reading.factories import LABEL, RECIPIENT, make_reader, publish, publish_internally, withdraw

pytestmark = pytest.mark.django_db
ADDRESS = "/issues/2022/4/copy/"


def test_an_outsider_finds_the_piece_with_title_source_and_date(client):
    publish(text="正文在此。")
    shown = client.get(ADDRESS).content.decode()
    assert "<strong>第4号文章</strong>" in shown and "正文在此。" in shown
    assert "来源：《决策参阅》2022年第4期（许昌市科技创新公共服务中心）　日期：2022年5月5日" in shown


def test_readers_inside_get_the_public_form_too():
    publish()
    shown = signed_in(make_reader()).get(ADDRESS).content.decode()
    assert LABEL not in shown and RECIPIENT not in shown


def test_an_internal_issue_cannot_be_copied_even_by_those_who_read_it(client):
    publish_internally()
    reader = signed_in(make_reader())
    assert reader.get("/issues/2022/4/").status_code == 200
    assert reader.get(ADDRESS).status_code == client.get(ADDRESS).status_code == 404


def test_a_withdrawn_issue_is_gone(client):
    withdraw(publish())
    assert client.get(ADDRESS).status_code == 410


def test_only_the_style_of_its_elements_is_let_through_the_policy(client):
    publish()
    usual = client.get("/issues/2022/4/").headers["Content-Security-Policy"]
    loosened = client.get(ADDRESS).headers["Content-Security-Policy"]
    assert set(loosened.split("; ")) - set(usual.split("; ")) == {"style-src-attr 'unsafe-inline'"}


@pytest.mark.parametrize(("make", "leads"), [(publish, True), (publish_internally, False)])
def test_only_the_page_of_a_public_issue_leads_there(make, leads):
    make()
    shown = signed_in(make_reader()).get("/issues/2022/4/").content.decode()
    assert ('<a href="copy/">复制为网页格式</a>' in shown) == leads
