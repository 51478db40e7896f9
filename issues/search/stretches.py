"""The numbers of texts: a higher one is a newer publication or, within one, an earlier text.

An index gives its rows in this order at once. Those of a publication are one stretch, the issue's own text the last.
"""

STRETCH = 1 << 12
LAST = STRETCH - 1


def number(publication, place):
    """Of the text at `place`, from 0, of a saved publication: `number | LAST` is that of the issue's own text."""
    return publication.date.toordinal() << 40 | publication.pk * STRETCH + LAST - place
