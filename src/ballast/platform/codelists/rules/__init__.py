"""What the code tables decide: which marks a project has reached, and where that places it."""

from .lifecycle import Facts, Lifecycle, Named, Node, Standing, Step, Template, standing
from .schemes import Gap, Member, Scheme, events, gaps, place

__all__ = [
    "Facts",
    "Gap",
    "Lifecycle",
    "Member",
    "Named",
    "Node",
    "Scheme",
    "Standing",
    "Step",
    "Template",
    "events",
    "gaps",
    "place",
    "standing",
]
