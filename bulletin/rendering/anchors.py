"""Where on the issue page each section stands."""

from collections.abc import Iterable

from bulletin.value import Bulletin, Kind


def anchors(bulletin: Bulletin) -> tuple[str, ...]:
    """One id per section, unique: `hub-<slug>` of a case whose hub is known, `article-N`, or `section-N` by position.

    A hub met again gets `-2`, `-3`, …; learning a hub's name later moves no other section's anchor.
    """
    return tuple(_unique(_names(bulletin)))


def _names(bulletin: Bulletin) -> Iterable[str]:
    hubs = {note.section: note.hub_slug for note in bulletin.annotations.cases}
    articles = bulletin.articles
    for position, section in enumerate(bulletin.sections):
        if section.kind is Kind.CASE and hubs.get(position):
            yield f"hub-{hubs[position]}"
        elif section.kind is Kind.ARTICLE:
            yield f"article-{articles[position]}"
        else:
            yield f"section-{position + 1}"


def _unique(names: Iterable[str]) -> Iterable[str]:
    taken: set[str] = set()
    for name in names:
        anchor, count = name, 1
        while anchor in taken:
            count += 1
            anchor = f"{name}-{count}"
        taken.add(anchor)
        yield anchor
