"""How acts upon issues and tasks refuse."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ISSUE_WORDS: Mapping[str, "StrPromise"] = {
    "issues_refused": _("Nothing was done: %(count)s faults."),
    "issue_unknown": _("There is no such issue, it is closed, or it is not for you."),
    "issue_none": _("Nothing was picked."),
    "issue_moved_meanwhile": _(
        "%(number)s: %(by)s was there first (%(at)s, “%(did)s”). Look at it again."
    ),
    "issue_not_yours": _("%(number)s: this is for another unit to do."),
    "issue_without_reason": _("Say in words what or why: it stays in the history."),
    "issue_without_title": _("Give the issue a title."),
    "issue_without_evidence": _("%(number)s: add what proves that it is solved."),
    "issue_not_raised_for": _("“%(title)s”: you do not raise issues for this unit."),
    "issue_level": _("“%(title)s”: it cannot be raised at this level."),
    "issue_unit_unknown": _("A unit is not in force."),
    "issue_project_unknown": _("A project is not in the register, or not one you may see."),
    "issue_raised_already": _("This is raised already, as %(number)s."),
    "issue_raised_twice": _("The same thing is raised twice here."),
    "issue_pause_over": _("The clock must run again after today."),
    "issue_pause_long": _("A pause lasts at most %(days)s days."),
    "issue_pause_reason": _("Pick what the clock waits for."),
    "issue_not_offered": _("%(number)s is not offered to anybody: say who is to lead."),
    "issue_led_already": _("%(number)s is led by this unit already."),
    "issue_person_elsewhere": _("%(number)s: this person does not work in the unit that leads."),
    "issue_merge_self": _("Pick the issue that stays, and others that go into it."),
    "ladder_levels": _("The levels must be numbered from 1, and be at most 5."),
    "ladder_days": _("Every clock needs at least one working day."),
    "ladder_names": _("Every level needs a name."),
    "ladder_backdated": _("Levels can be set from today on, not for days that have passed."),
    "task_unknown": _("There is no such task."),
    "task_moved_meanwhile": _(
        "%(number)s “%(words)s”: somebody was there first, look at it again."
    ),
    "task_of_a_meeting": _(
        "%(number)s “%(words)s” was decided by a meeting: it is taken back in the minutes."
    ),
    "task_without_words": _("Say what is to be done."),
    "task_due_passed": _("The day by which it is to be done has passed."),
}
