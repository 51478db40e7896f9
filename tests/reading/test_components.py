"""The page that shows developers the design system, and what the tokens promise."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from reading import palette
from tests.reading.html import page_of

pytestmark = pytest.mark.django_db


def sheet(name):
    return Path(finders.find(f"css/{name}.css")).read_text(encoding="utf-8")


def test_contrast_is_what_the_guidelines_say():
    assert palette.contrast("#000", "#fff") == 21
    assert palette.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert palette.contrast("#fff", "#fff") == 1


@pytest.mark.parametrize(("text", "ground"), palette.PAIRS)
def test_text_is_read_easily_on_everything_it_stands_on(text, ground):
    tokens = palette.tokens()
    assert palette.contrast(tokens[text], tokens[ground]) >= palette.ENOUGH


@pytest.mark.parametrize("ground", ["paper", "page"])
def test_the_mark_of_the_focus_and_the_edge_of_a_field_are_seen(ground):
    tokens = palette.tokens()
    assert palette.contrast(tokens["focus"], tokens[ground]) >= 3
    assert palette.contrast(tokens["line-strong"], tokens[ground]) >= 3


@pytest.mark.parametrize("name", ["base", "frame", "search_box", "lists", "bulletin"])
def test_text_has_no_colour_but_those_of_the_pairs(name):
    used = set(re.findall(r"[^-]color: var\(--([\w-]+)\)", sheet(name)))
    assert used <= {text for text, _ in palette.PAIRS}
    assert not re.search(r"[^-]color: *#", sheet(name))


def test_the_page_shows_every_piece_of_the_base_with_its_markup(client, settings):
    settings.DEBUG = True
    html = client.get("/components/").content.decode()
    pieces = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"[\d.]+(rem|em|s)\b|/\*.*?\*/", "", sheet("base"))))
    assert len(pieces) > 15
    assert {name for name in pieces if not re.search(rf'class="[^"]*\b{name}\b', html)} == set()
    assert "&lt;p class=&quot;crumb&quot;&gt;" in html


def test_the_page_shows_the_contrast_of_every_pair(client, settings):
    settings.DEBUG = True
    page = page_of(client.get("/components/"))
    assert "--ink-soft" in page.text
    for text, ground in palette.PAIRS:
        tokens = palette.tokens()
        assert str(round(palette.contrast(tokens[text], tokens[ground]), 1)) in page.text


def test_nobody_but_a_developer_finds_the_page(client):
    response = client.get("/components/")
    assert response.status_code == 404
    assert "--red" not in response.content.decode()
