"""Hubs in the order of a list by 国家（地区）."""

from functools import lru_cache
from itertools import groupby

from pypinyin import lazy_pinyin

FIRST = ("中国", "中国香港", "中国澳门", "中国台湾")


def in_order(hubs):
    """China first, then the countries and in each the hubs by their sound; hubs without a country last."""
    return sorted(hubs, key=lambda hub: (*_order(hub.country), _sound(hub.hub_name), hub.hub_slug))


def by_region(hubs):
    """[(国家（地区）, its hubs)] of hubs in order."""
    return [(country, list(group)) for country, group in groupby(hubs, key=lambda hub: hub.country)]


def _order(country):
    place = FIRST.index(country) if country in FIRST else len(FIRST)
    return not country, place, _sound(country), country


@lru_cache(maxsize=4096)
def _sound(name):
    # Working it out for 500 names takes longer than their query.
    return lazy_pinyin(name)
