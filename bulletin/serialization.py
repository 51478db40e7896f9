"""Bulletin ↔ canonical JSON, and the digests that approvals are bound to."""

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from bulletin.value import Bulletin

SCHEMA = 1
T = TypeVar("T")


def to_json(bulletin: Bulletin) -> str:
    """Canonical JSON text: `schema`, then every field in reading order, annotations last; keys are never sorted."""
    return _dump({"schema": SCHEMA} | to_data(bulletin))


def from_json(text: str) -> Bulletin:
    """The inverse of to_json at schema 1.

    Raises ValueError (in Chinese) on anything that is not the JSON of a bulletin of a known schema.
    """
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
        schema = data.pop("schema", None)
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise ValueError("这不是期刊的 JSON 文件。") from error
    if schema != SCHEMA:
        raise ValueError(f"JSON 的版本是 {schema}，本系统认识的版本是 {SCHEMA}。")
    try:
        return _build(Bulletin, data)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("期刊 JSON 的字段不符合格式。") from error


def digest(bulletin: Bulletin) -> str:
    """SHA-256 (64 hex digits) of the canonical JSON."""
    return _sha256(to_json(bulletin))


def printed_digest(bulletin: Bulletin) -> str:
    """SHA-256 of the canonical JSON without annotations: equal when what is printed is equal."""
    data = to_data(bulletin)
    del data["annotations"]
    return _sha256(_dump({"schema": SCHEMA} | data))


def to_data(value: Any) -> Any:
    """A value of bulletin.value as dicts, lists, strings and numbers, keys in the order of its fields."""
    if dataclasses.is_dataclass(value):
        return {part.name: to_data(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [to_data(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _build(kind: type[T], data: dict[str, Any]) -> T:
    types_of = _field_types(typing.cast(Any, kind))
    if set(data) != set(types_of):
        raise TypeError(f"{kind.__name__}: {set(data) ^ set(types_of)}")
    return kind(**{name: _value(types_of[name], item) for name, item in data.items()})


@cache
def _field_types(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(kind: Any, item: Any) -> Any:
    if typing.get_origin(kind) is tuple:
        return tuple(_value(typing.get_args(kind)[0], part) for part in _is(list, item))
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return None if item is None else _value(typing.get_args(kind)[0], item)
    if dataclasses.is_dataclass(kind):
        return _build(typing.cast(type[Any], kind), _is(dict, item))
    if kind is date:
        return _read(date.fromisoformat, _is(str, item))
    if issubclass(kind, StrEnum):
        return _read(kind, item)
    return item if kind is float and type(item) is int else _is(kind, item)


def _read(reader: Callable[[str], T], item: str) -> T:
    try:
        return reader(item)
    except ValueError as error:
        raise TypeError(str(error)) from error


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _is(kind: type[T], item: Any) -> T:
    if type(item) is not kind:
        raise TypeError(f"{item!r} is not {kind.__name__}")
    return item
