"""Which projects rest on a day."""

from collections import defaultdict
from datetime import date

from ballast.projects.models import StateChange
from ballast.projects.rules import Change, State, state_after


def resting(on: date) -> set[int]:
    """The projects that were suspended, had left, or had become others at the end of a day."""
    rows = StateChange.objects.filter(happened_on__lte=on).exclude(change=Change.RENAMED.value)
    befell: dict[int, list[str]] = defaultdict(list)
    for pk, change in rows.order_by("happened_on", "pk").values_list("project_id", "change"):
        befell[pk].append(change)
    return {pk for pk, changes in befell.items() if state_after(changes) is not State.ACTIVE}
