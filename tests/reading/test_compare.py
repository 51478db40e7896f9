"""/hubs/compare/: hubs side by side."""

import re

import pytest

from bulletin.value import Figure, Milestone
from tests.reading import factories, hubs
from tests.reading.html import page_of
from tests.reading.test_queries import queries_of

pytestmark = pytest.mark.django_db

TEXTS = {
    "valley": "有四个突出特点：一是人才池；二是集群效应；三是服务体系；四是创新网络。",
    "london": "得到以下启示：一是教育和科研是基础，二是商业环境有利于聚集。",
}
KNOWN = {
    "valley": {
        "formula": "科技（辐射）+产业（网络）+制度（环境）",
        "figures": (Figure("高技术企业", "2万多家", 2020, "统计年鉴"), Figure("技术移民创办的比重", "1/3多")),
        "milestones": (Milestone(1951, "工业园设立"),),
    },
    "london": {
        "formula": "知识（服务）+创意（文化）+市场（枢纽）",
        "figures": (Figure("高 技术企业", "数万家", 2021),),
        "milestones": (Milestone(2010, "科技城公布", 11),),
    },
    "paris": {},
    "tokyo": {},
    "beijing": {},
    "dubai": {},
}
LESSONS = [hubs.lesson_note(1, 2), hubs.lesson_note(2, statement="只有伦敦的启示", key="only-1")]
UNKNOWN = "有的科创中心没有找到"


@pytest.fixture
def published():
    hubs.publish(1, KNOWN, LESSONS, TEXTS)


def shown(client, query):
    response = client.get(f"/hubs/compare/{query}")
    assert response.status_code == 200
    page_of(response)
    return response.content.decode()


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def heads(page):
    """The hubs compared, in the order of their columns."""
    table = page[page.index('<table class="compare"') :]
    return re.findall(r'class="hub" href="/hubs/(\w+)/"', table[: table.index("</thead>")])


def test_hubs_stand_side_by_side_in_the_order_of_the_address(client, published):
    assert heads(shown(client, "?hubs=valley,london")) == ["valley", "london"]
    assert heads(shown(client, "?hubs=london&hubs=valley")) == ["london", "valley"]
    assert heads(shown(client, "?hubs=london,valley,london&hubs=valley")) == ["london", "valley"]


def test_formulas_are_compared_part_for_part_and_a_hub_without_one_says_so(client, published):
    page = words(shown(client, "?hubs=valley,london,paris"))
    first = page[page.index("第一部分") : page.index("第二部分")]
    assert "科技 （辐射）" in first
    assert "知识 （服务）" in first
    assert "没有写明模式" in first


def test_the_points_each_text_counts_are_listed(client, published):
    page = shown(client, "?hubs=valley,london,paris")
    lists = re.findall(r'<ol class="points">(.*?)</ol>', page)
    assert [re.findall("<li>(.*?)</li>", one) for one in lists] == [
        ["人才池", "集群效应", "服务体系", "创新网络"],
        ["教育和科研是基础", "商业环境有利于聚集"],
    ]
    assert "没有分条写" in page


def test_figures_of_one_label_share_a_row_with_year_and_source(client, published):
    page = shown(client, "?hubs=valley,london")
    row = words(page[page.index(">高技术企业</th>") :].split("</tr>")[0])
    assert "2万多家 2020年，统计年鉴" in row
    assert "数万家 2021年" in row
    assert page.index("高技术企业") < page.index("技术移民创办的比重")


def test_milestones_stand_on_one_timeline_with_a_lane_for_each_hub(client, published):
    page = shown(client, "?hubs=valley,london,paris")
    assert page.count('<svg class="timeline"') == 1
    assert len(re.findall('<text class="lane"', page)) == 3
    assert "1951年" in page
    assert "2010年11月" in page
    assert "没有大事记" in page


def test_lessons_shared_by_hubs_come_first_and_are_marked(client, published):
    page = shown(client, "?hubs=valley,london")
    part = page[page.index('<table class="compare lessons"') :]
    shared, only = part.index("发挥高校的创新源头作用"), part.index("只有伦敦的启示")
    assert shared < only
    assert part[shared:only].count("共有") == 1
    assert part[shared:only].count("●") == 2
    assert "共有" not in part[only:]
    assert part[only:].count("●") == 1


