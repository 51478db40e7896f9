"""Measures of GB/T 9704-2012 in the units of Word: twentieths of a point."""

from dataclasses import dataclass

_MM = 1440 / 25.4

PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
TOP = round(37 * _MM)
BOTTOM = round(35 * _MM)
LEFT = round(28 * _MM)
RIGHT = round(26 * _MM)
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
# The page number, 14 pt high, stands 7 mm below the type area.
FOOTER = BOTTOM - round(7 * _MM) - 14 * 20
HEADER = round(20 * _MM)


@dataclass(frozen=True, slots=True)
class Grid:
    """Characters in a line, lines on a page, and the size of the body in points."""

    characters: int
    lines: int
    size: int

    @property
    def pitch(self) -> int:
        """From line to line."""
        return HEIGHT // self.lines

    @property
    def character(self) -> int:
        """From character to character."""
        return WIDTH // self.characters

    @property
    def narrower(self) -> float:
        """How much closer than its size a character is set, in points; not left to the grid of the page, of which
        programs other than Word make something else."""
        return self.character / 20 - self.size


# 3号 for the standard's grid; thirty of them do not fit into 156 mm, so the house's is set in 小三.
GRIDS = {"28x22": Grid(28, 22, 16), "30x23": Grid(30, 23, 15)}
