"""A Word file of ours, read back."""

import pytest
from hypothesis import given

from bulletin.rendering import word
from bulletin.serialization import printed_digest
from bulletin.value import Bulletin
from tests.bulletin.factories import issue, seed, two_articles
from tests.bulletin.strategies import bulletins
from tests.bulletin.word import read


@given(bulletins())
def test_every_bulletin_comes_back_as_printed(bulletin):
    back = read(word.render(bulletin)).bulletin
    assert printed_digest(back) == printed_digest(bulletin)


@pytest.mark.parametrize("make", [Bulletin, issue, two_articles, seed])
def test_an_issue_comes_back_as_printed(make):
    assert printed_digest(read(word.render(make())).bulletin) == printed_digest(make())
