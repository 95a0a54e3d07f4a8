"""Instructions, sweeps and issues with their duties; who sees which is in the selectors."""

from .handovers import Handover
from .instructions import Addressee, ClosingDays, Instruction, Report, Wording
from .issues import Issue, IssueLadder, IssueStep, Pause, Task
from .plans import LimitExtension, Plan, PlanNode
from .sweeps import Duty, Step, Sweep

__all__ = [
    "Addressee",
    "ClosingDays",
    "Duty",
    "Handover",
    "Instruction",
    "Issue",
    "IssueLadder",
    "IssueStep",
    "LimitExtension",
    "Pause",
    "Plan",
    "PlanNode",
    "Report",
    "Step",
    "Sweep",
    "Task",
    "Wording",
]
