"""The pages obey the content security policy and need no other host."""

import re
from pathlib import Path

import pytest

from tests.repository.files import text, tracked

TEMPLATES = [path for path in tracked(".html") if "templates" in path.parts]
STYLES_AND_SCRIPTS = [path for suffix in (".css", ".js") for path in tracked(suffix) if "static" in path.parts]
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|\son\w+\s*=\s*["']|javascript:|<script\b(?![^>]*\ssrc=)(?![^>]*application/)""", re.I
)
FROM_ELSEWHERE = re.compile(
    r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""", re.I
)


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_a_template_has_no_inline_style_or_script(template: Path) -> None:
    assert INLINE.findall(text(template)) == []


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES_AND_SCRIPTS], ids=str)
def test_a_page_takes_nothing_from_another_host(path: Path) -> None:
    assert FROM_ELSEWHERE.findall(text(path)) == []
