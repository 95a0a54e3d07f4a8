"""Month nodes and week tasks are written, filed, taken back; the clock reminds and drafts."""

from .clock import draft_bulletin, draft_due, remind, remind_due
from .events import (
    MonthNodesReached,
    MonthNodesSet,
    MonthNodesWithdrawn,
    WeekTasksFiled,
    WeekTasksPlanned,
    WeekTasksReminded,
    WeekTasksTakenBack,
    WeekTasksWithdrawn,
)
from .filing import TaskFiling, file_tasks, take_back
from .nodes import NodeDraft, reach_nodes, set_nodes, withdraw_nodes
from .planning import TaskDraft, plan_tasks, withdraw_tasks
from .refusals import ScheduleRefused

__all__ = [
    "MonthNodesReached",
    "MonthNodesSet",
    "MonthNodesWithdrawn",
    "NodeDraft",
    "ScheduleRefused",
    "TaskDraft",
    "TaskFiling",
    "WeekTasksFiled",
    "WeekTasksPlanned",
    "WeekTasksReminded",
    "WeekTasksTakenBack",
    "WeekTasksWithdrawn",
    "draft_bulletin",
    "draft_due",
    "file_tasks",
    "plan_tasks",
    "reach_nodes",
    "remind",
    "remind_due",
    "set_nodes",
    "take_back",
    "withdraw_nodes",
    "withdraw_tasks",
]
