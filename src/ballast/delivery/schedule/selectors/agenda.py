"""What waits to be filed, for the page of what is to do and for the weekly meeting."""

from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.schedule.models import WeekTask
from ballast.delivery.schedule.rules import TaskState, Week, closes_on
from ballast.platform.codelists import selectors as codelists

from .tasks import mine, of_week, seen

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


def to_file(viewer: "User", on: date) -> tuple[int, Week | None, date | None]:
    """How many tasks a person's units have not filed, of which first week, and until when."""
    rows = mine(viewer, on).filter(state=TaskState.OPEN, week__lte=on)
    count = rows.count()
    first = rows.order_by("week").first() if count else None
    if first is None:
        return 0, None, None
    week = Week(first.week)
    return count, week, closes_on(week, codelists.calendar())


def undone_of_week(viewer: "User", on: date) -> list[WeekTask]:
    """The tasks of the last week that began before this one and that were not done."""
    week = Week.of(on).later(-1)
    rows = of_week(seen(viewer, on), week).exclude(state=TaskState.DONE)
    return sorted(rows, key=lambda one: (-one.times, one.unit.code, one.project.number, one.pk))


def without_tasks(week: Week) -> bool:
    """Whether nothing at all stands in a week: no bulletin is written of it."""
    return not WeekTask.objects.filter(week=week.monday).exclude(state=TaskState.WITHDRAWN).exists()
