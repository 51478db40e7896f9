"""Why a move is refused, in sentences."""

from dataclasses import dataclass


class StaleSentence(str):
    """A reason that lies in something having changed since the person looked."""


class Refused(Exception):
    """The move is not made and nothing has changed; `.reasons` are sentences for the person."""

    def __init__(self, reasons):
        self.reasons = tuple(reasons)
        super().__init__("".join(self.reasons))


class Stale(Refused):
    """Refused because the issue is no longer what the person saw."""


@dataclass(frozen=True)
class Reasons:
    """`errors` forbid the move; `warnings` are to be read before it is made."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def raise_if(errors):
    """Raise Stale or Refused when there are any errors."""
    if any(isinstance(error, StaleSentence) for error in errors):
        raise Stale(errors)
    if errors:
        raise Refused(errors)


SOMEBODY_ELSE_WAS_FASTER = StaleSentence("本期刚刚被别人处理过，您看到的已不是最新内容。请刷新页面后再决定。")
