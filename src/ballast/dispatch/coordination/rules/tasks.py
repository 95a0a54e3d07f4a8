"""任务: how one stands, and what may be done to it then, by whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class TaskAct(StrEnum):
    """What is done to a task once it is given."""

    REPORT = "report"
    ACCEPT = "accept"
    RETURN = "return"  # also what was accepted by mistake
    TAKE_BACK = "take_back"  # given by mistake, and nobody has worked on it yet


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """What of a task decides which acts there are."""

    is_done: bool = False  # as its unit tells
    is_accepted: bool = False
    was_returned: bool = False
    is_decided: bool = False  # by a meeting: its minutes hold it, and they alone take it back
    is_open: bool = True  # the issue it belongs to


_FITS: Mapping[TaskAct, Callable[[TaskStanding], bool]] = {
    TaskAct.REPORT: lambda task: not task.is_done,
    TaskAct.ACCEPT: lambda task: task.is_done and not task.is_accepted,
    TaskAct.RETURN: lambda task: task.is_done and (task.is_open or not task.is_accepted),
    TaskAct.TAKE_BACK: lambda task: (
        task.is_open and not (task.is_done or task.was_returned or task.is_decided)
    ),
}
_BY_DOER = frozenset({TaskAct.REPORT})
_BY_JUDGE = frozenset({TaskAct.ACCEPT, TaskAct.RETURN, TaskAct.TAKE_BACK})


def fits(act: TaskAct, task: TaskStanding) -> bool:
    """Whether an act can be done to a task as it stands, whoever does it."""
    return _FITS[act](task)


def task_acts(task: TaskStanding, *, does: bool, judges: bool) -> frozenset[TaskAct]:
    """What somebody may do to a task: who does it, and who leads its issue or is the office."""
    mine = (_BY_DOER if does else frozenset()) | (_BY_JUDGE if judges else frozenset())
    return frozenset(one for one in mine if fits(one, task))
