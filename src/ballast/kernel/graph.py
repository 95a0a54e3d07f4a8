"""Ordering of steps that wait for one another."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from ballast.kernel.errors import Refused


class CircularSteps(Refused):
    """Some steps wait for each other in a ring; ``ring`` names them in order."""

    code = "circular_steps"


def in_order(waits_for: Mapping[str, Iterable[str]]) -> list[str]:
    """The steps so that each comes after all it waits for."""
    try:
        return list(TopologicalSorter(waits_for).static_order())
    except CycleError as error:
        raise CircularSteps(ring=" → ".join(error.args[1])) from error
