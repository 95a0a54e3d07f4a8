"""The tasks of an issue as its page shows them, each with what this person may do with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext_lazy

from ballast.dispatch.coordination.forms.issues import (
    ActForm,
    TaskDone,
    TaskForm,
    TaskReturned,
    TaskTakenBack,
)
from ballast.dispatch.coordination.models import Issue, Task
from ballast.dispatch.coordination.selectors.issue_desk import TaskLine, task_lines
from ballast.dispatch.coordination.selectors.matters import TASK, task_acts_of
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import TaskReport
from ballast.platform.audit.services import Actor
from ballast.platform.files import selectors as files

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrPromise

    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class TaskAct:
    """One thing to do with a task, as its line offers it."""

    code: str
    words: "StrPromise"
    done: "StrPromise"
    icon: str
    form: type[TaskForm]
    do: Callable[[Mapping[str, Any], Actor, datetime], object]


def _report(said: Mapping[str, Any], by: Actor, at: datetime) -> object:
    report = TaskReport(task_id=said["task"], words=said["words"], uploads=said["uploads"])
    return services.report_tasks(by=by, at=at, reports=[report])


def _accept(said: Mapping[str, Any], by: Actor, at: datetime) -> object:
    return services.accept_tasks(by=by, at=at, ids=[said["task"]])


def _return(said: Mapping[str, Any], by: Actor, at: datetime) -> object:
    return services.return_tasks(by=by, at=at, ids=[said["task"]], words=said["words"])


def _take_back(said: Mapping[str, Any], by: Actor, at: datetime) -> object:
    return services.take_tasks_back(by=by, at=at, ids=[said["task"]], words=said["words"])


TASK_ACTS = {
    one.code: one
    for one in (
        TaskAct(
            "report",
            pgettext_lazy("task", "Report done"),
            pgettext_lazy("task", "Reported done."),
            "circle-check-big",
            TaskDone,
            _report,
        ),
        TaskAct(
            "accept",
            pgettext_lazy("task", "Accept"),
            pgettext_lazy("task", "Accepted as done."),
            "check",
            TaskForm,
            _accept,
        ),
        TaskAct(
            "return",
            pgettext_lazy("task", "Return"),
            pgettext_lazy("task", "Returned to the unit."),
            "undo-2",
            TaskReturned,
            _return,
        ),
        TaskAct(
            "take_back",
            pgettext_lazy("task", "Take back"),
            pgettext_lazy("task", "Taken back, and told to the unit."),
            "circle-x",
            TaskTakenBack,
            _take_back,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task with its proofs, and the forms of what may be done with it."""

    line: TaskLine
    proofs: Sequence[Any]
    acts: Sequence[tuple[TaskAct, ActForm, bool]]

    @property
    def task(self) -> Task:
        return self.line.task


def shown_tasks(
    viewer: "User", one: Issue, on: "date", tried: Mapping[str, ActForm]
) -> list[ShownTask]:
    """The tasks of an issue, the next due first; those refused with what was filled in."""
    rows = (
        Task.objects.filter(issue=one)
        .select_related("issue", "unit", "person")
        .order_by("due_on", "pk")
    )
    lines = task_lines(rows, on)
    known = [line.task for line in lines]
    may = task_acts_of(viewer, known, on)
    proofs = files.of_many(TASK, [str(row.pk) for row in known])

    def offered(what: TaskAct, row: Task) -> tuple[TaskAct, ActForm, bool]:
        was = tried.get(f"{what.code}-{row.pk}")
        form = was or what.form(
            issue=one,
            viewer=viewer,
            on=on,
            initial={"task": row.pk},
            auto_id=f"{what.code}-{row.pk}-%s",
        )
        return what, form, was is not None

    return [
        ShownTask(
            line,
            proofs.get(str(line.task.pk), []),
            [
                offered(what, line.task)
                for what in TASK_ACTS.values()
                if what.code in may[line.task.pk]
            ],
        )
        for line in lines
    ]
