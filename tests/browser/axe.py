"""axe-core in an open page, all its rules and best practices."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()


def violations(page) -> list[str]:
    """One line for each element axe objects to: the rule, the element, why."""
    found = AXE.run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary'].splitlines()[1:]}"
        for one in found
        for node in one["nodes"]
    ]
