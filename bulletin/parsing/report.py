"""What a reader of texts reports: the bulletin, and everything done to get it."""

from dataclasses import dataclass, field
from typing import Any

from bulletin.secrecy import MarkedSecret
from bulletin.serialization import to_data as value_data
from bulletin.value import Bulletin

_VALUES = ("number", "supplement", "total", "date", "publisher", "copy_number", "permit", "distribution.copies")


@dataclass(frozen=True, slots=True)
class Warning:
    code: str
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Change:
    """A normalisation: `before` became `after` on source line `line` (from 1), by rule `rule`."""

    line: int
    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a field was found; `confidence` is 1 where nothing was guessed, `source` the words as they stand there."""

    field: str
    value: str
    line: int
    confidence: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that came with the text; `alt` is what its author wrote for those who cannot see it."""

    name: str
    content_type: str
    content: bytes
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Parse:
    bulletin: Bulletin
    warnings: tuple[Warning, ...] = ()
    changes: tuple[Change, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    placements: tuple[Placement, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(slots=True)
class Log:
    """The report while it is being written."""

    warnings: list[Warning] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)

    def warn(self, code: str, message: str, line: int = 0) -> None:
        self.warnings.append(Warning(code, message, line))

    def change(self, line: int, rule: str, before: str, after: str) -> None:
        if before != after:
            self.changes.append(Change(line, rule, before, after))

    def unplace(self, line: int, text: str, reason: str) -> None:
        self.unplaced.append(Unplaced(line, text, reason))

    def place(self, name: str, value: object, line: int, confidence: float = 1.0, source: str = "") -> None:
        self.placements.append(Placement(name, str(value), line, confidence, source or str(value)))

    def finish(self, bulletin: Bulletin) -> Parse:
        """The report in the order of the source."""
        return Parse(
            bulletin,
            tuple(sorted(self.warnings, key=lambda item: item.line)),
            tuple(sorted(self.changes, key=lambda item: item.line)),
            tuple(sorted(self.unplaced, key=lambda item: item.line)),
            tuple(self.placements),
        )


def to_data(parse: Parse, file: str) -> dict[str, Any]:
    """The dict that `import_issue --json` prints for a file: `as_typed` has the words of fields that became values."""
    return {"file": file, "refused": None, "bulletin": _bulletin_data(parse)} | {
        name: [value_data(item) for item in getattr(parse, name)]
        for name in ("warnings", "changes", "unplaced", "placements")
    }


def refusal_data(refusal: Exception, file: str) -> dict[str, Any]:
    """The same for a refused file: the reason and nothing of its text; a marked file's name is not told either."""
    marked = isinstance(refusal, MarkedSecret)
    rule = {"rule": refusal.rule} if isinstance(refusal, MarkedSecret) else {}
    return {
        "file": "" if marked else file,
        "refused": {"reason": str(refusal)} | rule,
        "bulletin": None,
        "warnings": [],
        "changes": [],
        "unplaced": [],
        "placements": [],
    }


def _bulletin_data(parse: Parse) -> dict[str, Any]:
    data: dict[str, Any] = value_data(parse.bulletin)
    for section, article in zip(data["sections"], parse.bulletin.articles, strict=True):
        section["article"] = article
    data["as_typed"] = [
        {"field": placement.field, "words": placement.source}
        for placement in parse.placements
        if placement.field in _VALUES or placement.field.startswith("contact.")
    ]
    return data
