"""Hubs and case studies for the tests."""

from itertools import count

from hubs.models import CaseStudy, Hub

_numbers = count(1)


def make_hub(name="", **fields):
    return Hub.objects.create(name=name or f"第{next(_numbers)}号科技创新中心", **fields)


def make_case_study(hub=None, **fields):
    return CaseStudy.objects.create(hub=hub or make_hub(), **{"thesis": f"论点{next(_numbers)}。", **fields})


def seed_hubs():
    """The hubs of 2022年第4期 under the names the office would give them."""
    return (
        make_hub("旧金山-圣何塞科技创新中心", country="美国", aliases="硅谷\n旧金山湾区"),
        make_hub("伦敦科技创新中心", country="英国"),
        make_hub("东京科技创新中心", country="日本"),
        make_hub("柏林科技创新中心", country="德国"),
        make_hub("巴黎-萨克雷科技创新中心", country="法国"),
    )
