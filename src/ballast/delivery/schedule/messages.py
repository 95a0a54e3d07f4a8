"""What is said of nodes and tasks, what people are told, and how the services refuse."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.platform.notices.kinds import Kind as Notice

from .rules import TaskState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TASK_STATES: Mapping[str, "StrPromise"] = {
    TaskState.OPEN: pgettext_lazy("week task", "Not filed"),
    TaskState.DONE: pgettext_lazy("week task", "Done"),
    TaskState.UNDONE: pgettext_lazy("week task", "Not done"),
    TaskState.WITHDRAWN: pgettext_lazy("week task", "Taken back"),
}
# What one files; the words stand in the sheet as well.
DONE, UNDONE = "done", "undone"
VERDICTS: Mapping[str, "StrPromise"] = {
    DONE: TASK_STATES[TaskState.DONE],
    UNDONE: TASK_STATES[TaskState.UNDONE],
}
WORDS: Mapping[str, "StrPromise"] = {
    "schedule_refused": _("Nothing was taken over: %(count)s faults."),
    "schedule_not_a_week": _("“%(text)s” names no week."),
    "schedule_nothing_to_draft": _(
        "Nothing stands in this week, or its bulletin is there already."
    ),
    "schedule_nobody_to_remind": _("Every task of the week is filed."),
    "schedule_project_unknown": _(
        "%(place)s: the project is not in the register, or your unit does not answer for it."
    ),
    "schedule_project_left": _("%(place)s: %(name)s has left the list."),
    "schedule_without_unit": _("%(place)s: no unit answers for %(name)s yet."),
    "schedule_says_nothing": _("%(place)s: say in a few words what is to be done."),
    "schedule_too_long": _("%(place)s: more than %(most)s signs."),
    "schedule_month_over": _("%(place)s: the month of this day is over."),
    "schedule_node_not_its": _("%(place)s: %(name)s has no such main node."),
    "schedule_node_unknown": _("A month node is not there any more, or is another project's."),
    "schedule_node_with_tasks": _("“%(what)s” has tasks under it: take those back first."),
    "schedule_reached_ahead": _("“%(what)s”: the day on which it was reached is still to come."),
    "schedule_week_over": _("The week %(week)s is over: no task is written into it any more."),
    "schedule_week_ahead": _("%(place)s: its week has not begun."),
    "schedule_due_outside": _("%(place)s: the day does not lie in the week."),
    "schedule_not_carried": _(
        "%(place)s: the task before it is not undone, or not this project's."
    ),
    "schedule_carried_already": _("%(place)s: the undone task is carried over already."),
    "schedule_task_unknown": _("A task is not there any more, or not one your unit files."),
    "schedule_task_stands": _("“%(what)s” is filed, or in a signed bulletin: it stays."),
    "schedule_without_verdict": _("%(place)s: say whether it is done."),
    "schedule_without_reason": _("%(place)s: say in a few words why it is not done."),
    "schedule_without_new_day": _(
        "%(place)s: say until when instead, a day later than it was to be done."
    ),
    "schedule_not_filed": _("“%(what)s” is not filed: there is nothing to take back."),
    "schedule_bulletin_out": _(
        "“%(what)s” stands in a signed bulletin: file it anew, and the next one tells it."
    ),
    "schedule_carried_on": _("“%(what)s” is carried over: take the later task back first."),
    "schedule_sheet_without_heads": _("This is not the table of tasks: its heads are not there."),
    "schedule_sheet_line_unknown": _("%(place)s: “%(said)s” is no task that you file this week."),
    "schedule_sheet_line_twice": _("%(place)s: “%(said)s” stands there twice."),
    "schedule_sheet_verdict": _("%(place)s: “%(said)s” is neither “done” nor “not done”."),
    "schedule_sheet_day": _("%(place)s: “%(said)s” is no day."),
}
NOTICES: Mapping[str, Notice] = {
    "week_tasks_open": Notice(
        name=_("Week tasks not filed"),
        words=_("%(count)s week tasks were to be filed by noon of %(day)s: %(projects)s"),
        icon="calendar-clock",
    ),
}
