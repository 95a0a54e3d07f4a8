"""What the code tables decide: which marks a project has reached, and where that places it."""

from .lifecycle import Facts, Lifecycle, Named, Node, Standing, Step, Template, standing
from .regions import Move, Successor, successors
from .schemes import Gap, Member, Scheme, events, gaps, place, places

__all__ = [
    "Facts",
    "Gap",
    "Lifecycle",
    "Member",
    "Move",
    "Named",
    "Node",
    "Scheme",
    "Standing",
    "Step",
    "Successor",
    "Template",
    "events",
    "gaps",
    "place",
    "places",
    "standing",
    "successors",
]
