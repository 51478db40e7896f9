"""The addresses that the text of a bulletin leads to."""

from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

from bulletin import markup
from bulletin.value import Bulletin


def addresses(bulletin: Bulletin) -> tuple[str, ...]:
    """Every address of a link or an image, in reading order and once."""
    texts = (bulletin.editor_note, *(section.text for section in bulletin.sections))
    found = (address for text in texts if "](" in text for address in _of_blocks(markup.blocks(text)))
    return tuple(dict.fromkeys(found))


def own_path(address: str, hosts: Collection[str]) -> str | None:
    """The path of an address of our own site, which answers to `hosts`; None for any other."""
    try:
        parts = urlsplit(address)
        ours = not parts.netloc or parts.hostname in hosts
    except ValueError:
        return None
    return unquote(parts.path) or "/" if ours and parts.scheme in ("", "http", "https") else None


def _of_blocks(blocks: tuple[markup.Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case markup.Image(_, address):
                yield address
            case markup.Paragraph(runs):
                yield from _of_line(runs)
            case markup.BulletList(items):
                yield from _of_lines(items)
            case markup.Table(head, rows):
                yield from _of_lines((*head, *(cell for row in rows for cell in row)))


def _of_lines(lines: tuple[markup.Line, ...]) -> Iterator[str]:
    for line in lines:
        yield from _of_line(line)


def _of_line(line: markup.Line) -> Iterator[str]:
    for run in line:
        if isinstance(run, markup.Link):
            yield run.address
        elif isinstance(run, markup.Strong):
            yield from _of_line(run.runs)