def test_formula_and_points_come_from_the_newest_issue_figures_and_milestones_from_all(client, published):
    new = {
        "formula": "新（甲）+模（乙）",
        "milestones": (Milestone(2022, "新的大事"),),
        "figures": (Figure("新指标", "9"),),
    }
    hubs.publish(2, {"valley": new}, texts={"valley": "一是新的要点；二是另一个。"})
    page = shown(client, "?hubs=valley,london")
    assert "新的要点" in page
    assert "人才池" not in page
    assert "辐射" not in page
    assert all(word in page for word in ("新的大事", "工业园设立", "新指标", "2万多家"))
    assert '<a href="/issues/2022/2/#' in page[: page.index("</thead>")]


@pytest.mark.parametrize("query", ["", "?hubs=", "?hubs=london", "?hubs=london,nobody", "?hubs=,,&hubs=", "?hubs=%00"])
def test_fewer_than_two_bring_the_form_to_choose_by(client, published, query):
    page = shown(client, query)
    assert '<form class="choose" method="get" action="/hubs/compare/"' in page
    assert page.count('type="checkbox" name="hubs"') == len(KNOWN)
    assert page.count(" checked") == ("london" in query)


def test_the_form_keeps_the_choice_that_is_to_be_changed(client, published):
    page = shown(client, "?choose=1&hubs=london,valley")
    assert page.count(" checked") == 2
    assert 'href="/hubs/compare/?choose=1&amp;hubs=london,valley"' in shown(client, "?hubs=london,valley")


def test_of_more_than_five_the_first_five_are_compared_and_the_page_says_so(client, published):
    page = shown(client, "?hubs=dubai,london,valley,paris,tokyo,beijing")
    assert heads(page) == ["dubai", "london", "valley", "paris", "tokyo"]
    assert "一次最多比较5个，只取前5个。" in page
    assert "一次最多" not in shown(client, "?hubs=dubai,london,valley,paris,tokyo")


@pytest.mark.parametrize("stranger", ["nobody", "secret", "Ünknown", "a b", "x" * 300, "%00", "../admin"])
def test_a_hub_that_is_not_there_and_one_not_for_this_reader_are_left_out_with_the_same_words(
    client, published, stranger
):
    hubs.publish(2, ["secret"], audience="internal")
    page = shown(client, f"?hubs=london,{stranger},valley")
    assert heads(page) == ["london", "valley"]
    assert UNKNOWN in page
    assert "secret科创中心" not in page
    assert UNKNOWN not in shown(client, "?hubs=london,valley")


def test_a_reader_inside_compares_internal_hubs_too_marked_as_such(client, published):
    hubs.publish(2, ["secret"], audience="internal")
    client.force_login(factories.make_reader())
    page = shown(client, "?hubs=london,secret")
    assert heads(page) == ["london", "secret"]
    assert '<span class="internal">内部</span>' in page


def test_what_only_an_internal_issue_says_is_not_compared_outside(client, published):
    secret = {
        "formula": "密（甲）+密（乙）",
        "milestones": (Milestone(2022, "密事"),),
        "figures": (Figure("密数", "1"),),
    }
    hubs.publish(2, {"valley": secret}, [hubs.lesson_note(1, statement="密启示", key="s-1")], audience="internal")
    assert "密" not in shown(client, "?hubs=valley,london")
    client.force_login(factories.make_reader())
    page = shown(client, "?hubs=valley,london")
    assert all(word in page for word in ("密事", "密数", "密启示"))


def test_with_nothing_published_there_is_nothing_to_compare(client):
    assert "没有可以比较的" in shown(client, "")


def test_an_address_with_thousands_of_hubs_is_answered(client, published):
    many = ",".join(f"hub{number}" for number in range(3000))
    assert heads(shown(client, f"?hubs=london,valley,{many}")) == ["london", "valley"]


def test_two_hubs_and_five_cost_the_same_few_queries(client, published):
    five = "/hubs/compare/?hubs=valley,london,paris,tokyo,beijing"
    two = "/hubs/compare/?hubs=valley,london"
    assert len(queries_of(client, two)) == len(queries_of(client, five)) == 5
    for number in range(2, 42):
        hubs.publish(number, KNOWN, LESSONS, TEXTS)
    assert len(queries_of(client, five)) == 5
    assert len(queries_of(client, "/hubs/compare/")) == 2
