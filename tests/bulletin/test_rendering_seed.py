"""The real issue, every Hanzi of it, in every format."""

import re

import pytest

from bulletin.parsing import markdown as markdown_parser
from bulletin.rendering import html, markdown, text
from bulletin.serialization import from_json, printed_digest, to_json
from bulletin.value import public_form
from tests.bulletin.factories import hanzi, seed, seed_source
from tests.bulletin.pages import Page

FORMATS = {
    "html": lambda bulletin: Page(html.render(bulletin)).text,
    "txt": text.render,
    "md": markdown.render,
    "json": to_json,
}


def body() -> str:
    """The Hanzi of the source from its title to its imprint."""
    source = seed_source().decode("utf-8-sig")
    found = re.search("(国外一流科技创新中心是怎样建设的.*)《决策参阅》编委会", source, re.DOTALL)
    assert found
    return hanzi(found[1])


@pytest.mark.parametrize("name", FORMATS)
def test_every_hanzi_of_the_source_is_there_in_order_and_none_between(name):
    assert len(body()) > 2000
    assert body() in hanzi(FORMATS[name](public_form(seed())))


@pytest.mark.parametrize("name", FORMATS)
def test_board_and_contact_are_there(name):
    shown = FORMATS[name](seed())
    assert all(words in shown for words in ("冀伟", "刘红", "王明丽", "461000", "0374-2962258"))


def test_each_case_is_an_entry_of_the_contents():
    page = Page(html.render(seed()))
    assert len([address for address in page.values("href") if address.startswith("#section-")]) == 6


def test_it_comes_back_from_markdown_and_json():
    assert printed_digest(markdown_parser.parse(markdown.render(seed()))) == printed_digest(seed())
    assert from_json(to_json(seed())) == seed()
