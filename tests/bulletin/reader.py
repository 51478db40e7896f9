"""Scores a parse against what a careful reader expects: structure and words, not typography."""

import json
import re
import unicodedata

_ALIKE = str.maketrans({"“": '"', "”": '"', "。": ".", "、": ",", "…": "."})


def fold(text):
    """`text` without width, quotes and white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(text)).translate(_ALIKE))


def findings(data, expected):
    """What is wrong with the bulletin in `data` (as import_issue --json prints it), one sentence each."""
    found = data["bulletin"]
    wrong = [
        f"{name}: {found[name]!r}" for name, value in expected["bulletin"].items() if not _same(found[name], value)
    ]
    wrong += _sections(found["sections"], expected["sections"])
    everything = fold(json.dumps(found, ensure_ascii=False).replace('\\"', '"'))
    wrong += [f"lost: {words}" for words in expected["kept"] if fold(words) not in everything]
    bodies = "".join(map(_whole, found["sections"]))
    return wrong + [f"in the body: {words}" for words in expected["not_in_body"] if fold(words) in bodies]


def _same(found, value):
    return [*map(fold, found)] == [*map(fold, value)] if isinstance(value, list) else fold(found) == fold(value)


def _sections(sections, expected):
    wrong, rest = [], list(sections)
    for want in expected:
        at = next((at for at, section in enumerate(rest) if _is(section, want)), None)
        if at is None:
            wrong.append(f"no section {want['heading'] or want['first']}")
            continue
        section, rest = rest[at], rest[at + 1 :]
        if "other" not in want["kinds"] and section["kind"] not in want["kinds"]:
            wrong.append(f"{want['heading'] or want['first']} is {section['kind']}")
        wrong += [f"not joined: {words}" for words in want.get("joined", []) if fold(words) not in _whole(section)]
    return wrong


def _is(section, want):
    whole, first = _whole(section), fold(want["first"])
    begins = whole.startswith(first) or fold(section["text"]).startswith(first)
    return fold(section["heading"]) == fold(want["heading"]) and begins and whole.endswith(fold(want["last"]))


def _whole(section):
    return fold(section["thesis"] + section["text"])
