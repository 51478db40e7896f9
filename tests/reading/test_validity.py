"""Every page kind is valid HTML."""

import pytest

from tests.reading import pages, stage
from tests.reading.registered import REGISTERED
from tests.reading.validity import faults

WHOLE = '<!DOCTYPE html><html lang="zh-CN"><head><title>一</title></head><body><h1>一</h1>{}</body></html>'


@pytest.mark.django_db
@pytest.mark.urls("tests.reading.urls")
def test_every_page_kind_is_valid(client, settings):
    for name, value in REGISTERED.items():
        setattr(settings, name, value)
    client.raise_request_exception = False
    reader = stage.fill()
    found = {}
    for kind in sorted(pages.ALL, key=lambda kind: kind.signed_in):
        if kind.signed_in:
            client.force_login(reader)
        found[kind.name] = faults(client.get(kind.path).content.decode())
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_valid_page_has_no_fault():
    times = '<time datetime="2022">一</time><time datetime="2022-01-05T08:00:00+0800">一</time>'
    good = '<p id="a"><a href="#a">二</a></p><ul><li><h2>三</h2></ul><input hidden id="b"><label for="b">四</label>'
    assert faults(WHOLE.format(times + good)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "<p>一</div>",
        "<p>一<div>二</div></p>",
        "<p class='a' class='b'>一</p>",
        "<p class=''>一</p>",
        "<i id='a'></i><i id='a'></i>",
        "<i id='a b'></i>",
        "<a href='#nowhere'>一</a>",
        "<label for='nowhere'>一</label>",
        "<section aria-labelledby='nowhere'></section>",
        "<h1>二</h1>",
        "<h3>二</h3>",
        "<h2></h2>",
        "<img src='/a.png'>",
        "<time datetime='2022-1-5'>一</time>",
        "<time datetime='2022-01-05T08:00:00.123456+08:00'>一</time>",
        "<span><div>一</div></span>",
        "<ul><p>一</p></ul>",
        "<a href='/'><button>一</button></a>",
        "一<",
    ],
)
def test_a_fault_is_found(wrong):
    assert faults(WHOLE.format(wrong)) != []


def test_a_page_without_language_or_doctype_is_faulty():
    assert faults(WHOLE.replace(' lang="zh-CN"', "").format("")) == ["no lang"]
    assert faults(WHOLE.replace("<!DOCTYPE html>", "").format("")) != []
