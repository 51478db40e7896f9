"""The samples typed into Word give the parse of their text."""

from pathlib import Path

import pytest

from bulletin.parsing import text, word
from bulletin.secrecy import MarkedSecret
from tests.bulletin.typing_word import line_by_line

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt") if path.stem not in ("marked", "form-feeds"))


def sample(name):
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_typed_line_by_line_reads_as_its_text(name):
    found = word.parse(word.read(line_by_line(sample(name))))
    assert found.bulletin == text.parse(sample(name)).bulletin


def test_a_marked_sample_is_refused():
    with pytest.raises(MarkedSecret):
        word.read(line_by_line(sample("marked")))
