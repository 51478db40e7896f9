"""Official text stays character for character, on every page and in every format."""

import dataclasses
import json

import pytest

from bulletin.parsing import markdown
from tests.reading import factories
from tests.reading.factories import ODDITIES
from tests.reading.html import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def odd():
    text = "\n".join(ODDITIES)
    bulletin = factories.make_bulletin(text=text)
    lesson = dataclasses.replace(bulletin.annotations.lessons[0], passage=text, statement="<b>5*3*2</b> & _")
    notes = dataclasses.replace(bulletin.annotations, lessons=(lesson,))
    odd = dataclasses.replace(bulletin, annotations=notes, title="5*3*2 <a级> & [注]: _")
    return factories.publish(odd)


@pytest.mark.parametrize("path", ["/issues/2022/4/", "/hubs/london/"])
def test_every_line_is_a_paragraph_of_the_page(client, odd, path):
    paragraphs = page_of(client.get(path)).paragraphs
    start = paragraphs.index(ODDITIES[0])
    assert tuple(paragraphs[start : start + len(ODDITIES)]) == ODDITIES


def test_a_passage_is_quoted_as_it_stands(client, odd):
    page = page_of(client.get("/lessons/talent/"))
    assert "\n".join(ODDITIES) in page.paragraphs
    assert "<b>5*3*2</b> & _" in page.text


@pytest.mark.parametrize(
    "path", ["/", "/issues/", "/issues/2022/", "/issues/2022/4/", "/hubs/london/", "/lessons/talent/"]
)
def test_the_title_is_shown_as_typed(client, odd, path):
    assert "5*3*2 <a级> & [注]: _" in page_of(client.get(path)).text


def test_the_correction_note_is_shown_as_typed(client, odd):
    factories.correct(odd, "改后。", note="<a级>\n# 号")
    assert "更正：<a级>\n# 号" in page_of(client.get("/issues/2022/4/")).text


def test_the_text_file_has_every_line(client, odd):
    lines = [line.removeprefix("　　") for line in client.get("/issues/2022/4.txt").content.decode().split("\n")]
    start = next(place for place, line in enumerate(lines) if line.endswith(ODDITIES[0]))
    assert lines[start] == f"london科创中心：提要句。{ODDITIES[0]}"
    assert tuple(lines[start + 1 : start + len(ODDITIES)]) == ODDITIES[1:]


def test_the_marked_text_file_reads_back_to_the_same_text(client, odd):
    read = markdown.parse(client.get("/issues/2022/4.md").content.decode())
    assert read.sections[1].text == "\n".join(ODDITIES)
    assert read.title == odd.title


def test_the_data_file_has_the_same_text(client, odd):
    data = json.loads(client.get("/issues/2022/4.json").content)
    assert data["sections"][1]["text"] == "\n".join(ODDITIES)
