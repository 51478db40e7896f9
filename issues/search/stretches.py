"""The numbers of texts: a higher one is a newer issue or, within one, an earlier text.

An index gives its rows in this order at once. Of an issue they are one stretch, its own text the last of it.
"""

STRETCH = 1 << 12


def number(publication, place):
    """Of the text at `place`, from 0, of a saved publication."""
    return publication.date.toordinal() << 40 | publication.pk << 12 | STRETCH - 1 - place
