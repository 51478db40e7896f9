"""The samples typed into Word give the parse of their text."""

from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.parsing import text, word
from bulletin.secrecy import MarkedSecret
from tests.bulletin.typing_word import WAYS, line_by_line, office
from tests.bulletin.typing_word_otherwise import OTHER_WAYS

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt") if path.stem not in ("marked", "form-feeds"))


# The given ones in every way, the others in the two that differ most.
GIVEN = ("seed", "halfwidth-arabic-date", "two-articles", "lead-ins-contents-table")
TYPED = [(name, way) for name in NAMES for way in (WAYS + OTHER_WAYS if name in GIVEN else (line_by_line,))]
TYPED += [(name, office) for name in NAMES if name not in (*GIVEN, "markdown-like")]


def sample(name):
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def bulletin_of(report):
    """The bulletin; how far apart two things stand in an imprint is not told by a table."""
    lines = tuple(" ".join(line.split()) for line in report.bulletin.imprint)
    return replace(report.bulletin, imprint=lines)


@pytest.mark.parametrize(("name", "way"), TYPED)
def test_a_sample_typed_into_word_reads_as_its_text(name, way):
    assert bulletin_of(word.parse(word.read(way(sample(name))))) == bulletin_of(text.parse(sample(name)))


def test_a_marked_sample_is_refused():
    with pytest.raises(MarkedSecret):
        word.read(line_by_line(sample("marked")))
