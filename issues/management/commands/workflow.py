from django.core.management.base import BaseCommand

from issues.states import MOVES, State

HEAD = """# The states of an issue and the moves between them

Generated from `issues/states.py` by `python manage.py workflow > docs/workflow.md`; a test compares.

"""


def page():
    """docs/workflow.md: every state with its word, every move with its word, sources, destination and action."""
    states = "".join(f"| `{state.value}` | {state.label} |\n" for state in State)
    moves = "".join(_row(name, move) for name, move in MOVES.items())
    return (
        f"{HEAD}| state | word |\n|---|---|\n{states}\n"
        f"| move | word | from | to | action |\n|---|---|---|---|---|\n{moves}\n"
        f"```mermaid\n{_diagram()}```\n"
    )


def _row(name, move):
    sources = "any" if move.sources == frozenset(State) else ", ".join(_ordered(move.sources))
    action = move.action.value if move.action else "of the stage"
    return f"| `{name}` | {move.label} | {sources} | {move.leads_to} | {action} |\n"


def _diagram():
    arrows = [
        f"  {source} --> {move.leads_to}: {name}\n"
        for name, move in MOVES.items()
        if move.leads_to in State.values
        for source in _ordered(move.sources)
    ]
    return "stateDiagram-v2\n" + "".join(arrows)


def _ordered(states):
    return [state.value for state in State if state in states]


class Command(BaseCommand):
    help = "打印状态与流转表（docs/workflow.md）。"

    def handle(self, *args, **options):
        self.stdout.write(page(), ending="")
