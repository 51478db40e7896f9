"""The issue as a Word file with the measures of GB/T 9704-2012, which our own parser reads back exactly.

What each paragraph is stands in the name of its style (bulletin.rendering.word.names); its words stand in it and
nowhere else, so that a file edited in Word reads as edited.
"""

from bulletin.rendering.word import content, file
from bulletin.rendering.word.changes import changes
from bulletin.value import Bulletin

__all__ = ["CONTENT_TYPE", "changes", "render"]

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(bulletin: Bulletin, *, grid: str = "30x23", draft: str = "") -> bytes:
    """A .docx; `draft` (草稿 第2稿) stands at the top of each page. The same bulletin gives the same bytes."""
    items = content.items(bulletin)
    return file.written(bulletin, items, lambda writer: writer.items(items), grid=grid, heading=draft)
