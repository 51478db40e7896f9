"""The parts of an issue's address: its year, and its number as 4 or, for a supplement, s1."""

from django.urls.converters import IntConverter, StringConverter


class YearConverter(IntConverter):
    regex = "[12][0-9]{3}"


class NumberConverter(StringConverter):
    """At most four digits, which every database column holds, and no leading zero: one address an issue."""

    regex = "s?[1-9][0-9]{0,3}"


class FormatConverter(StringConverter):
    regex = "docx|txt|md|json"


def number_of(slug: str) -> tuple[int, bool]:
    """4 → (4, False), s1 → (1, True): the number and whether it is a supplement's."""
    return int(slug.removeprefix("s")), slug.startswith("s")


def issue_path(year: int, number: int, supplement: bool) -> str:
    """The address of an issue, which never changes, in a hundredth of the time of reverse(): for long lists."""
    return f"/issues/{year}/{'s' if supplement else ''}{number}/"
