"""What may happen to month nodes and week tasks."""

from dataclasses import dataclass
from typing import ClassVar

from ballast.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleEvent(Event):
    """The subject is the number of the first project, or the week's code."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthNodesSet(ScheduleEvent):
    code: ClassVar[str] = "schedule.month_nodes_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthNodesReached(ScheduleEvent):
    code: ClassVar[str] = "schedule.month_nodes_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthNodesWithdrawn(ScheduleEvent):
    code: ClassVar[str] = "schedule.month_nodes_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTasksPlanned(ScheduleEvent):
    code: ClassVar[str] = "schedule.week_tasks_planned"
    carried: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTasksFiled(ScheduleEvent):
    code: ClassVar[str] = "schedule.week_tasks_filed"
    undone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTasksTakenBack(ScheduleEvent):
    """What was filed of tasks by mistake no longer stands."""

    code: ClassVar[str] = "schedule.week_tasks_taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTasksWithdrawn(ScheduleEvent):
    code: ClassVar[str] = "schedule.week_tasks_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTasksReminded(ScheduleEvent):
    code: ClassVar[str] = "schedule.week_tasks_reminded"
