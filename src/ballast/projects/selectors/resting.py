"""Which projects rest on a day."""

from datetime import date

from ballast.projects.models import StateChange
from ballast.projects.rules.kinds import Change

_RESTS = frozenset({Change.SUSPENDED, Change.EXITED, Change.MERGED, Change.SPLIT})


def resting(on: date) -> set[int]:
    """The projects that were suspended, had left, or had become others at the end of a day."""
    rows = StateChange.objects.filter(happened_on__lte=on).exclude(change=Change.RENAMED.value)
    last = dict(rows.order_by("happened_on", "pk").values_list("project_id", "change"))
    return {project for project, change in last.items() if change in _RESTS}
