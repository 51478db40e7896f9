"""Which section of a corrected text is which section of the issue."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from bulletin.value import Kind, Section

SAME, ENOUGH = 9.0, 1.0
# How many pairs are tried: of a bulletin all; of a text in hundreds of sections those that stand near each other.
TRIED, ALWAYS_TRIED = 40_000, 10
# Of these an issue has one: rewritten from end to end it is still that one.
SINGLE = (Kind.LEAD, Kind.LESSONS)


def pairs(old: Sequence[Section], new: Sequence[Section]) -> list[tuple[int, int]]:
    """Places in `old` and `new` of the sections that are the same, the most alike first; each place once."""
    grams = [[_grams(section) for section in side] for side in (old, new)]
    reach = max(ALWAYS_TRIED, TRIED // max(1, len(old)))
    single = {kind for kind in SINGLE if all(sum(one.kind is kind for one in side) == 1 for side in (old, new))}
    alike = (
        (_alike(one, new[j], grams[0][i], grams[1][j], one.kind in single), i, j)
        for i, one in enumerate(old)
        for j in range(max(0, i - reach), min(len(new), i + reach + 1))
    )
    ranked = sorted((found for found in alike if found[0] >= ENOUGH), key=lambda one: (-one[0], abs(one[1] - one[2])))
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for _, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((i, j))
    return chosen


def _alike(one: Section, other: Section, grams: set[str], others: set[str], is_single: bool) -> float:
    if one == other:
        return SAME
    score = 0.3 if one.kind is other.kind else 0.0
    if one.heading and other.heading:
        score += 2.0 if one.heading == other.heading else _ratio(one.heading, other.heading)
    if is_single and one.kind is other.kind:
        score += 1.0
    shared = len(grams & others)
    return score + (4.0 * shared / (len(grams) + len(others)) if shared else 0.0)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _grams(section: Section) -> set[str]:
    return {one + other for one, other in pairwise(section.thesis + section.text)}
