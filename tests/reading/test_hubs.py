"""The list of hubs with its chart, and the page of one hub."""

import re

import pytest

from bulletin.value import Figure, Milestone
from reading import hub_map
from tests.reading import factories, hubs
from tests.reading.html import page_of
from tests.reading.test_queries import queries_of

pytestmark = pytest.mark.django_db

FOUNDED = Milestone(2008, "提出战略构想")


def shown(client, path):
    response = client.get(path)
    assert response.status_code == 200
    page_of(response)
    return response.content.decode()


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


# The list


def test_hubs_stand_under_their_countries_china_first_then_by_their_sound_and_the_unknown_last(client):
    hubs.publish(1, ["nowhere", "london", "hongkong", "valley", "dubai", "beijing", "paris"])
    regions = re.findall(r'<section class="region">\s*<h2>(.*?)</h2>', shown(client, "/hubs/"))
    assert regions == ["中国", "中国香港", "阿联酋", "法国", "美国", "英国", "未注明国家（地区）"]


def test_a_hub_is_listed_once_with_the_number_of_its_cases_and_the_newest_issue(client):
    hubs.publish(1, ["london"])
    hubs.publish(2, ["london"])
    page = shown(client, "/hubs/")
    assert words(page).count("伦敦科技创新中心") == 3  # the list, and on the chart its title and its label
    assert "2篇案例，最近一篇见2022年第2期" in page


def test_the_chart_links_each_lone_hub_and_lists_together_those_close_to_each_other(client):
    hubs.publish(1, ["london", "paris", "tokyo", "dubai"])
    page = shown(client, "/hubs/")
    assert re.findall(r'<a class="marker" href="([^"]*)" aria-label="([^"]*)"', page) == [
        ("#near-1", "1，巴黎-萨克雷地区科技创新中心、伦敦科技创新中心"),
        ("/hubs/tokyo/", "2，东京科技创新中心"),
    ]
    near = page[page.index('id="near-1"') :]
    assert re.findall(r'href="(/hubs/\w+/)"', near) == ["/hubs/paris/", "/hubs/london/"]
    assert "没有经纬度的只列在名单里" in page


def test_the_chart_draws_lines_of_degrees_and_no_outline_of_any_land(client):
    hubs.publish(1, ["london", "tokyo"])
    page = shown(client, "/hubs/")
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert set(re.findall(r"<(\w+)", svg)) == {"svg", "g", "rect", "line", "text", "a", "title", "circle"}
    assert all(label in svg for label in ("赤道", "北纬30°", "南纬30°", "东经120°", "西经120°"))
    assert "<img" not in page


def test_without_coordinates_there_is_a_list_and_no_chart(client):
    hubs.publish(1, ["dubai"])
    page = shown(client, "/hubs/")
    assert "迪拜未来区" in page
    assert "<svg" not in page


def test_an_internal_hub_is_neither_listed_counted_nor_drawn_outside(client):
    hubs.publish(1, ["london"])
    hubs.publish(2, ["tokyo", "london"], audience="internal")
    outside = shown(client, "/hubs/")
    assert "共1个" in outside
    assert "1篇案例" in outside
    assert "东京" not in outside
    client.force_login(factories.make_reader())
    inside = shown(client, "/hubs/")
    assert "共2个" in inside
    assert "/hubs/tokyo/" in inside


# The owner's map


@pytest.fixture
def with_map(settings):
    settings.HUB_MAP_IMAGE, settings.HUB_MAP_NUMBER = "icons/favicon.svg", "GS(2016)1666号"


def test_a_map_is_shown_with_its_number_under_the_chart(client, with_map):
    hubs.publish(1, ["london"])
    page = shown(client, "/hubs/")
    assert '<figure class="map"><img src="/static/icons/favicon.svg"' in page
    assert "审图号：GS(2016)1666号</figcaption>" in page
    assert "赤道" in page


def test_a_map_whose_extent_is_known_lies_behind_the_points_in_place_of_our_lines(client, with_map, settings):
    settings.HUB_MAP_BOUNDS = (-30, -60, 330, 80)
    hubs.publish(1, ["london"])
    page = shown(client, "/hubs/")
    assert page.index('<img src="/static/icons/favicon.svg"') < page.index('class="marker"')
    assert '<p class="map-number">审图号：GS(2016)1666号</p>' in page
    assert "赤道" not in page


@pytest.mark.parametrize("missing", ["HUB_MAP_IMAGE", "HUB_MAP_NUMBER"])
def test_without_image_or_number_no_map_is_shown(client, with_map, settings, missing):
    setattr(settings, missing, "")
    hubs.publish(1, ["london"])
    page = shown(client, "/hubs/")
    assert "<img" not in page
    assert "审图号" not in page


def test_an_image_that_was_not_collected_breaks_no_page(client, with_map, settings):
    settings.HUB_MAP_IMAGE = "maps/missing.png"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    assert hub_map.current() is None


