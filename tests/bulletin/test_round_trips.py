"""The real issue and every sample, written in each format and read back. Generated bulletins: beside each format."""

import pytest

from bulletin.parsing import markdown as markdown_in
from bulletin.parsing import text as text_in
from bulletin.rendering import markdown, text, word
from bulletin.secrecy import refuse_marked
from bulletin.serialization import digest, from_json, printed_digest, to_json
from bulletin.value import Bulletin
from tests.bulletin.test_parsing_samples import SAMPLES
from tests.bulletin.word import read

NAMES = sorted(path for path in SAMPLES.rglob("*.txt") if path.name != "marked.txt")


@pytest.fixture(scope="module", params=NAMES, ids=lambda path: path.stem)
def bulletin(request) -> Bulletin:
    return text_in.parse(request.param.read_bytes()).bulletin


def test_json_gives_back_the_whole(bulletin):
    assert digest(from_json(to_json(bulletin))) == digest(bulletin)


def test_markdown_gives_back_what_is_printed(bulletin):
    assert printed_digest(markdown_in.parse(markdown.render(bulletin))) == printed_digest(bulletin)


def test_plain_text_gives_back_what_is_printed(bulletin):
    assert printed_digest(text_in.parse(text.render(bulletin)).bulletin) == printed_digest(bulletin)


def test_word_gives_back_what_is_printed(bulletin):
    assert printed_digest(read(word.render(bulletin)).bulletin) == printed_digest(bulletin)


def test_what_the_gate_let_in_it_lets_in_again_as_we_write_it(bulletin):
    for written in (text.render(bulletin), markdown.render(bulletin), to_json(bulletin)):
        refuse_marked(written)
