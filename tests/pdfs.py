"""What a PDF says, read by tools that know nothing of us."""

import io
import re

import pdfplumber


def pages(content):
    """The text of each page, without its spaces."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [re.sub(r"\s", "", page.extract_text() or "") for page in document.pages]


def text(content):
    return "".join(pages(content))


def slanted(content):
    """The words that stand aslant on the pages: a watermark."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return ["".join(one["text"] for one in page.chars if one["matrix"][1]) for page in document.pages]


def code(content):
    """The 校验码 printed in it."""
    found = re.search(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", text(content))
    return found and found[0]
