"""What an editor corrected of what was recognised: kept beside it, never in it."""

import datetime
from dataclasses import replace

from bulletin.value import Bulletin, Kind

PRINTED = ("series", "year", "number", "total", "date", "supplement", "title", "subtitle", "publisher")
OF_SECTION = ("kind", "heading")


def corrected(bulletin: Bulletin, corrections: dict) -> Bulletin:
    """`bulletin` with `corrections`, as `differences` gives them, in it."""
    changed = {name: corrections[name] for name in PRINTED if name in corrections}
    if changed.get("date"):
        changed["date"] = datetime.date.fromisoformat(changed["date"])
    of_sections = corrections.get("sections", {})
    sections = [_section(one, of_sections.get(str(place), {})) for place, one in enumerate(bulletin.sections)]
    return replace(bulletin, sections=tuple(sections), **changed)


def _section(section, changes):
    if "kind" in changes:
        changes = {**changes, "kind": Kind(changes["kind"])}
    return replace(section, **changes)


def differences(before: Bulletin, wanted: dict, sections: list[dict], hubs: dict[int, int]) -> dict:
    """The corrections as JSON that make `before` say what is `wanted`, section by section; `hubs` by place."""
    found = {name: _plain(wanted[name]) for name in PRINTED if _differs(wanted[name], getattr(before, name))}
    of_sections = {}
    for place, (section, values) in enumerate(zip(before.sections, sections, strict=True)):
        changed = {name: values[name] for name in OF_SECTION if _differs(values[name], getattr(section, name))}
        if changed:
            of_sections[str(place)] = {name: str(value) for name, value in changed.items()}
    parts = {"sections": of_sections, "hubs": {str(place): pk for place, pk in hubs.items()}}
    return found | {name: value for name, value in parts.items() if value}


def chosen_hubs(corrections: dict) -> dict[int, int]:
    """The primary key of the hub chosen by hand, by the place of the case."""
    return {int(place): pk for place, pk in corrections.get("hubs", {}).items()}


def _differs(typed, before):
    """A form leaves out the spaces round a line; that nobody typed."""
    return typed != (before.strip() if isinstance(before, str) else before)


def _plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value
