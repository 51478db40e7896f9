"""What a server did while it was its turn."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """Milliseconds of each request, seconds of the whole turn, milliseconds of processor time of the workers."""

    times: list[float]
    elapsed: float
    processor: float


def rate(turns: list[Turn]) -> float:
    """Requests per second."""
    return sum(len(turn.times) for turn in turns) / sum(turn.elapsed for turn in turns)


def percentile(turns: list[Turn], share: float) -> float:
    """Milliseconds within which this share of all requests was answered."""
    times = sorted(time for turn in turns for time in turn.times)
    return times[int(len(times) * share)]


def processor(turns: list[Turn]) -> float:
    """Milliseconds of processor time a request cost the workers."""
    return sum(turn.processor for turn in turns) / sum(len(turn.times) for turn in turns)


def ratio(rounds: list[list[Turn]]) -> float:
    """Rate of the first over rate of the second of each round: the median."""
    return statistics.median(rate([real]) / rate([bare]) for real, bare in rounds)
