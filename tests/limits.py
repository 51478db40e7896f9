"""Limits that only work gone wrong can reach, however slow the machine."""

import pytest

# Work that grows with the square of such a text would take many minutes; what grows with the text takes seconds.
NO_SQUARES = pytest.mark.timeout(60)