@pytest.mark.parametrize(
    ("image", "number", "told"),
    [
        ("", "", []),
        ("icons/favicon.svg", "GS(2016)1666号", []),
        ("icons/favicon.svg", "", ["reading.W101"]),
        ("", "GS(2016)1666号", ["reading.W101"]),
        ("maps/missing.png", "GS(2016)1666号", ["reading.W102"]),
    ],
)
def test_the_deploy_check_tells_of_half_a_map(settings, image, number, told):
    settings.HUB_MAP_IMAGE, settings.HUB_MAP_NUMBER = image, number
    assert [warning.id for warning in hub_map.map_is_whole(None)] == told


# The page of one hub


def test_a_hub_page_tells_what_every_issue_said_newest_first(client):
    hubs.publish(1, ["london"], texts={"london": "旧的正文。"})
    hubs.publish(2, ["london"], texts={"london": "新的正文。"})
    page = shown(client, "/hubs/london/")
    assert page.index("新的正文。") < page.index("旧的正文。")
    assert page.index("2022年第2期《第2号文章》") < page.index("2022年第1期《第1号文章》")


def test_milestones_of_all_issues_stand_on_one_timeline_each_once_with_the_issue_that_told_it(client):
    hubs.publish(1, {"london": {"milestones": (Milestone(2014, "设立", 3), FOUNDED)}})
    hubs.publish(2, {"london": {"milestones": (FOUNDED, Milestone(2019, "大学成立"))}})
    page = shown(client, "/hubs/london/")
    assert page.count('<svg class="timeline"') == 1
    told = words(page[page.index('<ol class="milestones">') : page.index("</ol>")]).split(" ")
    assert [word for word in told if word] == [
        *("12008年提出战略构想", "2022年第2期", "22014年3月设立", "2022年第1期", "32019年大学成立", "2022年第2期")
    ]


def test_a_hub_page_lists_the_lessons_that_rest_on_it_with_theme_and_passage(client):
    hubs.publish(1, ["london", "tokyo"], [hubs.lesson_note(1, 2), hubs.lesson_note(2, statement="别的", key="other-1")])
    page = shown(client, "/hubs/london/")
    part = page[page.index('id="lessons"') :]
    assert "发挥高校的创新源头作用" in part
    assert "别的" not in part
    assert 'href="/lessons/talent/' in part
    assert re.search(r'href="/issues/2022/1/#[^"]+">见2022年第1期原文', part)


def test_a_hub_page_says_nothing_of_milestones_and_lessons_there_are_not(client):
    hubs.publish(1, ["london"])
    page = shown(client, "/hubs/london/")
    assert "大事记" not in page
    assert "启示</h2>" not in page
    assert "<svg" not in page


def test_a_hub_page_offers_the_comparison_with_this_hub(client):
    hubs.publish(1, ["london"])
    assert 'href="/hubs/compare/?hubs=london"' in shown(client, "/hubs/london/")


def test_what_only_an_internal_issue_knows_of_a_hub_stays_inside(client):
    hubs.publish(1, ["london"])
    secret = {
        "milestones": (Milestone(2020, "内部大事"),),
        "figures": (Figure("内部指标", "1"),),
        "formula": "甲（乙）+丙（丁）",
    }
    hubs.publish(2, {"london": secret}, [hubs.lesson_note(1, statement="内部启示")], audience="internal")
    outside = shown(client, "/hubs/london/")
    assert [word for word in ("内部大事", "内部指标", "内部启示", "丙", "第2期") if word in outside] == []
    client.force_login(factories.make_reader())
    inside = shown(client, "/hubs/london/")
    assert all(word in inside for word in ("内部大事", "内部指标", "内部启示", "丙"))


def test_cases_beyond_a_page_follow_on_the_next_and_a_page_that_is_none_is_the_last(client):
    for number in range(1, 23):
        hubs.publish(number, ["london"], texts={"london": f"正文第{number}篇。"})
    first, second, beyond = (shown(client, f"/hubs/london/?page={page}") for page in ("1", "2", "99999999"))
    assert "正文第22篇。" in first
    assert "正文第1篇。" not in first
    assert "正文第1篇。" in second
    assert "案例</dt><dd>22篇" in second
    assert "正文第22篇。" in beyond
    assert "正文第1篇。" in shown(client, "/hubs/london/?page=99")


# What they cost


def test_pages_of_hubs_cost_the_same_few_queries_for_ten_hubs_and_two_hundred(client):
    def publish(numbers):
        for number in numbers:
            known = {"milestones": (Milestone(1900 + number, "事"),), "figures": (Figure("数", "1"),)}
            hubs.publish(number, {"london": known, f"hub{number}": known}, [hubs.lesson_note(1, key=f"l-{number}")])

    publish(range(1, 11))
    few = {path: len(queries_of(client, path)) for path in ("/hubs/", "/hubs/london/")}
    publish(range(11, 201))
    assert {path: len(queries_of(client, path)) for path in few} == few
    assert few == {"/hubs/": 2, "/hubs/london/": 5}
