"""The article as a page of its own: its styles are in it, and it asks nothing of any host."""

from pathlib import Path

from bulletin.rendering import html, masthead
from bulletin.rendering.escaping import escape
from bulletin.value import Bulletin

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
{article}
</body>
</html>
"""


def render(bulletin: Bulletin) -> str:
    """A whole HTML file to be kept or printed; it opens without a network."""
    words = (bulletin.title, bulletin.series, masthead.number_line(bulletin))
    title = escape(" - ".join(word for word in words if word))
    return _PAGE.format(title=title, style=_STYLE, article=html.render(bulletin))
