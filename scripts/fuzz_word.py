"""Throw damaged and made-up Word files at the reader: only its own refusals may come out.

usage: fuzz_word.py [SECONDS [SEED]]
"""

import io
import random
import sys
import time
import traceback
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402 (only once the root is on the path)

from bulletin.parsing import word  # noqa: E402
from bulletin.parsing.decoding import Unreadable  # noqa: E402
from bulletin.secrecy import MarkedSecret  # noqa: E402
from bulletin.serialization import from_json, to_json  # noqa: E402
from tests.bulletin.typing_word import WAYS  # noqa: E402

SLOW = 5
VALUES = (
    "",
    "0",
    "-1",
    "99999999999",
    "1e9",
    "on",
    "第一章",
    "%1%9%0",
    "../../etc/passwd",
    "bullet",
    "chineseCounting",
    "9",
)


def main(seconds: float, seed: int) -> int:
    rng, seeds = random.Random(seed), list(_seeds())
    counts = {"read": 0, "unreadable": 0, "marked": 0, "failed": 0, "slow": 0}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        content = rng.choice((_scribble, _in_parts, _in_parts, _in_trees, _in_trees, _in_trees))(rng, rng.choice(seeds))
        begun = time.monotonic()
        outcome = _outcome(content)
        counts[outcome] += 1
        if time.monotonic() - begun > SLOW:
            counts["slow"] += 1
            outcome = "slow"
        if outcome in ("failed", "slow"):
            Path(f"/tmp/fuzz-{outcome}-{counts[outcome]}.docx").write_bytes(content)
    print(sum(counts.values()) - counts["slow"], "files:", counts)
    return counts["failed"] + counts["slow"]


def _seeds():
    for name in ("seed", "two-articles", "lead-ins-contents-table"):
        text = (ROOT / f"tests/bulletin/samples/{name}.txt").read_text(encoding="utf-8")
        yield from (way(text) for way in WAYS)


def _outcome(content: bytes) -> str:
    try:
        bulletin = word.parse(word.read(content)).bulletin
        assert from_json(to_json(bulletin)) == bulletin
    except Unreadable:
        return "unreadable"
    except MarkedSecret:
        return "marked"
    except Exception:
        traceback.print_exc()
        return "failed"
    return "read"


def _scribble(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(changed))
        kind = rng.randrange(4)
        if kind == 0:
            changed[at] = rng.randrange(256)
        elif kind == 1:
            del changed[at : at + rng.randint(1, 400)]
        elif kind == 2:
            changed[at:at] = rng.randbytes(rng.randint(1, 60))
        else:
            changed[at:at] = changed[: rng.randint(1, 300)]
        changed = changed or bytearray(b"PK")
    return bytes(changed)


def _in_parts(rng: random.Random, content: bytes) -> bytes:
    parts = _parts(content)
    for name in rng.sample(sorted(parts), rng.randint(1, 3)):
        if rng.random() < 0.15:
            del parts[name]
        else:
            parts[name] = _scribble(rng, parts[name] or b"<a/>")
    return _zipped(rng, parts)


def _in_trees(rng: random.Random, content: bytes) -> bytes:
    parts = _parts(content)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    for name in {rng.choice(names), "word/document.xml", rng.choice(("word/numbering.xml", "word/styles.xml"))}:
        root = etree.fromstring(parts[name])
        for _ in range(rng.randint(1, 30)):
            _twist(rng, root)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return _zipped(rng, parts)


def _twist(rng: random.Random, root: etree._Element) -> None:
    elements = [element for element in root.iter() if element is not root and isinstance(element.tag, str)]
    if not elements:
        return
    one, other = rng.choice(elements), rng.choice(elements)
    kind = rng.randrange(6)
    if kind == 0 and one.getparent() is not None:
        one.getparent().remove(one)
    elif kind == 1:
        other.append(etree.fromstring(etree.tostring(one)))
    elif kind == 2 and one.attrib:
        one.set(rng.choice(list(one.attrib)), rng.choice(VALUES))
    elif kind == 3:
        one.tag = other.tag
    elif kind == 4:
        one.text = rng.choice(
            ("", "一、", "\u200f\ufeff", "|a|b|", "**", "[a](http://x)", "第4期", "　" * 40, one.text or "")
        ) * rng.randint(1, 9)
    elif one not in list(other.iterancestors()) and one is not other:
        other.append(one)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def _zipped(rng: random.Random, parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return target.getvalue()


if __name__ == "__main__":
    arguments = [*sys.argv[1:], "600", "0"][:2] if len(sys.argv) < 2 else [*sys.argv[1:], "0"][:2]
    sys.exit(1 if main(float(arguments[0]), int(arguments[1])) else 0)
