"""Stable keys made by the program: slugs from pinyin and numbered keys."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from django.db.models import Model
from django.utils.text import slugify
from pypinyin import lazy_pinyin

LENGTH = 60
# Addresses of pages of their own: /hubs/compare/.
RESERVED = {"compare"}


def free_slug(model: type[Model], text: str) -> str:
    """A slug in pinyin for `text` that no row of `model`, trashed ones included, and no page has; else -2, -3 …"""
    return next(slug for slug in _numbered(_stem(model, text)) if not _is_taken(model, slug))


def free_slugs(model: type[Model], texts: Iterable[str]) -> list[str]:
    """A slug for each of `texts`, as free_slug would give them one after another, in one query."""
    taken = RESERVED | set(model._default_manager.values_list("slug", flat=True))
    return _free((_stem(model, text) for text in texts), _numbered, taken)


def free_key(model: type[Model], stem: str) -> str:
    """`stem`-1, `stem`-2 …: the first key that no row of `model` has, trashed ones included."""
    taken = set(model._default_manager.filter(key__startswith=f"{stem}-").values_list("key", flat=True))
    return next(key for key in _counted(stem) if key not in taken)


def free_keys(model: type[Model], stems: Iterable[str]) -> list[str]:
    """A key for each of `stems`, as free_key would give them one after another, in one query."""
    return _free(stems, _counted, set(model._default_manager.values_list("key", flat=True)))


def _free(stems: Iterable[str], proposals: Callable[[str], Iterator[str]], taken: set[str]) -> list[str]:
    # Each stem goes on where it stopped, or ten thousand of one name would ask fifty million times.
    left: dict[str, Iterator[str]] = {}
    found = []
    for stem in stems:
        proposed = left.setdefault(stem, proposals(stem))
        found.append(next(one for one in proposed if one not in taken))
        taken.add(found[-1])
    return found


def _is_taken(model: type[Model], slug: str) -> bool:
    return slug in RESERVED or model._default_manager.filter(slug=slug).exists()


def _stem(model: type[Model], text: str) -> str:
    return slugify("".join(lazy_pinyin(text)))[:LENGTH].strip("-_") or model._meta.model_name


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"


def _counted(stem: str) -> Iterator[str]:
    return (f"{stem}-{number}" for number in count(1))
