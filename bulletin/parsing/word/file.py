"""What all parts of a Word file share while it is read."""

from dataclasses import dataclass, field

from bulletin.parsing.word.blocks import Event
from bulletin.parsing.word.images import Gallery
from bulletin.parsing.word.notes import Notes
from bulletin.parsing.word.numbering import Numbering
from bulletin.parsing.word.package import Package
from bulletin.parsing.word.styles import Styles


@dataclass(slots=True)
class File:
    package: Package
    styles: Styles
    numbering: Numbering
    notes: Notes
    gallery: Gallery
    comments: dict[str, Event] = field(default_factory=dict)
    format_changes: int = 0
