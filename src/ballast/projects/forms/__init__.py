"""What the register's pages ask; parsing only, services decide."""

from .attributes import Attributes, Draft, draft_of
from .happenings import Bundling, Exit, Happened, Merging, Phase, Splitting, StandAlone
from .history import AddCode, Amount, Capacities, EndCode, Name, PutOnList, TakeOffList

__all__ = [
    "AddCode",
    "Amount",
    "Attributes",
    "Bundling",
    "Capacities",
    "Draft",
    "EndCode",
    "Exit",
    "Happened",
    "Merging",
    "Name",
    "Phase",
    "PutOnList",
    "Splitting",
    "StandAlone",
    "TakeOffList",
    "draft_of",
]
