"""引用 by GB/T 7714—2015: each clause with an issue or an entry that it speaks of."""

import datetime
import html
import re
from types import SimpleNamespace

import pytest
from django.utils import timezone

from reading.citations import citation
from tests.reading import factories

DAY = datetime.date(2026, 1, 5)
ADDRESS = "https://www.example.cn/issues/2022/4/"


def cited(title="国外一流科技创新中心是怎样建设的", *, subtitle="", address=ADDRESS, **changes):
    columns = {
        "publisher": "许昌市科技创新公共服务中心",
        "series_title": "决策参阅",
        "year": 2022,
        "number": 4,
        "supplement": False,
    }
    return citation(SimpleNamespace(**columns | changes), title, subtitle=subtitle, address=address, on=DAY)


def test_4_4_2_an_article_in_a_serial_read_on_line():
    assert cited() == (
        "许昌市科技创新公共服务中心. 国外一流科技创新中心是怎样建设的[J/OL]. 决策参阅, 2022(4)[2026-01-05]. "
        "https://www.example.cn/issues/2022/4/."
    )


def test_4_4_2_an_entry_stands_under_its_own_title_at_its_own_place():
    assert cited("英国伦敦科技创新中心", address=f"{ADDRESS}#hub-lundun") == (
        "许昌市科技创新公共服务中心. 英国伦敦科技创新中心[J/OL]. 决策参阅, 2022(4)[2026-01-05]. "
        "https://www.example.cn/issues/2022/4/#hub-lundun."
    )


def test_8_1_3_where_nobody_is_named_the_title_comes_first():
    assert cited(publisher="").startswith("国外一流科技创新中心是怎样建设的[J/OL]. 决策参阅, ")


def test_8_2_3_other_title_information_follows_a_colon():
    assert "启示：五个国外中心的比较[J/OL]. " in cited("启示", subtitle="五个国外中心的比较")


def test_8_8_2_a_serial_without_volumes_has_its_number_in_brackets_after_the_year():
    assert ", 2010(6)[" in cited(year=2010, number=6)


def test_8_8_2_a_supplement_is_named_in_the_brackets():
    assert ", 2022(增刊2)[" in cited(number=2, supplement=True)


def test_6_2_numbers_are_arabic_and_8_5_days_are_year_month_day():
    assert re.search(r"\[\d{4}-\d\d-\d\d\]\. https://", cited())


# On the page


def citations_of(client, path):
    found = re.findall(r'<p class="citation">(.*?)</p>', client.get(path).content.decode())
    return [html.unescape(one) for one in found]


@pytest.mark.django_db
@pytest.mark.usefixtures("one_day")
def test_the_page_has_the_citation_of_the_issue_and_of_each_entry(client):
    factories.publish(factories.make_bulletin(title="<b>甲</b>与乙", subtitle="副题"))
    today = timezone.localdate().isoformat()
    body = "许昌市科技创新公共服务中心. {}[J/OL]. 决策参阅, 2022(4)[{}]. http://testserver/issues/2022/4/{}."
    assert citations_of(client, "/issues/2022/4/?page=2") == [
        body.format("<b>甲</b>与乙：副题", today, ""),
        body.format("london科创中心", today, "#hub-london"),
    ]


@pytest.mark.django_db
def test_the_citation_has_the_address_as_the_reader_calls_it(client, settings):
    settings.ALLOWED_HOSTS = ["www.example.cn"]
    factories.publish()
    page = client.get("/issues/2022/4/", headers={"host": "www.example.cn"}, secure=True).content.decode()
    assert "https://www.example.cn/issues/2022/4/#hub-london." in page


@pytest.mark.django_db
def test_who_may_read_an_internal_issue_may_cite_it_and_is_told_not_to_in_public(client):
    factories.publish_internally()
    assert client.get("/issues/2022/4/").status_code == 404
    client.force_login(factories.make_reader())
    assert len(citations_of(client, "/issues/2022/4/")) == 2
    assert "请不要在公开的文章里引用" in client.get("/issues/2022/4/").content.decode()
