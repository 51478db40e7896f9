import pytest
from django.utils import timezone

from hubs.models import Hub
from hubs.recognition import proposed_from_heading
from tests.hubs.factories import make_hub, seed_hubs

pytestmark = pytest.mark.django_db

SEED = (
    "美国旧金山-圣何塞科技创新中心",
    "英国伦敦科技创新中心",
    "日本东京科技创新中心",
    "德国柏林科技创新中心",
    "法国巴黎-萨克雷地区科技创新中心",
)


def test_the_five_headings_of_the_seed_are_recognised():
    hubs = seed_hubs()
    assert tuple(Hub.objects.recognise(heading) for heading in SEED) == hubs


@pytest.mark.parametrize(
    "text",
    ["硅谷", "美国硅谷", "旧金山湾区科技创新中心", "旧金山－圣何塞 科技创新中心：", "以硅谷为腹地的旧金山湾区"],
)
def test_an_alias_another_width_and_a_longer_text_are_recognised(text):
    silicon_valley, *_ = seed_hubs()
    assert Hub.objects.recognise(text) == silicon_valley


@pytest.mark.parametrize("text", ["", "科技创新中心", "北京科技创新中心", "伦敦与东京", "加拿大伦敦科技创新中心"])
def test_nothing_several_and_another_country_are_not_recognised(text):
    seed_hubs()
    assert Hub.objects.recognise(text) is None


def test_an_exact_name_beats_one_that_is_only_contained():
    make_hub("巴黎科技创新中心", country="法国")
    saclay = make_hub("巴黎-萨克雷科技创新中心", country="法国")
    assert Hub.objects.recognise("法国巴黎-萨克雷科技创新中心") == saclay


def test_the_country_tells_two_places_of_one_name_apart():
    britain = make_hub("英国剑桥科技创新中心", country="英国")
    america = make_hub("美国剑桥科技创新中心", country="美国")
    assert Hub.objects.recognise("英国剑桥") == britain
    assert Hub.objects.recognise("美国剑桥") == america
    assert Hub.objects.recognise("剑桥") is None


def test_a_hub_in_the_bin_is_not_recognised():
    make_hub("伦敦科技创新中心", trashed_at=timezone.now())
    assert Hub.objects.recognise("英国伦敦科技创新中心") is None


@pytest.mark.parametrize(
    ("heading", "country", "name"),
    [
        (SEED[0], "美国", "旧金山-圣何塞科技创新中心"),
        (SEED[4], "法国", "巴黎-萨克雷地区科技创新中心"),
        ("英国伦敦科技创新中心：", "英国", "伦敦科技创新中心"),
        ("印度尼西亚雅加达科技创新中心", "印度尼西亚", "雅加达科技创新中心"),
        ("香港科技创新中心", "中国香港", "香港科技创新中心"),
        ("中国台湾新竹科学园", "中国台湾", "新竹科学园"),
        ("新加坡科技创新中心", "新加坡", "新加坡科技创新中心"),
        ("美国科技创新中心", "美国", "美国科技创新中心"),
        ("特拉维夫科技创新中心", "", "特拉维夫科技创新中心"),
    ],
)
def test_a_new_hub_is_proposed_with_its_country_split_off(heading, country, name):
    proposed = proposed_from_heading(heading)
    assert proposed == {"country": country, "name": name}
    Hub(**proposed).full_clean()
