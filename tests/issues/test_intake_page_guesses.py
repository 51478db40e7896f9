"""拿不准 on the page of an intake: what was really guessed, and nothing that was read off the usual marks."""

from pathlib import Path

import pytest

from bulletin.parsing import text as text_parser
from issues.admin.intake_reading import guesses_of

SAMPLES = Path(__file__).parent.parent / "bulletin" / "samples"


def guesses(name):
    source = (SAMPLES / name).read_text(encoding="utf-8-sig")
    return [guess.label for guess in guesses_of(text_parser.parse(source))]


@pytest.mark.django_db
def test_of_an_issue_read_well_only_the_parts_without_headings_are_doubtful():
    assert guesses("00-seed.txt") == ["综论", "启示"]


@pytest.mark.django_db
def test_an_issue_with_marks_throughout_leaves_nothing_to_doubt():
    assert guesses("english-and-spaces.txt") == []
    assert guesses("markdown-like.txt") == []


@pytest.mark.django_db
def test_what_was_taken_from_the_words_alone_is_shown_as_doubtful():
    assert "启示" in guesses("wrapped-pages.txt")
    assert guesses("no-masthead.txt") != []
