"""Stable keys made by the program: slugs from pinyin and numbered keys."""

from collections.abc import Iterator
from itertools import count

from django.db.models import Model
from django.utils.text import slugify
from pypinyin import lazy_pinyin

LENGTH = 60
# Addresses of pages of their own: /hubs/compare/.
RESERVED = {"compare"}


def free_slug(model: type[Model], text: str) -> str:
    """A slug in pinyin for `text` that no row of `model`, trashed ones included, and no page has; else -2, -3 …"""
    stem = slugify("".join(lazy_pinyin(text)))[:LENGTH].strip("-_") or model._meta.model_name
    return next(slug for slug in _numbered(stem) if not _is_taken(model, slug))


def free_key(model: type[Model], stem: str) -> str:
    """`stem`-1, `stem`-2 …: the first key that no row of `model` has, trashed ones included."""
    taken = set(model._default_manager.filter(key__startswith=f"{stem}-").values_list("key", flat=True))
    return next(key for key in (f"{stem}-{number}" for number in count(1)) if key not in taken)


def _is_taken(model: type[Model], slug: str) -> bool:
    return slug in RESERVED or model._default_manager.filter(slug=slug).exists()


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
