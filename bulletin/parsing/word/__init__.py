"""A Word file (.docx) → Bulletin: its text is written out as lines, and the parser of texts does the rest."""

from bulletin.parsing.word.document import Document
from bulletin.parsing.word.reading import parse, read

__all__ = ["Document", "parse", "read"]
