"""What was last said of projects in words, by their own units."""

from collections.abc import Collection

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import State
from ballast.kernel.periods import Period


def last_words(project_ids: Collection[int], period: Period) -> dict[int, Filing]:
    """The last accepted filing up to a period's end that says anything, by project; one query."""
    rows = Filing.objects.filter(
        project__in=project_ids, state=State.ACCEPTED.value, period__lte=period.code
    )
    told = rows.exclude(visible_progress="", problems="").select_related("unit")
    last = told.order_by("project", "-period", "-attempt").distinct("project")
    return {one.project_id: one for one in last}
