"""What a first visit may cost, as it comes from a server in production: the part of it no machine is slower at."""

import pytest

from bench.budget import MEASURED, first_visit
from scripts import staged
from tests.reading import pages

pytestmark = [pytest.mark.browser, pytest.mark.looks]
BYTES = 60_000
SCRIPT_BYTES = 15_000
REQUESTS = 14


@pytest.fixture(scope="module")
def site():
    with staged.site() as site:
        yield site


@pytest.mark.parametrize("width", [360, 1440])
def test_a_first_visit_is_light_and_nothing_moves(browser, site, width):
    for kind in pages.PUBLIC:
        if kind.name in MEASURED:
            visit = first_visit(browser, site.url + kind.path, width=width, slowly=False)
            assert 1_000 < visit.bytes <= BYTES, kind
            assert visit.requests <= REQUESTS, kind
            assert visit.script_bytes <= SCRIPT_BYTES, kind
            assert visit.shift == 0, kind
            assert visit.paint > 0, kind
