"""Which hub a piece of text speaks of, and what a new hub would be called."""

import re
import unicodedata

from hubs.countries import split_country

_SUFFIX = re.compile("(?:(?:国际|全球)?(?:科技创新中心|科创中心|科技中心|创新中心)|地区)$")
_DASHES = re.compile("[‐‑‒–—―−－]")


def recognise(text, hubs):
    """The only one of `hubs` that `text` names, exactly or, failing that, within it; None when none or several do.

    The country in front may be there or not, but must not be another one.
    """
    return Known(hubs).recognise(text)


class Known:
    """Hubs with their names worked out once, for whoever recognises many texts; `add` one that is made meanwhile."""

    def __init__(self, hubs):
        self.names = {}
        for hub in hubs:
            self.add(hub)

    def add(self, hub):
        self.names[hub] = _names(hub)

    def recognise(self, text):
        """As `recognise` above."""
        country, rest = split_country(fold(text))
        within, sought = core(rest), {core(text), core(rest)} - {""}
        names = [(hub, known) for hub, known in self.names.items() if not _elsewhere(hub, country)]
        exact = [hub for hub, known in names if sought & known]
        contained = [hub for hub, known in names if any(name in within for name in known if len(name) > 1)]
        candidates = exact or contained
        return candidates[0] if len(candidates) == 1 else None


def _elsewhere(hub, country):
    return bool(country and hub.country and hub.country != country)


def proposed_from_heading(heading):
    """Country and name of the hub a heading speaks of, for a hub that is not known yet.

    “英国伦敦科技创新中心” → {"country": "英国", "name": "伦敦科技创新中心"}.
    """
    heading = heading.strip().rstrip("：:。 ")
    country, name = split_country(heading)
    name = name.lstrip("：:、，, ")
    name = name if _SUFFIX.sub("", fold(name)) else heading
    return {"country": country, "name": name}


def fold(text):
    """`text` in one width and case, without spaces, every dash a hyphen."""
    return _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", text).split())).casefold()


def core(text):
    """The folded text without the words that end every hub's name (科技创新中心, 地区)."""
    folded = fold(text).rstrip(":。")
    while (shorter := _SUFFIX.sub("", folded)) and shorter != folded:
        folded = shorter
    return folded


def _names(hub):
    known = (hub.name, *hub.alias_list)
    return {core(name) for name in known} | {core(split_country(fold(name))[1]) for name in known}
