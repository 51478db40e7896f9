"""What a PDF of an issue is: its text, its fonts, what it says of itself, the same bytes each time."""

import io

import pdfplumber
import pytest

from bulletin.rendering import pdf
from tests.bulletin import factories

pytestmark = pytest.mark.looks


def test_the_pages_are_a4() -> None:
    with pdfplumber.open(io.BytesIO(pdf.render(factories.seed()))) as document:
        assert {(round(page.width), round(page.height)) for page in document.pages} == {(595, 842)}


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert pdf.render(factories.issue()) == pdf.render(factories.issue())
