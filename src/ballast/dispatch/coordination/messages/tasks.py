"""How far a task of an issue has come."""

from typing import TYPE_CHECKING

from django.utils.translation import pgettext

if TYPE_CHECKING:
    from ballast.dispatch.coordination.models import Task


def standing_of(task: "Task") -> tuple[str, str]:
    """In a word, and of which kind its badge is."""
    if task.accepted_at:
        return pgettext("task", "Accepted"), "green"
    if task.done_at:
        return pgettext("task", "Reported done"), "amber"
    if task.returned_at:
        return pgettext("task", "Returned"), "red"
    return pgettext("task", "To do"), "brand"
